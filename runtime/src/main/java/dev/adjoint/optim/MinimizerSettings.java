package dev.adjoint.optim;

/**
 * The settings that {@link Lbfgs} and {@link LevenbergMarquardt} have in common; each says what
 * their defaults are, and what it measures by its tolerances.
 *
 * @param <S> the settings' own type, which they return
 */
public abstract class MinimizerSettings<S extends MinimizerSettings<S>> {
  int iterations;
  double gradientTolerance;
  double changeTolerance;

  MinimizerSettings(int iterations, double gradientTolerance, double changeTolerance) {
    this.iterations = iterations;
    this.gradientTolerance = gradientTolerance;
    this.changeTolerance = changeTolerance;
  }

  abstract S self();

  /**
   * How many iterations to make at most.
   *
   * @throws IllegalArgumentException if the number is not positive
   */
  public final S iterations(int value) {
    iterations = (int) Settings.positive("iterations", (long) value);
    return self();
  }

  /**
   * How small what tells of the gradient shall become.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public final S gradientTolerance(double value) {
    gradientTolerance = Settings.notNegative("gradientTolerance", value);
    return self();
  }

  /**
   * What change is too small to go on.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public final S changeTolerance(double value) {
    changeTolerance = Settings.notNegative("changeTolerance", value);
    return self();
  }
}
