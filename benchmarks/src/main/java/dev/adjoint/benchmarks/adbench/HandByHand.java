package dev.adjoint.benchmarks.adbench;

import dev.adjoint.ValueAndGradient;

/** The gradient of {@link Hand#objective} as written by hand. */
final class HandByHand {
  private static final int AFFINE = Hand.AFFINE;

  private HandByHand() {}

  /** The value, and the gradient with respect to the pose. */
  static ValueAndGradient<double[]> gradient(
      double[] theta,
      int[] parents,
      double[] relative,
      double[] inverse,
      int[] starts,
      int[] bones,
      double[] influences,
      double[] points) {
    int count = parents.length;
    double[] local = new double[AFFINE * count];
    double[] absolute = new double[AFFINE * count];
    double[] transforms = new double[AFFINE * count];
    double[] angles = new double[4 * count];
    for (int bone = 0; bone < count; bone++) {
      int at = AFFINE * bone;
      bend(theta, bone, relative, local, angles);
      if (parents[bone] < 0) {
        System.arraycopy(local, at, absolute, at, AFFINE);
      } else {
        Hand.multiply(absolute, AFFINE * parents[bone], local, at, absolute, at);
      }
      Hand.multiply(absolute, at, inverse, at, transforms, at);
    }
    double[] r = new double[9];
    Hand.rotate(theta, r);
    double[] rBar = new double[9];
    double[] bar = new double[theta.length];
    double[] transformsBar = new double[AFFINE * count];
    double sum = 0;
    for (int p = 0; p < starts.length - 1; p++) {
      double x = 0;
      double y = 0;
      double z = 0;
      for (int i = starts[p]; i < starts[p + 1]; i++) {
        int t = AFFINE * bones[i];
        double w = influences[4 * i];
        double vx = influences[4 * i + 1];
        double vy = influences[4 * i + 2];
        double vz = influences[4 * i + 3];
        x +=
            transforms[t] * vx
                + transforms[t + 1] * vy
                + transforms[t + 2] * vz
                + transforms[t + 3] * w;
        y +=
            transforms[t + 4] * vx
                + transforms[t + 5] * vy
                + transforms[t + 6] * vz
                + transforms[t + 7] * w;
        z +=
            transforms[t + 8] * vx
                + transforms[t + 9] * vy
                + transforms[t + 10] * vz
                + transforms[t + 11] * w;
      }
      double dx = r[0] * x + r[1] * y + r[2] * z + theta[3] - points[3 * p];
      double dy = r[3] * x + r[4] * y + r[5] * z + theta[4] - points[3 * p + 1];
      double dz = r[6] * x + r[7] * y + r[8] * z + theta[5] - points[3 * p + 2];
      sum += dx * dx + dy * dy + dz * dz;
      bar[3] += dx;
      bar[4] += dy;
      bar[5] += dz;
      rBar[0] += dx * x;
      rBar[1] += dx * y;
      rBar[2] += dx * z;
      rBar[3] += dy * x;
      rBar[4] += dy * y;
      rBar[5] += dy * z;
      rBar[6] += dz * x;
      rBar[7] += dz * y;
      rBar[8] += dz * z;
      double xBar = r[0] * dx + r[3] * dy + r[6] * dz;
      double yBar = r[1] * dx + r[4] * dy + r[7] * dz;
      double zBar = r[2] * dx + r[5] * dy + r[8] * dz;
      for (int i = starts[p]; i < starts[p + 1]; i++) {
        int t = AFFINE * bones[i];
        double w = influences[4 * i];
        double vx = influences[4 * i + 1];
        double vy = influences[4 * i + 2];
        double vz = influences[4 * i + 3];
        transformsBar[t] += xBar * vx;
        transformsBar[t + 1] += xBar * vy;
        transformsBar[t + 2] += xBar * vz;
        transformsBar[t + 3] += xBar * w;
        transformsBar[t + 4] += yBar * vx;
        transformsBar[t + 5] += yBar * vy;
        transformsBar[t + 6] += yBar * vz;
        transformsBar[t + 7] += yBar * w;
        transformsBar[t + 8] += zBar * vx;
        transformsBar[t + 9] += zBar * vy;
        transformsBar[t + 10] += zBar * vz;
        transformsBar[t + 11] += zBar * w;
      }
    }
    unrotate(theta, rBar, bar);
    double[] absoluteBar = new double[AFFINE * count];
    double[] localBar = new double[AFFINE];
    for (int bone = count - 1; bone >= 0; bone--) {
      int at = AFFINE * bone;
      addLeft(transformsBar, at, inverse, at, absoluteBar, at);
      if (parents[bone] < 0) {
        System.arraycopy(absoluteBar, at, localBar, 0, AFFINE);
      } else {
        int parent = AFFINE * parents[bone];
        addLeft(absoluteBar, at, local, at, absoluteBar, parent);
        right(absoluteBar, at, absolute, parent, localBar);
      }
      unbend(localBar, bone, relative, angles, bar);
    }
    return new ValueAndGradient<>(0.5 * sum, bar);
  }

  private static void bend(
      double[] theta, int bone, double[] relative, double[] local, double[] angles) {
    int at = AFFINE * bone;
    int joint = (bone - 1) % 4;
    if (bone < 1 || bone > 20 || joint == 0) {
      System.arraycopy(relative, at, local, at, AFFINE);
      return;
    }
    int first = 6 + 4 * ((bone - 1) / 4);
    double flex = joint == 1 ? theta[first] : theta[first + joint];
    double cx = Math.cos(flex);
    double sx = Math.sin(flex);
    double cz = 1;
    double sz = 0;
    if (joint == 1) {
      cz = Math.cos(theta[first + 1]);
      sz = Math.sin(theta[first + 1]);
    }
    angles[4 * bone] = cx;
    angles[4 * bone + 1] = sx;
    angles[4 * bone + 2] = cz;
    angles[4 * bone + 3] = sz;
    // Written out again: on JDK 17 the fastest runs were seen without a call here.
    for (int row = at; row < at + AFFINE; row += 4) {
      double b0 = relative[row];
      double b1 = relative[row + 1];
      double b2 = relative[row + 2];
      double sideways = b1 * cz - b0 * sz;
      local[row] = b0 * cz + b1 * sz;
      local[row + 1] = sideways * cx + b2 * sx;
      local[row + 2] = b2 * cx - sideways * sx;
      local[row + 3] = relative[row + 3];
    }
  }

  private static void unbend(
      double[] localBar, int bone, double[] relative, double[] angles, double[] bar) {
    int joint = (bone - 1) % 4;
    if (bone < 1 || bone > 20 || joint == 0) {
      return;
    }
    double cx = angles[4 * bone];
    double sx = angles[4 * bone + 1];
    double cz = angles[4 * bone + 2];
    double sz = angles[4 * bone + 3];
    double flexBar = 0;
    double abductBar = 0;
    for (int row = 0; row < AFFINE; row += 4) {
      int at = AFFINE * bone + row;
      double b0 = relative[at];
      double b1 = relative[at + 1];
      double b2 = relative[at + 2];
      double sideways = b1 * cz - b0 * sz;
      double bar1 = localBar[row + 1];
      double bar2 = localBar[row + 2];
      flexBar += bar1 * (b2 * cx - sideways * sx) - bar2 * (b2 * sx + sideways * cx);
      double sidewaysBar = bar1 * cx - bar2 * sx;
      abductBar += localBar[row] * sideways - sidewaysBar * (b1 * sz + b0 * cz);
    }
    int first = 6 + 4 * ((bone - 1) / 4);
    if (joint == 1) {
      bar[first] += flexBar;
      bar[first + 1] += abductBar;
    } else {
      bar[first + joint] += flexBar;
    }
  }

  /** What a product's adjoint adds to that of its left factor. */
  private static void addLeft(double[] cBar, int k, double[] b, int j, double[] aBar, int i) {
    for (int row = 0; row < AFFINE; row += 4) {
      double c0 = cBar[k + row];
      double c1 = cBar[k + row + 1];
      double c2 = cBar[k + row + 2];
      double c3 = cBar[k + row + 3];
      aBar[i + row] += c0 * b[j] + c1 * b[j + 1] + c2 * b[j + 2] + c3 * b[j + 3];
      aBar[i + row + 1] += c0 * b[j + 4] + c1 * b[j + 5] + c2 * b[j + 6] + c3 * b[j + 7];
      aBar[i + row + 2] += c0 * b[j + 8] + c1 * b[j + 9] + c2 * b[j + 10] + c3 * b[j + 11];
      aBar[i + row + 3] += c3;
    }
  }

  /** The adjoint of a product's right factor. */
  private static void right(double[] cBar, int k, double[] a, int i, double[] bBar) {
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 4; column++) {
        bBar[4 * row + column] =
            a[i + row] * cBar[k + column]
                + a[i + row + 4] * cBar[k + column + 4]
                + a[i + row + 8] * cBar[k + column + 8];
      }
    }
  }

  private static void unrotate(double[] theta, double[] bars, double[] bar) {
    double x = theta[0];
    double y = theta[1];
    double z = theta[2];
    double squared = x * x + y * y + z * z;
    if (squared < 1e-8) {
      return;
    }
    double angle = Math.sqrt(squared);
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double sinc = sin / angle;
    double rest = (1 - cos) / squared;
    double xy = bars[1] + bars[3];
    double xz = bars[2] + bars[6];
    double yz = bars[5] + bars[7];
    double cosBar = bars[0] + bars[4] + bars[8];
    double restBar =
        x * x * bars[0] + y * y * bars[4] + z * z * bars[8] + x * y * xy + x * z * xz + y * z * yz;
    double sincBar = z * (bars[3] - bars[1]) + y * (bars[2] - bars[6]) + x * (bars[7] - bars[5]);
    double angleBar =
        -cosBar * sin
            + restBar * (sin / squared - 2 * rest / angle)
            + sincBar * (cos - sinc) / angle;
    double along = angleBar / angle;
    bar[0] += along * x + rest * (2 * x * bars[0] + y * xy + z * xz) + sinc * (bars[7] - bars[5]);
    bar[1] += along * y + rest * (2 * y * bars[4] + x * xy + z * yz) + sinc * (bars[2] - bars[6]);
    bar[2] += along * z + rest * (2 * z * bars[8] + x * xz + y * yz) + sinc * (bars[3] - bars[1]);
  }
}
