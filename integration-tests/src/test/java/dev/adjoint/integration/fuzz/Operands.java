package dev.adjoint.integration.fuzz;

import dev.adjoint.integration.Operation;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What stands for the operands of an operation. Those without a derivative are the constants of an
 * example; the others are expressions in the range that all such examples keep to.
 */
final class Operands {
  private final Grammar grammar;

  Operands(Grammar grammar) {
    this.grammar = grammar;
    for (Sizes sizes : Sizes.ALL) {
      String near = sizes.as("near");
      grammar.add(near, 4, sizes.hole("v")).add(near, 3, sizes.hole("calm"));
      grammar.add(near, 1, sizes.hole("t")).type(sizes.as("Tensor "), near);
    }
  }

  /**
   * The text of an operand.
   *
   * @param index which operand it is
   * @param value what the example has there
   * @param examples the examples of the operation with the same constant numbers
   * @return nothing if there is no text for such an operand
   */
  Optional<String> text(
      Operation.Operand operand, int index, Object value, List<Object[]> examples) {
    if (!operand.hasVjp()) {
      return constant(value);
    } else if (value instanceof Tensor tensor) {
      List<Tensor> all = examples.stream().map(example -> (Tensor) example[index]).toList();
      return Optional.of(inRange(tensor, all, "e" + index));
    } else if (value instanceof Tensor[] tensors) {
      List<Tensor> all =
          examples.stream().flatMap(example -> Stream.of((Tensor[]) example[index])).toList();
      return Optional.of(
          IntStream.range(0, tensors.length)
              .mapToObj(i -> inRange(tensors[i], all, "e" + index + "x" + i))
              .collect(Collectors.joining(", ", "new Tensor[] {", "}")));
    } else if (value instanceof Double) {
      return Optional.of("$small");
    }
    return value instanceof Float ? Optional.of("$slope") : Optional.empty();
  }

  /**
   * An expression.
   *
   * @param label a name that no other operand has
   */
  private String inRange(Tensor tensor, List<Tensor> all, String label) {
    Sizes sizes = Sizes.of(tensor.shape());
    DoubleSummaryStatistics range =
        all.stream()
            .flatMapToDouble(
                each -> IntStream.range(0, each.size()).mapToDouble(i -> each.array()[i]))
            .summaryStatistics();
    String some = near(sizes);
    double low = range.getMin();
    double high = range.getMax();
    if (all.stream().allMatch(Operands::isDominant)) {
      // What equations are solved with, and symmetric where the examples are.
      String rows = sizes.dims().get(sizes.rank() - 1).toString();
      String even =
          all.stream().allMatch(Operands::isSymmetric) ? ".plus($" + label + ".transpose())" : "";
      return "Activations.tanh(%s:%s%s).scale(0.3f).plus(Tensors.eye(%s).scale(2f))"
          .formatted(some, label, even, rows);
    } else if (low >= 0 && high <= 1) {
      return "Activations.sigmoid(%s).scale(%sf).shift(%sf)"
          .formatted(some, (float) (high - low), (float) low);
    } else if (low > 0) {
      return "Activations.sigmoid(" + some + ").shift(0.6f)";
    } else if (low > -1 && high < 1) {
      return "Activations.tanh(" + some + ").scale(" + (float) high + "f)";
    }
    return some;
  }

  /** Any expression of some sizes; of those that no variable has, from the elements of others. */
  private String near(Sizes sizes) {
    if (Sizes.ALL.contains(sizes)) {
      return sizes.hole("near");
    }
    String odd =
        "odd" + sizes.dims().stream().map(String::valueOf).collect(Collectors.joining("x"));
    if (!grammar.isSort(odd)) {
      String shape = ".reshape(" + sizes.java() + ")";
      for (Sizes other : List.of(Sizes.THREE, Sizes.TWO_THREE, Sizes.BATCH)) {
        List<String> places = new ArrayList<>();
        IntStream.range(0, sizes.count())
            .forEach(i -> places.add(String.valueOf((7 * i + i / 3) % other.count())));
        String flat = other.hole("near") + ".reshape(" + other.count() + ")";
        String chosen = "Indexing.indexSelect(" + flat + ", 0, " + String.join(", ", places) + ")";
        grammar.add(odd, 1, chosen + shape);
        if (other.count() == sizes.count()) {
          grammar.add(odd, 3, other.hole("near") + shape);
        }
      }
    }
    return "$" + odd;
  }

  /** Whether each number on the diagonal is greater than those beside it. */
  private static boolean isDominant(Tensor tensor) {
    int rank = tensor.rank();
    int rows = rank < 2 ? 0 : tensor.dimension(rank - 1);
    if (rows == 0 || rows != tensor.dimension(rank - 2)) {
      return false;
    }
    float[] elements = tensor.array();
    return IntStream.range(0, elements.length)
        .allMatch(i -> elements[i] <= 1.2f ^ i / rows % rows == i % rows);
  }

  private static boolean isSymmetric(Tensor tensor) {
    return tensor.isCloseTo(tensor.transpose(), 1e-6f);
  }

  private static Optional<String> constant(Object value) {
    if (value instanceof Tensor tensor) {
      return constant(tensor.array())
          .map(
              elements ->
                  "Tensor.of("
                      + elements
                      + ", new int[] {"
                      + Sizes.of(tensor.shape()).java()
                      + "})");
    } else if (value instanceof Float number) {
      return Optional.of(Float.isInfinite(number) ? "Float.POSITIVE_INFINITY" : number + "f");
    } else if (value instanceof Integer || value instanceof Boolean || value instanceof Double) {
      return Optional.of(value.toString());
    } else if (value instanceof String text) {
      return Optional.of('"' + text + '"');
    } else if (value instanceof int[] array) {
      return Optional.of("new int[] " + braces(Arrays.stream(array).mapToObj(String::valueOf)));
    } else if (value instanceof float[] array) {
      Stream<String> numbers = IntStream.range(0, array.length).mapToObj(i -> array[i] + "f");
      return Optional.of("new float[] " + braces(numbers));
    } else if (value instanceof int[][] rows) {
      Stream<String> texts =
          Arrays.stream(rows).map(row -> braces(Arrays.stream(row).mapToObj(String::valueOf)));
      return Optional.of("new int[][] " + braces(texts));
    }
    return Optional.empty();
  }

  private static String braces(Stream<String> parts) {
    return parts.collect(Collectors.joining(", ", "{", "}"));
  }
}
