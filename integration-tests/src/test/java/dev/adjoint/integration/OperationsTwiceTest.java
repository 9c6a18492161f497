package dev.adjoint.integration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation that users call has a second derivative, and it is right. */
class OperationsTwiceTest {
  private static final Map<String, List<Object[]>> EXAMPLES = OperationExamples.all();
  private static final List<Operation> OPERATIONS = all();
  private static final ClassLoader LOADER = compile();

  static List<Operation> operations() {
    return OPERATIONS;
  }

  private static List<Operation> all() {
    return OperationWrappers.OPERATIONS.stream()
        .filter(operation -> !operation.isConstant() && !operation.isHelper())
        .filter(operation -> !operation.owner().startsWith("dev.adjoint.implicit."))
        .filter(operation -> operation.result().matches("float|.*\\.Tensor"))
        .toList();
  }

  /** The sum of the squares of the result, for each operation. */
  private static ClassLoader compile() {
    StringBuilder text = new StringBuilder("package operations;\n");
    text.append("import dev.adjoint.annotations.*;\nclass Twice {\n");
    for (Operation operation : OPERATIONS) {
      String inputs =
          operation.inputs().stream()
              .map(operand -> '"' + operand.name() + '"')
              .collect(Collectors.joining(", "));
      String squares = operation.result().equals("float") ? "y_ * y_" : "y_.times(y_).sum()";
      text.append(
          "@Differentiable(wrt = {%s}, modes = Mode.HVP) static float %s(%s) {\n"
              .formatted(inputs, id(operation), operation.parameters()));
      text.append(
          "%s y_ = %s; return %s; }\n".formatted(operation.result(), operation.call(), squares));
    }
    return Compiler.compile("operations.Twice", text.append("}\n").toString()).load();
  }

  private static String id(Operation operation) {
    return "op" + OPERATIONS.indexOf(operation);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void theHessianIsSymmetricAndMatchesDifferences(Operation operation) {
    Subject subject = new Subject(LOADER, "operations.Twice", id(operation));
    List<String> inputs = operation.inputs().stream().map(Operation.Operand::name).toList();
    for (Object[] example : someOf(EXAMPLES.getOrDefault(operation.key(), List.of()))) {
      double[] value = Numbers.flatten(subject.value(example));
      int size =
          inputs.stream()
              .mapToInt(name -> Numbers.flatten(example[subject.operands().indexOf(name)]).length)
              .sum();
      SecondOrderCheck check = new SecondOrderCheck(subject, inputs, example, value);
      check.isSymmetric(size, 1e-4);
      check.matchesDifferences(1e-3);
    }
  }

  /** The first example, the last, and one between. */
  private static List<Object[]> someOf(List<Object[]> examples) {
    List<Object[]> some = new ArrayList<>();
    Stream.of(0, examples.size() / 2, examples.size() - 1)
        .filter(i -> i >= 0 && i < examples.size())
        .distinct()
        .forEach(i -> some.add(examples.get(i)));
    return some;
  }
}
