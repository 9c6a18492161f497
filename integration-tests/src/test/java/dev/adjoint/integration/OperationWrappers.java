package dev.adjoint.integration;

import dev.adjoint.tensor.Tensor;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A differentiated method for each operation of the runtime, and its tangent rule as a method; all
 * in one class, which is compiled once.
 */
final class OperationWrappers {
  static final List<Operation> OPERATIONS = Operation.all();

  private static final String CLASS = "operations.Wrappers";
  private static final ClassLoader LOADER = compile();

  private OperationWrappers() {}

  private static ClassLoader compile() {
    StringBuilder text = new StringBuilder("package operations;\n");
    OPERATIONS.stream()
        .map(Operation::owner)
        .distinct()
        .forEach(owner -> text.append("import static ").append(owner).append(".*;\n"));
    text.append("import dev.adjoint.annotations.Differentiable;\nclass Wrappers {\n");
    for (Operation operation : OPERATIONS) {
      if (!operation.isConstant()) {
        String inputs =
            operation.inputs().stream()
                .map(operand -> '"' + operand.name() + '"')
                .collect(Collectors.joining(", "));
        text.append("@Differentiable(wrt = {").append(inputs).append("}) ");
      }
      text.append(
          "static %s %s(%s) { return %s; }\n"
              .formatted(
                  operation.result(), id(operation), operation.parameters(), operation.call()));
      if (!operation.isConstant()) {
        text.append(operation.jvpMethod(id(operation) + "Jvp")).append('\n');
      }
    }
    return Compiler.compile(CLASS, text.append("}\n").toString()).load();
  }

  private static String id(Operation operation) {
    return "op" + OPERATIONS.indexOf(operation);
  }

  /** The operation with its generated derivatives. */
  static Subject subject(Operation operation) {
    return new Subject(LOADER, CLASS, id(operation));
  }

  /** The operation itself, which may have no derivative. */
  static Object value(Operation operation, Object... arguments) {
    return call(id(operation), arguments);
  }

  /** The rule for tangents, of the operands, the result, and the operands' tangents. */
  static Object tangent(Operation operation, Object... arguments) {
    return call(id(operation) + "Jvp", arguments);
  }

  private static Object call(String name, Object... arguments) {
    try {
      Method method =
          Arrays.stream(LOADER.loadClass(CLASS).getDeclaredMethods())
              .filter(candidate -> candidate.getName().equals(name))
              .findFirst()
              .orElseThrow();
      method.setAccessible(true);
      return Subject.invoke(method, null, arguments);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** The gradients by the operation's inputs, one for each. */
  static List<Object> gradients(Operation operation, Object[] arguments, Object seed) {
    Object factor = seed instanceof Float number ? (Object) number.doubleValue() : seed;
    Object gradient = Subject.apply(subject(operation).pullback(arguments), factor);
    List<Operation.Operand> inputs = operation.inputs();
    return inputs.size() == 1
        ? List.of(gradient)
        : inputs.stream().map(input -> Numbers.read(gradient, input.name())).toList();
  }

  /** The shapes of all tensors in a value. */
  static List<List<Integer>> shapes(Object value) {
    if (value instanceof Tensor tensor) {
      return List.of(Arrays.stream(tensor.shape()).boxed().toList());
    } else if (value instanceof Object[] array) {
      return Arrays.stream(array).flatMap(each -> shapes(each).stream()).toList();
    } else if (value instanceof List<?> list) {
      return shapes(list.toArray());
    }
    return List.of();
  }
}
