package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The operations of the runtime give PyTorch's values and gradients. */
class OperationsAgainstPyTorchTest {
  private static final List<PyTorchCases.Case> CASES = PyTorchCases.all();

  static List<PyTorchCases.Case> cases() {
    return CASES;
  }

  @Test
  void everyOperationHasCases() {
    assertThat(
            OperationWrappers.OPERATIONS.stream()
                .filter(operation -> !operation.isHelper())
                .filter(operation -> !operation.owner().startsWith("dev.adjoint.implicit."))
                .map(Operation::key)
                .toList())
        .as("operations without a case: add some to a family in src/test/golden")
        .isSubsetOf(CASES.stream().map(PyTorchCases.Case::key).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesWhatPyTorchGives(PyTorchCases.Case expected) {
    Operation operation =
        OperationWrappers.OPERATIONS.stream()
            .filter(candidate -> candidate.key().equals(expected.key()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("there is no operation " + expected.key()));
    Object[] arguments = new Object[expected.operands().size()];
    assertThat(arguments).as("operands").hasSameSizeAs(operation.operands());
    for (int i = 0; i < arguments.length; i++) {
      String type = operation.operands().get(i).type();
      arguments[i] = PyTorchCases.as(type, expected.operands().get(i));
    }
    Object value = OperationWrappers.value(operation, arguments);
    assertClose("value", value, expected.results());
    if (operation.isConstant()) {
      return;
    }
    Object seed = Numbers.rebuild(value, numbers(expected.seeds()));
    List<Object> gradients = OperationWrappers.gradients(operation, arguments, seed);
    for (int i = 0; i < gradients.size(); i++) {
      int input = operation.operands().indexOf(operation.inputs().get(i));
      String name = "gradient by " + operation.inputs().get(i).name();
      assertThat(expected.gradients()).as(name).containsKey(input);
      assertClose(name, gradients.get(i), expected.gradients().get(input));
    }
    assertTangentFits(operation, arguments, value, expected.seeds(), gradients);
  }

  /** The seed times the tangent along ones is the sum of the gradients, also at kinks. */
  private static void assertTangentFits(
      Operation operation,
      Object[] arguments,
      Object value,
      List<Tensor> seeds,
      List<Object> gradients) {
    double[] gradient = Numbers.flatten(gradients);
    if (gradient.length == 0 || !Arrays.stream(gradient).allMatch(Double::isFinite)) {
      return;
    }
    List<Object> all = new ArrayList<>(Arrays.asList(arguments));
    all.add(value);
    for (int i = 0; i < arguments.length; i++) {
      Operation.Operand operand = operation.operands().get(i);
      if (operand.hasTangent()) {
        double[] direction = new double[Numbers.flatten(arguments[i]).length];
        Arrays.fill(direction, operand.hasVjp() ? 1 : 0);
        all.add(Numbers.rebuild(arguments[i], direction));
      }
    }
    double[] tangent = Numbers.flatten(OperationWrappers.tangent(operation, all.toArray()));
    double[] seed = numbers(seeds);
    double forward = 0;
    for (int i = 0; i < seed.length; i++) {
      forward += seed[i] * tangent[i];
    }
    double sizes = Arrays.stream(gradient).map(Math::abs).sum();
    assertThat(forward)
        .as("tangent")
        .isCloseTo(Arrays.stream(gradient).sum(), within(1e-4 * Math.max(1, sizes)));
  }

  private static double[] numbers(List<Tensor> tensors) {
    return tensors.stream().flatMapToDouble(t -> DoubleStream.of(Numbers.flatten(t))).toArray();
  }

  private static void assertClose(String name, Object actual, List<Tensor> expected) {
    List<List<Integer>> shapes = OperationWrappers.shapes(actual);
    if (!shapes.isEmpty()) {
      assertThat(shapes).as("shape of the " + name).isEqualTo(OperationWrappers.shapes(expected));
    }
    double[] found = elements(actual);
    double[] wanted = numbers(expected);
    assertThat(found).as(name).hasSameSizeAs(wanted);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      double tolerance = 1e-5 * Math.max(1, Math.abs(wanted[i]));
      boolean close = Double.isFinite(wanted[i]) && Math.abs(found[i] - wanted[i]) <= tolerance;
      if (!close && Double.compare(found[i], wanted[i]) != 0) {
        wrong.add("%s at %d, not %s".formatted(found[i], i, wanted[i]));
      }
    }
    assertThat(wrong).as(name).isEmpty();
  }

  private static double[] elements(Object value) {
    if (value instanceof int[] numbers) {
      return Arrays.stream(numbers).asDoubleStream().toArray();
    } else if (value instanceof Integer number) {
      return new double[] {number};
    }
    return Numbers.flatten(value);
  }
}
