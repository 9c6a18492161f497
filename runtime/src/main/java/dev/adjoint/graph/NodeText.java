package dev.adjoint.graph;

import dev.adjoint.tensor.Tensor;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What drawings of a graph say of the values at a node, in short. */
public final class NodeText {
  private static final int MOST_NUMBERS = 6;
  private static final int MOST_RUNS = 4;
  private static final int WIDEST = 48;

  private NodeText() {}

  /**
   * The lines of a node: what it is, its values, and its adjoints after a {@code ∂}. A small value
   * is written out, a large one by its shape and its norm; of many runs the first and the last are
   * there.
   */
  public static List<String> lines(ComputationGraph.Node node) {
    String title = shortened(node.label());
    if (node.values().isEmpty()) {
      return List.of(title, "(did not run)");
    }
    String values = of(node.values());
    return node.adjoints().isEmpty()
        ? List.of(title, values)
        : List.of(title, values, "∂ " + of(node.adjoints()));
  }

  /** What a frame says above: how often it ran. */
  public static String of(ComputationGraph.Frame frame) {
    return "%s: %s"
        .formatted(
            shortened(frame.label()),
            switch (frame.runs()) {
              case 0 -> "did not run";
              case 1 -> "ran once";
              default -> "ran " + frame.runs() + " times";
            });
  }

  private static String of(List<Object> runs) {
    if (runs.size() == 1) {
      return of(runs.get(0));
    }
    if (runs.stream().allMatch(Number.class::isInstance)) {
      return shortened(elements(runs.size(), i -> of(runs.get(i)), MOST_RUNS, " | "));
    }
    return "last of %d: %s".formatted(runs.size(), of(runs.get(runs.size() - 1)));
  }

  private static String of(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return number(((Number) value).doubleValue());
    } else if (value instanceof Tensor tensor) {
      return tensor.rank() == 0 ? number(tensor.array()[0]) : tensor(tensor);
    } else if (value.getClass().isArray()) {
      return array(value);
    }
    return shortened(String.valueOf(value));
  }

  private static String tensor(Tensor tensor) {
    if (tensor.size() > MOST_NUMBERS) {
      float[] numbers = tensor.array();
      return Arrays.toString(tensor.shape())
          + ", norm "
          + norm(IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).toArray());
    }
    return nested(tensor.array(), 0, tensor.shape());
  }

  /** Rows in brackets of their own. */
  private static String nested(float[] numbers, int from, int[] shape) {
    if (shape.length == 0) {
      return number(numbers[from]);
    }
    int[] inner = Arrays.copyOfRange(shape, 1, shape.length);
    int step = Arrays.stream(inner).reduce(1, (a, b) -> a * b);
    return IntStream.range(0, shape[0])
        .mapToObj(i -> nested(numbers, from + i * step, inner))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String array(Object array) {
    int length = Array.getLength(array);
    if (length <= MOST_NUMBERS) {
      return shortened(elements(length, i -> element(array, i), length, ", ", "[", "]"));
    }
    String head = "[" + length + "]";
    return array instanceof double[] numbers
        ? head + ", norm " + norm(numbers)
        : shortened(
            head + " " + elements(length, i -> element(array, i), MOST_RUNS, ", ", "[", "]"));
  }

  private static String element(Object array, int i) {
    Object element = Array.get(array, i);
    return element == null ? "null" : of(element);
  }

  private static String elements(int count, IntFunction<String> text, int most, String separator) {
    return elements(count, text, most, separator, "", "");
  }

  /** All if they are few, else the first ones and the last one. */
  private static String elements(
      int count,
      IntFunction<String> text,
      int most,
      String separator,
      String before,
      String after) {
    if (count <= most) {
      return IntStream.range(0, count)
          .mapToObj(text)
          .collect(Collectors.joining(separator, before, after));
    }
    return IntStream.range(0, most - 1)
        .mapToObj(text)
        .collect(
            Collectors.joining(
                separator, before, separator + "…" + separator + text.apply(count - 1) + after));
  }

  private static String norm(double[] numbers) {
    return number(Math.sqrt(Arrays.stream(numbers).map(x -> x * x).sum()));
  }

  /** Four digits, and no more zeros behind the point than it takes. */
  private static String number(double value) {
    if (!Double.isFinite(value) || value == 0) {
      return value == 0 ? "0" : Double.toString(value);
    }
    double size = Math.abs(value);
    if (size >= 1e6 || size < 1e-4) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    int digits = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
    String text = String.format(Locale.ROOT, "%." + digits + "f", value);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }

  private static String shortened(String text) {
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
  }
}
