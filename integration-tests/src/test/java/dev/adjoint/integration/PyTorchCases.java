package dev.adjoint.integration;

import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads the golden values that {@code src/test/golden/make_golden.py} writes; that file describes
 * the format.
 */
final class PyTorchCases {
  private static final Path DIRECTORY = Path.of("src/test/resources/pytorch");

  /**
   * A case.
   *
   * @param place the file and the line, and why the case is there
   * @param results the tensors of the result
   * @param seeds the adjoints of these
   * @param gradients by operand, those of a list one after the other
   */
  record Case(
      String place,
      String key,
      List<Object> operands,
      List<Tensor> results,
      List<Tensor> seeds,
      Map<Integer, List<Tensor>> gradients) {
    @Override
    public String toString() {
      return key + " " + place;
    }
  }

  private PyTorchCases() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      for (Path file : files.sorted().toList()) {
        cases.addAll(read(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }

  private static List<Case> read(Path file) throws IOException {
    List<Case> cases = new ArrayList<>();
    int pending = 0;
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      String word = line.split(" ")[0];
      String rest = line.substring(Math.min(line.length(), word.length() + 1));
      if (word.equals("case")) {
        String[] parts = rest.split(" # ");
        String note = parts.length > 1 ? ", " + parts[1] : "";
        cases.add(
            new Case(
                "(%s:%d%s)".formatted(file.getFileName(), number, note),
                parts[0],
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new HashMap<>()));
        continue;
      }
      Case last = cases.get(cases.size() - 1);
      if (word.equals("=")) {
        last.results().add(tensor(rest));
      } else if (word.equals("seed")) {
        last.seeds().add(tensor(rest));
      } else if (word.matches("d[0-9.]+")) {
        int operand = Integer.parseInt(word.substring(1).replaceAll("\\..*", ""));
        last.gradients().computeIfAbsent(operand, k -> new ArrayList<>()).add(tensor(rest));
      } else if (word.equals("tensors")) {
        pending = Integer.parseInt(rest);
        last.operands().add(new ArrayList<Tensor>());
      } else if (pending > 0) {
        pending--;
        list(last.operands().get(last.operands().size() - 1)).add(tensor(rest));
      } else {
        last.operands().add(operand(word, rest));
      }
    }
    return cases;
  }

  @SuppressWarnings("unchecked")
  private static List<Tensor> list(Object value) {
    return (List<Tensor>) value;
  }

  private static Object operand(String kind, String text) {
    return switch (kind) {
      case "tensor" -> tensor(text);
      case "float" -> Float.parseFloat(text);
      case "int" -> Integer.parseInt(text);
      case "bool" -> Boolean.parseBoolean(text);
      case "text" -> text;
      case "ints" -> ints(text);
      case "table" ->
          Arrays.stream(text.split("\\|", -1)).map(PyTorchCases::ints).toArray(int[][]::new);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static int[] ints(String text) {
    return Arrays.stream(text.trim().split("[, ]+"))
        .filter(word -> !word.isEmpty())
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  /** A shape in brackets, then the elements. */
  private static Tensor tensor(String text) {
    int end = text.indexOf(']');
    String[] words = text.substring(end + 1).trim().split(" ");
    float[] elements = new float[words[0].isEmpty() ? 0 : words.length];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = Float.parseFloat(words[i]);
    }
    return Tensor.wrap(elements, ints(text.substring(1, end)));
  }

  /** An operand as a method takes it whose parameter has this type. */
  static Object as(String type, Object operand) {
    if (operand instanceof List<?> list) {
      return type.endsWith("[]") ? list.toArray(Tensor[]::new) : List.copyOf(list);
    } else if (type.equals("double")) {
      return ((Number) operand).doubleValue();
    } else if (type.equals("int[][]") && Array.getLength(operand) == 0) {
      return new int[0][];
    } else if (operand instanceof String text && !type.equals("java.lang.String")) {
      return constant(type, text);
    }
    return operand;
  }

  private static Object constant(String type, String name) {
    try {
      return Arrays.stream(Class.forName(type).getEnumConstants())
          .filter(each -> ((Enum<?>) each).name().equals(name))
          .findFirst()
          .orElseThrow();
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(type, e);
    }
  }
}
