package dev.adjoint.benchmarks.adbench;

import dev.adjoint.annotations.Differentiable;

/**
 * ADBench's hand tracking, simple form, as one number: half the sum of squares of the distances of
 * points from the vertices of a hand model in a pose.
 *
 * <p>The pose has 26 numbers: rotation (3) and translation (3) of the whole, then four angles for
 * each finger. Transformations are matrices of three rows and four columns, one after the other.
 */
final class Hand {
  static final int AFFINE = 12;

  private Hand() {}

  /**
   * Half the sum of squares.
   *
   * @param parents for each bone the number of its parent, -1 for the root
   * @param relative for each bone its place relative to its parent when nothing is bent
   * @param inverse for each bone the inverse of its absolute place when nothing is bent
   * @param starts for each point where its influences start, and where the last ones end
   * @param bones for each influence the number of the bone
   * @param influences for each influence its weight and the vertex, weighted
   * @param points three coordinates each
   */
  @Differentiable(wrt = "theta")
  static double objective(
      double[] theta,
      int[] parents,
      double[] relative,
      double[] inverse,
      int[] starts,
      int[] bones,
      double[] influences,
      double[] points) {
    double[] absolute = new double[AFFINE * parents.length];
    double[] transforms = new double[AFFINE * parents.length];
    double[] local = new double[AFFINE * parents.length];
    for (int bone = 0; bone < parents.length; bone++) {
      int at = AFFINE * bone;
      bend(theta, bone, relative, local);
      if (parents[bone] < 0) {
        for (int i = 0; i < AFFINE; i++) {
          absolute[at + i] = local[at + i];
        }
      } else {
        multiply(absolute, AFFINE * parents[bone], local, at, absolute, at);
      }
      multiply(absolute, at, inverse, at, transforms, at);
    }
    double[] whole = new double[9];
    rotate(theta, whole);
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
      double dx = points[3 * p] - (whole[0] * x + whole[1] * y + whole[2] * z + theta[3]);
      double dy = points[3 * p + 1] - (whole[3] * x + whole[4] * y + whole[5] * z + theta[4]);
      double dz = points[3 * p + 2] - (whole[6] * x + whole[7] * y + whole[8] * z + theta[5]);
      sum += dx * dx + dy * dy + dz * dz;
    }
    return 0.5 * sum;
  }

  /** The place of a bone relative to its parent: the joints bent sideways, then forward. */
  static void bend(double[] theta, int bone, double[] relative, double[] local) {
    int at = AFFINE * bone;
    int joint = bone >= 1 && bone <= 20 ? (bone - 1) % 4 : 0;
    if (joint == 0) {
      System.arraycopy(relative, at, local, at, AFFINE);
      return;
    }
    int first = 6 + 4 * ((bone - 1) / 4);
    double flex = joint == 1 ? theta[first] : theta[first + joint];
    double abduct = joint == 1 ? theta[first + 1] : 0;
    double cx = Math.cos(flex);
    double sx = Math.sin(flex);
    double cz = Math.cos(abduct);
    double sz = Math.sin(abduct);
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

  /** Puts the product of two transformations into a third place. */
  static void multiply(double[] a, int i, double[] b, int j, double[] c, int k) {
    for (int row = 0; row < AFFINE; row += 4) {
      double a0 = a[i + row];
      double a1 = a[i + row + 1];
      double a2 = a[i + row + 2];
      c[k + row] = a0 * b[j] + a1 * b[j + 4] + a2 * b[j + 8];
      c[k + row + 1] = a0 * b[j + 1] + a1 * b[j + 5] + a2 * b[j + 9];
      c[k + row + 2] = a0 * b[j + 2] + a1 * b[j + 6] + a2 * b[j + 10];
      c[k + row + 3] = a0 * b[j + 3] + a1 * b[j + 7] + a2 * b[j + 11] + a[i + row + 3];
    }
  }

  /** The rotation about an axis by the axis' length, by Rodrigues' formula. */
  static void rotate(double[] theta, double[] whole) {
    double x = theta[0];
    double y = theta[1];
    double z = theta[2];
    double squared = x * x + y * y + z * z;
    double cos = 1;
    double sinc = 0;
    double rest = 0;
    if (squared >= 1e-8) {
      double angle = Math.sqrt(squared);
      cos = Math.cos(angle);
      sinc = Math.sin(angle) / angle;
      rest = (1 - cos) / squared;
    }
    whole[0] = cos + rest * x * x;
    whole[1] = rest * x * y - sinc * z;
    whole[2] = rest * x * z + sinc * y;
    whole[3] = rest * x * y + sinc * z;
    whole[4] = cos + rest * y * y;
    whole[5] = rest * y * z - sinc * x;
    whole[6] = rest * x * z - sinc * y;
    whole[7] = rest * y * z + sinc * x;
    whole[8] = cos + rest * z * z;
  }
}
