package dev.adjoint.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.random.RandomSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BroadcastingTest {
  private final RandomSource random = RandomSource.of(1);

  @ParameterizedTest
  @CsvSource({
    "2 3, 3, 2 3",
    "3, 2 3, 2 3",
    "2 1, 3, 2 3",
    "2 1 3, 4 1, 2 4 3",
    "'', 2 3, 2 3",
    "1, 5, 5",
    "1 3, 2 1, 2 3",
    "2 3 1 5, 3 4 1, 2 3 4 5",
    "0 3, 1 3, 0 3",
    "2 3, 2 3, 2 3"
  })
  void addsWithTheIndexRuleOfNumPy(String left, String right, String expected) {
    Tensor a = Tensors.normal(random, shape(left));
    Tensor b = Tensors.normal(random, shape(right));
    Tensor sum = a.plus(b);
    assertThat(sum.shape()).isEqualTo(shape(expected));
    int[] index = new int[sum.rank()];
    for (int i = 0; i < sum.size(); i++) {
      int rest = i;
      for (int axis = index.length - 1; axis >= 0; axis--) {
        index[axis] = rest % sum.dimension(axis);
        rest /= sum.dimension(axis);
      }
      assertThat(sum.get(index)).isEqualTo(element(a, index) + element(b, index));
    }
  }

  @Test
  void refusesShapesThatDoNotFit() {
    assertThatThrownBy(() -> Tensor.zeros(2, 3).plus(Tensor.zeros(4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("plus: shapes cannot be broadcast: [2, 3] and [4]");
    assertThatThrownBy(() -> Tensor.zeros(2, 3).broadcastTo(3))
        .isInstanceOf(ShapeException.class)
        .hasMessage("broadcastTo: [2, 3] cannot be broadcast to [3]");
    assertThatThrownBy(() -> Tensor.zeros(2, 3).broadcastTo(2, 1))
        .isInstanceOf(ShapeException.class);
    assertThatThrownBy(() -> Tensor.zeros(2, 3).sumTo(2, 2))
        .isInstanceOf(ShapeException.class)
        .hasMessage("sumTo: [2, 3] cannot be summed to [2, 2]");
  }

  @Test
  void sumToIsTheTransposeOfBroadcastTo() {
    Tensor small = Tensors.normal(random, 3, 1, 5);
    Tensor large = Tensors.normal(random, 2, 3, 4, 5);
    double forward = small.broadcastTo(2, 3, 4, 5).times(large).sum();
    double backward = small.times(large.sumTo(3, 1, 5)).sum();
    // Both are sums of 120 products of size 1, each rounded to 24 bits.
    assertThat(forward).isCloseTo(backward, within(1e-4));
  }

  @Test
  void nothingIsCopiedForEqualShapes() {
    Tensor x = Tensor.zeros(2, 3);
    assertThat(x.broadcastTo(2, 3)).isSameAs(x);
    assertThat(x.sumTo(2, 3)).isSameAs(x);
  }

  private static float element(Tensor x, int[] index) {
    int[] own = new int[x.rank()];
    for (int axis = 0; axis < own.length; axis++) {
      int aligned = index[axis + index.length - own.length];
      own[axis] = x.dimension(axis) == 1 ? 0 : aligned;
    }
    return x.get(own);
  }

  private static int[] shape(String text) {
    return text.isEmpty()
        ? new int[0]
        : Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
  }
}
