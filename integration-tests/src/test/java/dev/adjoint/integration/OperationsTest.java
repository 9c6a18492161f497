package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of the runtime that declares a derivative, found in the class files. */
class OperationsTest {
  private static final List<Operation> OPERATIONS = OperationWrappers.OPERATIONS;
  private static final Map<String, List<Object[]>> EXAMPLES = OperationExamples.all();

  static Stream<Operation> operations() {
    return OPERATIONS.stream()
        .filter(operation -> !operation.isConstant())
        .filter(operation -> EXAMPLES.containsKey(operation.key()));
  }

  @Test
  void everyOperationHasExamples() {
    assertThat(OPERATIONS).hasSizeGreaterThan(50);
    assertThat(OPERATIONS.stream().map(Operation::key))
        .as("operations without examples: add a line to OperationExamples")
        .isSubsetOf(EXAMPLES.keySet());
    assertThat(EXAMPLES.keySet())
        .as("examples of operations that are gone: remove them from OperationExamples")
        .isSubsetOf(OPERATIONS.stream().map(Operation::key).toList());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void vjpMatchesDifferences(Operation operation) {
    List<String> inputs = operation.inputs().stream().map(Operation.Operand::name).toList();
    assertThat(inputs).isNotEmpty();
    for (Object[] example : examples(operation)) {
      Subject subject = OperationWrappers.subject(operation);
      GradientCheck.against(subject, inputs, example);
      assertShapesOfGradients(operation, subject, example);
    }
  }

  /** A gradient has the shape of what it is the gradient of. */
  private static void assertShapesOfGradients(
      Operation operation, Subject subject, Object... example) {
    Object seed = seed(subject.value(example), 1);
    List<Object> gradients = OperationWrappers.gradients(operation, example, seed);
    for (int i = 0; i < gradients.size(); i++) {
      Object argument = example[operation.operands().indexOf(operation.inputs().get(i))];
      assertThat(OperationWrappers.shapes(gradients.get(i)))
          .isEqualTo(OperationWrappers.shapes(argument));
    }
  }

  private static Object seed(Object like, long number) {
    Random random = new Random(number);
    double[] numbers = random.doubles(Numbers.flatten(like).length, 0.5, 1.5).toArray();
    return Numbers.rebuild(like, numbers);
  }

  /** The dot-product test: the seed times J x' equals the gradient times x'. */
  @ParameterizedTest
  @MethodSource("operations")
  void tangentAndAdjointAreTransposes(Operation operation) {
    assertThat(operation.jvp()).as("@Jvp").isNotEmpty();
    for (Object[] example : examples(operation)) {
      Object y = OperationWrappers.value(operation, example);
      List<Object> arguments = new ArrayList<>(Arrays.asList(example));
      arguments.add(y);
      List<Double> direction = new ArrayList<>();
      for (int i = 0; i < example.length; i++) {
        Operation.Operand operand = operation.operands().get(i);
        if (operand.hasTangent()) {
          Object tangent =
              operand.hasVjp()
                  ? seed(example[i], 3 + i)
                  : Numbers.rebuild(example[i], new double[Numbers.flatten(example[i]).length]);
          arguments.add(tangent);
          if (operand.hasVjp()) {
            Arrays.stream(Numbers.flatten(tangent)).forEach(direction::add);
          }
        }
      }
      Object yBar = seed(y, 7);
      double[] xBar = Numbers.flatten(OperationWrappers.gradients(operation, example, yBar));
      double[] yDot = Numbers.flatten(OperationWrappers.tangent(operation, arguments.toArray()));
      double forward = dot(Numbers.flatten(yBar), yDot);
      double reverse = dot(xBar, direction.stream().mapToDouble(d -> d).toArray());
      assertThat(forward).isCloseTo(reverse, org.assertj.core.data.Offset.offset(2e-4));
    }
  }

  private static double dot(double[] a, double[] b) {
    assertThat(a).hasSameSizeAs(b);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** The declared rule gives the shape that the operation really gives, and no other. */
  @Test
  void declaredShapesAreActualShapes() {
    StringBuilder right = new StringBuilder();
    StringBuilder wrong = new StringBuilder();
    Map<Integer, String> cases = new TreeMap<>();
    int line = 4;
    for (Operation operation : OPERATIONS) {
      if (!operation.result().endsWith("Tensor") || operation.shape().isEmpty()) {
        continue;
      }
      for (Object[] example : examples(operation)) {
        int[] actual = ((Tensor) OperationWrappers.value(operation, example)).shape();
        int[] other = actual.clone();
        if (other.length == 0) {
          other = new int[] {7};
        } else {
          other[other.length - 1] += 7;
        }
        right.append(shapeMethod(operation, "f" + line, actual, example));
        wrong.append(shapeMethod(operation, "f" + line, other, example));
        cases.put(line++, operation + " for " + Arrays.deepToString(example));
      }
    }
    Compilation good = Compiler.compile("shapes.Shapes", shapeClass(right));
    assertThat(good.findings()).as(good.describe()).isEmpty();
    Compilation bad = Compiler.compile("shapes.Shapes", shapeClass(wrong));
    Map<Integer, String> unnoticed = new TreeMap<>(cases);
    for (String finding : bad.findings()) {
      assertThat(finding).startsWith("ADJ-SHAPE-01:");
      unnoticed.remove(Integer.valueOf(finding.replaceAll(".*:", "")));
    }
    assertThat(unnoticed.values()).as("wrong shapes that are not refused").isEmpty();
  }

  private static String shapeClass(StringBuilder methods) {
    return "package shapes;\nimport dev.adjoint.annotations.*;\nclass Shapes {\n" + methods + "}\n";
  }

  private static String shapeMethod(
      Operation operation, String name, int[] result, Object... example) {
    List<String> parameters = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < example.length; i++) {
      Operation.Operand operand = operation.operands().get(i);
      if (example[i] instanceof int[] numbers) {
        arguments.add(
            Arrays.stream(numbers)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", ", "new int[] {", "}")));
      } else if (example[i] instanceof Integer number) {
        arguments.add(number.toString());
      } else if (example[i] instanceof Float number && !operand.hasVjp()) {
        arguments.add(number + "f");
      } else {
        String shape =
            example[i] instanceof Tensor tensor ? "@Shape(\"" + sizes(tensor.shape()) + "\") " : "";
        parameters.add(shape + operand.type() + " " + operand.name());
        arguments.add(operand.name());
      }
    }
    return "@SuppressWarnings(\"ADJ-ZERO-02\") @Differentiable @Shape(\"%s\") static %s %s(%s) { return %s; }\n"
        .formatted(
            sizes(result),
            operation.result(),
            name,
            String.join(", ", parameters),
            operation.call(arguments));
  }

  private static String sizes(int[] shape) {
    return Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
  }

  private static List<Object[]> examples(Operation operation) {
    return Objects.requireNonNull(EXAMPLES.get(operation.key()), "add examples of " + operation);
  }
}
