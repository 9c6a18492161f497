import dev.adjoint.annotations.Differentiable;

/** Arrays with a part for each trip, quotients by one number, and half a sum of squares. */
final class Bones {
  static final int PART = 3;

  private Bones() {}

  /** The chain's last joint away from where it should be. */
  @Differentiable(wrt = "angles")
  static double miss(double[] angles, double[] lengths, double scale) {
    double[] steps = new double[PART * angles.length];
    double x = 0;
    double y = 0;
    double along = 0;
    for (int i = 0; i < angles.length; i++) {
      int at = PART * i;
      steps[at] = lengths[i] * Math.cos(angles[i] + along);
      steps[at + 1] = lengths[i] * Math.sin(angles[i] + along);
      steps[at + 2] = angles[i] * along;
      x += steps[at] * steps[at + 1];
      y = y * steps[at + 2] + steps[at + 1];
      along += angles[i];
    }
    double u = x / scale - 1;
    double v = y / scale - 2;
    return 0.5 * (u * u + v * v);
  }
}
