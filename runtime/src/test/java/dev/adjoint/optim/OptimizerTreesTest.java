package dev.adjoint.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.Everything;
import dev.adjoint.Leaf;
import dev.adjoint.ParameterTree;
import dev.adjoint.Point;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all optimizers have in common: any tree, in place, saved and restored. */
class OptimizerTreesTest {
  static Stream<String> names() {
    return OptimizerCases.ALL.keySet().stream().sorted();
  }

  private static Point point(float start) {
    return new Point(Tensor.of(new float[] {start, 1 - start, 2, start / 4}, 2, 2), start + 2);
  }

  private static Everything everything() {
    return new Everything(
        1,
        -2,
        new double[] {3, 4},
        new float[] {5},
        new double[][] {{6}, {7, 8}},
        new float[][][] {{{9}, {10}}},
        point(0.5f),
        List.of(point(-1), point(2)),
        new Point[] {point(-3)},
        "name");
  }

  /** Some gradient that depends on the parameters and on the step. */
  private static <T> T gradient(ParameterTree<T> tree, T model, long step) {
    int[] next = {0};
    return tree.mapValues(model, p -> 0.5 * p + (7 * step + 13 * next[0]++) % 17 - 8.3);
  }

  private static <T> T walk(OptimizerState<T> state, ParameterTree<T> tree, T model, int steps) {
    T moved = model;
    for (int i = 0; i < steps; i++) {
      moved = state.step(moved, gradient(tree, moved, state.steps()));
    }
    return moved;
  }

  @ParameterizedTest
  @MethodSource("names")
  void movesEveryLeafInItsOwnMemory(String name) {
    Everything model = everything();
    Everything moved =
        walk(OptimizerCases.ALL.get(name).start(Everything.TREE, model), Everything.TREE, model, 3);
    List<Leaf> before = Everything.TREE.leaves(everything());
    List<Leaf> after = Everything.TREE.leaves(moved);
    for (int i = 0; i < before.size(); i++) {
      for (int j = 0; j < before.get(i).size(); j++) {
        assertThat(after.get(i).get(j))
            .as(after.get(i).path())
            .isFinite()
            .isNotEqualTo(before.get(i).get(j));
      }
    }
    assertThat(moved.ds()).isSameAs(model.ds());
    assertThat(moved.jagged()[1]).isSameAs(model.jagged()[1]);
    assertThat(moved.point().w()).isSameAs(model.point().w());
    assertThat(moved.name()).isEqualTo("name");
  }

  @ParameterizedTest
  @MethodSource("names")
  void goesOnBitForBitFromItsSavedState(String name) {
    Optimizer optimizer = OptimizerCases.ALL.get(name);
    Everything model = everything();
    OptimizerState<Everything> state = optimizer.start(Everything.TREE, model);
    model = walk(state, Everything.TREE, model, 7);
    List<Leaf> saved = copies(state.state());
    Everything savedModel = Everything.TREE.copy(model);
    double[] expected = Everything.TREE.flatten(walk(state, Everything.TREE, model, 9));

    OptimizerState<Everything> other = optimizer.start(Everything.TREE, everything());
    walk(other, Everything.TREE, everything(), 2);
    Collections.reverse(saved);
    other.restore(saved);
    assertThat(other.steps()).isEqualTo(7);
    double[] again = Everything.TREE.flatten(walk(other, Everything.TREE, savedModel, 9));
    assertThat(again).isEqualTo(expected);
  }

  /** Copies, as a file would hold them. */
  static List<Leaf> copies(List<Leaf> leaves) {
    List<Leaf> copies = new ArrayList<>();
    for (Leaf leaf : leaves) {
      copies.add(
          leaf instanceof Leaf.Floats floats
              ? new Leaf.Floats(leaf.path(), leaf.shape(), floats.values().clone())
              : new Leaf.Doubles(
                  leaf.path(), leaf.shape(), ((Leaf.Doubles) leaf).values().clone()));
    }
    return copies;
  }

  /** Large leaves are shared among threads: each period of the numbers comes out alike. */
  @ParameterizedTest
  @MethodSource("names")
  void partsOfLargeLeavesMoveAlike(String name) {
    int period = 7;
    float[] start = new float[period * 40_000];
    float[] gradient = new float[start.length];
    for (int i = 0; i < start.length; i++) {
      start[i] = 1 + i % period;
      gradient[i] = i % period - 2.5f;
    }
    Point model = new Point(Tensor.wrap(start, start.length), 0);
    OptimizerState<Point> state = OptimizerCases.ALL.get(name).start(Point.TREE, model);
    for (int i = 0; i < 2; i++) {
      state.step(model, new Point(Tensor.wrap(gradient, gradient.length), 0));
    }
    for (int i = period; i < start.length; i++) {
      if (start[i] != start[i - period]) {
        assertThat(start[i]).as("number %d", i).isEqualTo(start[i - period]);
      }
    }
    assertThat(start[0]).isNotEqualTo(1);
  }

  @Test
  void aForeignStateIsRefusedAndNothingChanged() {
    Optimizer adam = Optimizers.adam(a -> {});
    OptimizerState<Point> state = adam.start(Point.TREE, point(1));
    walk(state, Point.TREE, point(1), 2);
    List<Leaf> saved = copies(state.state());
    assertThatThrownBy(() -> state.restore(saved.subList(1, saved.size())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the saved state has no steps: double[]");
    List<Leaf> more = new ArrayList<>(saved);
    more.add(SavedState.scalar("epoch", 3));
    assertThatThrownBy(() -> state.restore(more))
        .hasMessage("nothing takes epoch: double[] of the saved state");
    List<Leaf> twice = new ArrayList<>(saved);
    twice.add(saved.get(0));
    assertThatThrownBy(() -> state.restore(twice))
        .hasMessage("the saved state has steps: double[] twice");
    List<Leaf> other = new ArrayList<>(saved);
    other.set(1, new Leaf.Floats("mean.w", new int[] {4}, new float[4]));
    assertThatThrownBy(() -> state.restore(other))
        .hasMessage("the saved state has mean.w: float[4], expected mean.w: float[2, 2]");
    assertThat(state.steps()).isEqualTo(2);
    state.restore(saved);
  }

  @Test
  void aScheduleSetsTheMomentum() {
    Optimizer slow = Optimizers.sgd(s -> s.learningRate(0.1).momentum(0.5));
    Optimizer fast = Optimizers.sgd(s -> s.learningRate(0.1).momentum(0.9));
    OptimizerState<Point> set = slow.start(Point.TREE, point(1));
    OptimizerState<Point> own = fast.start(Point.TREE, point(1));
    Point left = point(1);
    Point right = point(1);
    for (int i = 0; i < 5; i++) {
      left = set.step(left, gradient(Point.TREE, left, i), 1, OptionalDouble.of(0.9));
      right = own.step(right, gradient(Point.TREE, right, i));
    }
    assertThat(Point.TREE.flatten(left)).isEqualTo(Point.TREE.flatten(right));
  }

  @Test
  void impossibleStepsAreRefused() {
    Optimizer sgd = Optimizers.sgd(s -> {});
    OptimizerState<Point> state = sgd.start(Point.TREE, point(1));
    assertThatThrownBy(() -> state.step(point(1), point(1), 1, OptionalDouble.of(0.9)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the schedule sets the momentum to 0.9, but the optimizer was made without momentum");
    assertThatThrownBy(() -> state.step(point(1), point(1), Double.NaN))
        .hasMessage("learningRateFactor must be 0 or positive: NaN");
    assertThat(state.steps()).isZero();
  }
}
