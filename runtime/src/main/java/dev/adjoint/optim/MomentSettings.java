package dev.adjoint.optim;

/**
 * The settings of optimizers that follow the mean of the gradients and of their squares.
 *
 * @param <S> the settings' own type, which they return
 */
public abstract class MomentSettings<S extends MomentSettings<S>> extends OptimizerSettings<S> {
  double beta1 = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;

  MomentSettings(double learningRate, double weightDecay) {
    super(learningRate, weightDecay);
  }

  /**
   * The decay of the mean gradient; 0.9 by default.
   *
   * @throws IllegalArgumentException if it is negative, or not less than 1
   */
  public final S beta1(double value) {
    beta1 = Settings.fraction("beta1", value);
    return self();
  }

  /**
   * The decay of the mean square, or of the largest gradient; 0.999 by default.
   *
   * @throws IllegalArgumentException if it is negative, or not less than 1
   */
  public final S beta2(double value) {
    beta2 = Settings.fraction("beta2", value);
    return self();
  }

  /**
   * What keeps the divisor from 0; 1e-8 by default.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public final S epsilon(double value) {
    epsilon = Settings.positive("epsilon", value);
    return self();
  }
}
