package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;

/**
 * A convolution of 1 output channel at 2 vectors of places; see {@link ConvolutionTiles}.
 *
 * <p>Every element is one chain of fused multiply-adds from 0 in the order of the taps, so that all
 * tiles give the same bits. Unrolled by hand: only local variables become registers.
 */
final class ConvolutionTile1x2 extends VectorLoops {
  private ConvolutionTile1x2() {}

  /** The weight of channel i and tap p is at aStart + p; see {@link ConvolutionTiles}. */
  static void run(
      int depth,
      float[] a,
      int aStart,
      int[] shifts,
      float[] x,
      int x0,
      int x1,
      float[] y,
      int y0,
      int y1) {
    FloatVector c00 = FloatVector.zero(Lanes.FLOATS);
    FloatVector c01 = c00;
    int at = aStart;
    for (int p = 0; p < depth; p++) {
      int shift = shifts[p];
      FloatVector b0 = FloatVector.fromArray(Lanes.FLOATS, x, shift + x0);
      FloatVector b1 = FloatVector.fromArray(Lanes.FLOATS, x, shift + x1);
      FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, a[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      at++;
    }
    c00.intoArray(y, y0);
    c01.intoArray(y, y1);
  }
}
