package dev.adjoint.samples.beyond;

import dev.adjoint.annotations.Differentiable;

/**
 * A pendulum in air, as it is let go.
 *
 * @param length in metres
 * @param drag how much of its speed the air takes, per second
 * @param push how much it takes of the square of its speed, per radian
 * @param angle at the start, in radians
 * @param speed at the start, in radians per second
 */
record Pendulum(double length, double drag, double push, double angle, double speed) {
  private static final double GRAVITY = 9.81;

  /** Where it is, and how fast. */
  record Motion(double angle, double speed) {
    Motion after(double seconds, Motion change) {
      return new Motion(angle + seconds * change.angle, speed + seconds * change.speed);
    }
  }

  private Motion change(Motion m) {
    double acceleration =
        -GRAVITY / length * Math.sin(m.angle())
            - drag * m.speed()
            - push * Math.abs(m.speed()) * m.speed();
    return new Motion(m.speed(), acceleration);
  }

  /** A step of the classical method of Runge and Kutta. */
  private Motion step(Motion m, double seconds) {
    Motion a = change(m);
    Motion b = change(m.after(seconds / 2, a));
    Motion c = change(m.after(seconds / 2, b));
    Motion d = change(m.after(seconds, c));
    return m.after(seconds / 6, a)
        .after(seconds / 3, b)
        .after(seconds / 3, c)
        .after(seconds / 6, d);
  }

  /** The angles at equal distances in time, the first one at the start. */
  double[] angles(int count, double seconds, int substeps) {
    double[] angles = new double[count];
    Motion m = new Motion(angle, speed);
    for (int i = 0; i < count; i++) {
      angles[i] = m.angle();
      for (int j = 0; j < substeps; j++) {
        m = step(m, seconds / substeps);
      }
    }
    return angles;
  }

  /** The mean squared distance from angles that were measured. */
  @Differentiable(wrt = "this")
  double misfit(double[] measured, double seconds, int substeps) {
    double[] angles = angles(measured.length, seconds, substeps);
    double sum = 0;
    for (int i = 0; i < measured.length; i++) {
      double difference = angles[i] - measured[i];
      sum += difference * difference;
    }
    return sum / measured.length;
  }
}
