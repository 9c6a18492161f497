package dev.adjoint.optim;

/**
 * The settings that all optimizers have.
 *
 * @param <S> the settings' own type, which they return
 */
public abstract class OptimizerSettings<S extends OptimizerSettings<S>> {
  double learningRate;
  double weightDecay;

  OptimizerSettings(double learningRate, double weightDecay) {
    this.learningRate = learningRate;
    this.weightDecay = weightDecay;
  }

  abstract S self();

  /**
   * The learning rate; what it is by default, the optimizer says.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public final S learningRate(double value) {
    learningRate = Settings.positive("learningRate", value);
    return self();
  }

  /**
   * The weight decay: the factor of an L2 penalty, or, where the optimizer says that it is
   * decoupled, how fast parameters shrink whatever their gradients are.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public final S weightDecay(double value) {
    weightDecay = Settings.notNegative("weightDecay", value);
    return self();
  }
}
