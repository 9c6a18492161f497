package dev.adjoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StacksTest {
  /** More than any first capacity, so that the stacks have grown. */
  private static final int COUNT = 1000;

  @Test
  void numbersComeBackInReverseOrder() {
    DoubleStack doubles = new DoubleStack();
    FloatStack floats = new FloatStack();
    IntStack ints = new IntStack();
    LongStack longs = new LongStack();
    for (int i = 0; i < COUNT; i++) {
      doubles.push(i);
      floats.push(i);
      ints.push(i);
      longs.push(i);
    }
    assertThat(doubles.size()).isEqualTo(COUNT);
    for (int i = COUNT - 1; i >= 0; i--) {
      assertThat(doubles.pop()).isEqualTo(i);
      assertThat(floats.pop()).isEqualTo(i);
      assertThat(ints.pop()).isEqualTo(i);
      assertThat(longs.pop()).isEqualTo(i);
    }
    assertThat(doubles.size() + floats.size() + ints.size() + longs.size()).isZero();
  }

  @Test
  void booleansAndReferencesComeBackInReverseOrder() {
    BooleanStack booleans = new BooleanStack();
    ObjectStack<String> objects = new ObjectStack<>();
    for (int i = 0; i < COUNT; i++) {
      booleans.push(i % 3 == 0);
      objects.push("value " + i);
    }
    for (int i = COUNT - 1; i >= 0; i--) {
      assertThat(booleans.pop()).isEqualTo(i % 3 == 0);
      assertThat(objects.pop()).isEqualTo("value " + i);
    }
    assertThat(booleans.size() + objects.size()).isZero();
  }

  @Test
  void popFromAnEmptyStackIsAnError() {
    assertThatThrownBy(() -> new DoubleStack().pop()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new FloatStack().pop()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new IntStack().pop()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new LongStack().pop()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new BooleanStack().pop()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new ObjectStack<String>().pop())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("pop from an empty stack");
  }
}
