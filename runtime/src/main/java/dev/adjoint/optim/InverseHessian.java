package dev.adjoint.optim;

/**
 * The inverse of a Hessian, known from the last steps and the changes of the gradient along them
 * (Nocedal and Wright 2006, algorithm 7.4).
 */
final class InverseHessian {
  /** A curvature below which a step tells nothing. */
  private static final double LEAST_CURVATURE = 1e-10;

  private final double[][] steps;
  private final double[][] changes;
  private final double[] inverseCurvatures;
  private final double[] factors;
  private final int size;
  private int first;
  private int count;
  private double scale = 1;

  InverseHessian(int size, int history) {
    this.size = size;
    this.steps = new double[history][];
    this.changes = new double[history][];
    this.inverseCurvatures = new double[history];
    this.factors = new double[history];
  }

  /**
   * Takes notice of a step.
   *
   * @param direction along what the step was
   * @param length how far it went
   */
  void update(double[] direction, double length, double[] gradientBefore, double[] gradient) {
    int slot = (first + count) % steps.length;
    if (steps[slot] == null) {
      steps[slot] = new double[size];
      changes[slot] = new double[size];
    }
    // A slot beyond those in use, or the oldest one, which is given up only if the step counts.
    double curvature = 0;
    double square = 0;
    for (int i = 0; i < size; i++) {
      double change = gradient[i] - gradientBefore[i];
      curvature += change * (direction[i] * length);
      square += change * change;
    }
    if (!(curvature > LEAST_CURVATURE)) {
      return;
    }
    for (int i = 0; i < size; i++) {
      steps[slot][i] = direction[i] * length;
      changes[slot][i] = gradient[i] - gradientBefore[i];
    }
    inverseCurvatures[slot] = 1 / curvature;
    scale = curvature / square;
    if (count < steps.length) {
      count++;
    } else {
      first = (first + 1) % steps.length;
    }
  }

  /** {@code into = -H gradient}, H being the inverse Hessian. */
  void descent(double[] gradient, double[] into) {
    for (int i = 0; i < size; i++) {
      into[i] = -gradient[i];
    }
    for (int i = count - 1; i >= 0; i--) {
      int slot = (first + i) % steps.length;
      factors[slot] = Vectors.dot(steps[slot], into) * inverseCurvatures[slot];
      Vectors.addScaled(into, -factors[slot], changes[slot]);
    }
    Vectors.scale(into, scale);
    for (int i = 0; i < count; i++) {
      int slot = (first + i) % steps.length;
      double back = Vectors.dot(changes[slot], into) * inverseCurvatures[slot];
      Vectors.addScaled(into, factors[slot] - back, steps[slot]);
    }
  }
}
