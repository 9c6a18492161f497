package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;

/**
 * A convolution of 1 output channel at 4 vectors of places; see {@link ConvolutionTiles}.
 *
 * <p>Every element is one chain of fused multiply-adds from 0 in the order of the taps, so that all
 * tiles give the same bits. Unrolled by hand: only local variables become registers.
 */
final class ConvolutionTile1x4 extends VectorLoops {
  private ConvolutionTile1x4() {}

  /** The weight of channel i and tap p is at aStart + p; see {@link ConvolutionTiles}. */
  static void run(
      int depth,
      float[] a,
      int aStart,
      int[] shifts,
      float[] x,
      int x0,
      int x1,
      int x2,
      int x3,
      float[] y,
      int y0,
      int y1,
      int y2,
      int y3) {
    FloatVector c00 = FloatVector.zero(Lanes.FLOATS);
    FloatVector c01 = c00;
    FloatVector c02 = c00;
    FloatVector c03 = c00;
    int at = aStart;
    for (int p = 0; p < depth; p++) {
      int shift = shifts[p];
      FloatVector b0 = FloatVector.fromArray(Lanes.FLOATS, x, shift + x0);
      FloatVector b1 = FloatVector.fromArray(Lanes.FLOATS, x, shift + x1);
      FloatVector b2 = FloatVector.fromArray(Lanes.FLOATS, x, shift + x2);
      FloatVector b3 = FloatVector.fromArray(Lanes.FLOATS, x, shift + x3);
      FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, a[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      c02 = a0.fma(b2, c02);
      c03 = a0.fma(b3, c03);
      at++;
    }
    c00.intoArray(y, y0);
    c01.intoArray(y, y1);
    c02.intoArray(y, y2);
    c03.intoArray(y, y3);
  }
}
