package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.adjoint.tensor.ShapeException;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * What does not fit is refused by an exception that names the operation and the shapes, whatever
 * operation it is: the examples of {@link OperationExamples} are spoilt in turn.
 */
class BadInputTest {
  private static final Map<String, List<Object[]>> EXAMPLES = OperationExamples.all();

  private int tried;

  @Test
  void axesThatDoNotExistAreRefused() {
    spoilEach("int", "axis|first|second", (axis, rank) -> rank + 5);
    spoilEach("int", "axis|first|second", (axis, rank) -> -rank - 5);
    spoilEach("int[]", "axes", (axes, rank) -> new int[] {rank + 5});
    assertThat(tried).isGreaterThan(20);
  }

  @Test
  void axesThatAreGivenTwiceAreRefused() {
    // As in PyTorch, what rolls along an axis twice rolls by both amounts.
    spoilEach(
        operation -> !operation.name().equals("roll"),
        "int[]",
        "axes",
        (axes, rank) -> rank == 0 ? axes : new int[] {0, -rank});
    assertThat(tried).isGreaterThan(5);
  }

  @Test
  void shapesThatCannotBeBroadcastAreRefused() {
    for (Operation operation : OperationWrappers.OPERATIONS) {
      if (!operation.shape().contains("-> broadcast(")) {
        continue;
      }
      for (Object[] example : examples(operation)) {
        List<Integer> tensors = new ArrayList<>();
        for (int i = 0; i < example.length; i++) {
          if (example[i] instanceof Tensor tensor && tensor.rank() > 0) {
            tensors.add(i);
          }
        }
        if (tensors.size() > 1) {
          int last = tensors.get(tensors.size() - 1);
          Object[] spoilt = example.clone();
          tensors.forEach(i -> spoilt[i] = Tensor.zeros(2, 3));
          spoilt[last] = Tensor.zeros(4);
          assertRefused(operation, spoilt, "[2, 3]", "[4]");
        }
      }
    }
    assertThat(tried).isGreaterThan(50);
  }

  private interface Spoiler {
    Object spoil(Object argument, int rank);
  }

  private void spoilEach(String type, String name, Spoiler spoiler) {
    spoilEach(operation -> true, type, name, spoiler);
  }

  private void spoilEach(Predicate<Operation> chosen, String type, String name, Spoiler spoiler) {
    for (Operation operation : OperationWrappers.OPERATIONS.stream().filter(chosen).toList()) {
      for (Object[] example : examples(operation)) {
        for (int i = 1; i < example.length; i++) {
          Operation.Operand operand = operation.operands().get(i);
          if (operand.type().equals(type)
              && operand.name().matches(name)
              && example[0] instanceof Tensor x) {
            Object[] spoilt = example.clone();
            spoilt[i] = spoiler.spoil(example[i], x.rank());
            if (spoilt[i] != example[i]) {
              assertRefused(operation, spoilt);
            }
          }
        }
      }
    }
  }

  private static List<Object[]> examples(Operation operation) {
    return EXAMPLES.getOrDefault(operation.key(), List.of());
  }

  private void assertRefused(Operation operation, Object[] arguments, String... parts) {
    tried++;
    String what = operation + " of " + Arrays.deepToString(arguments);
    Throwable thrown = catchThrowable(() -> OperationWrappers.value(operation, arguments));
    assertThat(thrown).as(what).isInstanceOf(ShapeException.class);
    assertThat(thrown.getMessage()).as(what).startsWith(operation.name() + ": ");
    for (String part : parts) {
      assertThat(thrown.getMessage()).as(what).contains(part);
    }
  }
}
