package dev.adjoint.integration.fuzz;

import dev.adjoint.integration.Operation;
import dev.adjoint.integration.OperationExamples;
import dev.adjoint.tensor.Tensor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A production for each example of each operation of the runtime: the operands that it is
 * differentiated by are expressions of the sizes, and about the range, that the example has.
 */
final class Catalogue {
  /** Fewer elements than this, so that differences take no time. */
  private static final int MOST_ELEMENTS = 20;

  private final Grammar grammar;
  private final Operands operands;

  private Catalogue(Grammar grammar) {
    this.grammar = grammar;
    this.operands = new Operands(grammar);
  }

  static void addTo(Grammar grammar) {
    Catalogue catalogue = new Catalogue(grammar);
    Map<String, List<Object[]>> examples = OperationExamples.all();
    for (Operation operation : Operation.all()) {
      if (!operation.isConstant() && !operation.isHelper() && !operation.inputs().isEmpty()) {
        catalogue.add(operation, examples.getOrDefault(operation.key(), List.of()));
      }
    }
    grammar.add("double", 6, "$opNumber").type("double", "opNumber");
  }

  private void add(Operation operation, List<Object[]> examples) {
    for (Object[] example : examples) {
      List<Object> numbers = numbers(operation, example);
      List<Object[]> alike =
          examples.stream().filter(other -> numbers(operation, other).equals(numbers)).toList();
      List<Optional<String>> texts =
          IntStream.range(0, example.length)
              .mapToObj(i -> operands.text(operation.operands().get(i), i, example[i], alike))
              .toList();
      if (texts.stream().allMatch(Optional::isPresent)) {
        String call = operation.call(texts.stream().map(Optional::orElseThrow).toList());
        add(call.replace("dev.adjoint.tensor.", ""), result(operation, example));
      }
    }
  }

  /** The constant numbers, on which the domain of the others may depend: x^2.5 and x^3. */
  private static List<Object> numbers(Operation operation, Object[] example) {
    return IntStream.range(0, example.length)
        .filter(i -> !operation.operands().get(i).hasVjp())
        .mapToObj(i -> example[i])
        .filter(each -> each instanceof Float || each instanceof Double)
        .toList();
  }

  private void add(String call, @Nullable Object result) {
    if (result instanceof Tensor tensor && tensor.size() <= MOST_ELEMENTS) {
      Sizes sizes = Sizes.of(tensor.shape());
      if (Sizes.ALL.contains(sizes)) {
        grammar.add(sizes.as("op"), 2, call);
      } else {
        grammar.add("opNumber", 1, "Elementwise.square(" + call + ").mean()");
        Sizes.ALL.stream()
            .filter(other -> other.count() == sizes.count())
            .forEach(
                other -> grammar.add(other.as("op"), 1, call + ".reshape(" + other.java() + ")"));
      }
    } else if (result instanceof Tensor[] parts) {
      IntStream.range(0, parts.length).forEach(i -> add(call + "[" + i + "]", parts[i]));
    } else if (result instanceof Number) {
      grammar.add("opNumber", 1, call);
    }
  }

  /** What an operation gives, whose sizes its example is to have; null if it throws. */
  private static @Nullable Object result(Operation operation, Object[] example) {
    try {
      Class<?> owner = Class.forName(operation.owner());
      Method method =
          Arrays.stream(owner.getDeclaredMethods())
              .filter(candidate -> isMethod(candidate, operation))
              .findFirst()
              .orElseThrow();
      return operation.isStatic()
          ? method.invoke(null, example)
          : method.invoke(example[0], Arrays.copyOfRange(example, 1, example.length));
    } catch (InvocationTargetException e) {
      return null;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(operation.key(), e);
    }
  }

  private static boolean isMethod(Method method, Operation operation) {
    List<String> types =
        Arrays.stream(method.getParameterTypes())
            .map(type -> Objects.requireNonNull(type.getCanonicalName()))
            .toList();
    List<String> expected =
        operation.operands().stream()
            .skip(operation.isStatic() ? 0 : 1)
            .map(operand -> operand.type().replaceAll("<.*>", ""))
            .toList();
    return method.getName().equals(operation.name()) && types.equals(expected);
  }
}
