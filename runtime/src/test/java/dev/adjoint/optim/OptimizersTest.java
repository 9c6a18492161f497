package dev.adjoint.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.Point;
import dev.adjoint.tensor.Tensor;
import org.junit.jupiter.api.Test;

class OptimizersTest {
  private final Optimizer sgd = Optimizers.sgd(s -> s.learningRate(0.5));

  @Test
  void tensorsAreUpdatedInPlaceAndScalarsByRebuilding() {
    Point model = new Point(Tensor.vector(1, 2), 3);
    Point gradient = new Point(Tensor.vector(2, 4), 6);
    Point updated = sgd.start(Point.TREE, model).step(model, gradient);
    assertThat(updated.w()).isSameAs(model.w()).isEqualTo(Tensor.vector(0, 0));
    assertThat(updated.b()).isZero();
    assertThat(model.b()).isEqualTo(3);
    assertThat(gradient.w()).isEqualTo(Tensor.vector(2, 4));
  }

  @Test
  void theFactorScalesTheLearningRateOfOneStep() {
    Point model = new Point(Tensor.vector(1), 1);
    Point gradient = new Point(Tensor.vector(1), 1);
    OptimizerState<Point> state = sgd.start(Point.TREE, model);
    model = state.step(model, gradient, 0.5);
    assertThat(model.b()).isEqualTo(0.75);
    assertThat(state.step(model, gradient).b()).isEqualTo(0.25);
  }

  @Test
  void anotherStructureIsRefusedByItsPath() {
    Point model = new Point(Tensor.vector(1, 2), 3);
    Point other = new Point(Tensor.vector(1), 3);
    OptimizerState<Point> state = sgd.start(Point.TREE, model);
    assertThatThrownBy(() -> state.step(model, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the trees differ at w: w: float[2] against w: float[1]");
    assertThatThrownBy(() -> state.step(other, other)).isInstanceOf(IllegalArgumentException.class);
    assertThat(state.steps()).isZero();
  }

  @Test
  void impossibleSettingsAreRefusedByNameAndValue() {
    assertThatThrownBy(() -> Optimizers.sgd(s -> s.learningRate(-0.1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("learningRate must be positive: -0.1");
    assertThatThrownBy(() -> Optimizers.adam(a -> a.learningRate(Double.NaN)))
        .hasMessage("learningRate must be positive: NaN");
    assertThatThrownBy(() -> Optimizers.adam(a -> a.beta2(1)))
        .hasMessage("beta2 must be at least 0 and less than 1: 1.0");
    assertThatThrownBy(() -> Optimizers.adamW(a -> a.weightDecay(-1)))
        .hasMessage("weightDecay must be 0 or positive: -1.0");
    assertThatThrownBy(() -> Optimizers.sgd(s -> s.nesterov()))
        .hasMessage("nesterov needs a momentum and no dampening: momentum 0.0, dampening 0.0");
    assertThatThrownBy(() -> Schedules.cosine(c -> c.warmup(-1)))
        .hasMessage("warmup must be 0 or positive: -1");
  }
}
