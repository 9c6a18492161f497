package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;

/** B^T d B of tiles of 4 x 4 pixels, in two halves: one alone has as many calls as C2 bears. */
final class WinogradImages extends VectorLoops {
  private WinogradImages() {}

  /**
   * The first two rows of the result, of the first three rows of pixels.
   *
   * @param start the first row of pixels
   */
  static void upper(
      int tiles, int channels, float[] x, int start, int pitch, float[] to, int target, int step) {
    int at = start;
    for (int t = 0; t < tiles; t++) {
      int p = at;
      FloatVector below = Lanes.load(x, p + 2 * pitch);
      FloatVector u0 = Lanes.load(x, p).sub(below);
      FloatVector v0 = Lanes.load(x, p + pitch).add(below);
      p += channels;
      FloatVector below1 = Lanes.load(x, p + 2 * pitch);
      FloatVector u1 = Lanes.load(x, p).sub(below1);
      FloatVector v1 = Lanes.load(x, p + pitch).add(below1);
      p += channels;
      FloatVector below2 = Lanes.load(x, p + 2 * pitch);
      FloatVector u2 = Lanes.load(x, p).sub(below2);
      FloatVector v2 = Lanes.load(x, p + pitch).add(below2);
      p += channels;
      FloatVector below3 = Lanes.load(x, p + 2 * pitch);
      FloatVector u3 = Lanes.load(x, p).sub(below3);
      FloatVector v3 = Lanes.load(x, p + pitch).add(below3);
      int k = target + t * channels;
      u0.sub(u2).intoArray(to, k);
      u1.add(u2).intoArray(to, k + step);
      u2.sub(u1).intoArray(to, k + 2 * step);
      u3.sub(u1).intoArray(to, k + 3 * step);
      k += 4 * step;
      v0.sub(v2).intoArray(to, k);
      v1.add(v2).intoArray(to, k + step);
      v2.sub(v1).intoArray(to, k + 2 * step);
      v3.sub(v1).intoArray(to, k + 3 * step);
      at += 2 * channels;
    }
  }

  /**
   * The last two rows of the result, of the last three rows of pixels.
   *
   * @param start the second row of pixels
   */
  static void lower(
      int tiles, int channels, float[] x, int start, int pitch, float[] to, int target, int step) {
    int at = start;
    for (int t = 0; t < tiles; t++) {
      int p = at;
      FloatVector above = Lanes.load(x, p);
      FloatVector u0 = Lanes.load(x, p + pitch).sub(above);
      FloatVector v0 = Lanes.load(x, p + 2 * pitch).sub(above);
      p += channels;
      FloatVector above1 = Lanes.load(x, p);
      FloatVector u1 = Lanes.load(x, p + pitch).sub(above1);
      FloatVector v1 = Lanes.load(x, p + 2 * pitch).sub(above1);
      p += channels;
      FloatVector above2 = Lanes.load(x, p);
      FloatVector u2 = Lanes.load(x, p + pitch).sub(above2);
      FloatVector v2 = Lanes.load(x, p + 2 * pitch).sub(above2);
      p += channels;
      FloatVector above3 = Lanes.load(x, p);
      FloatVector u3 = Lanes.load(x, p + pitch).sub(above3);
      FloatVector v3 = Lanes.load(x, p + 2 * pitch).sub(above3);
      int k = target + t * channels;
      u0.sub(u2).intoArray(to, k);
      u1.add(u2).intoArray(to, k + step);
      u2.sub(u1).intoArray(to, k + 2 * step);
      u3.sub(u1).intoArray(to, k + 3 * step);
      k += 4 * step;
      v0.sub(v2).intoArray(to, k);
      v1.add(v2).intoArray(to, k + step);
      v2.sub(v1).intoArray(to, k + 2 * step);
      v3.sub(v1).intoArray(to, k + 3 * step);
      at += 2 * channels;
    }
  }
}
