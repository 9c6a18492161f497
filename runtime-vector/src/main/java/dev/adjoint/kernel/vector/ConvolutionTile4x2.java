package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;

/**
 * A convolution of 4 output channels at 2 vectors of places; see {@link ConvolutionTiles}.
 *
 * <p>Every element is one chain of fused multiply-adds from 0 in the order of the taps, so that all
 * tiles give the same bits. Unrolled by hand: only local variables become registers.
 */
final class ConvolutionTile4x2 extends VectorLoops {
  private ConvolutionTile4x2() {}

  /** The weight of channel i and tap p is at aStart + 4 * p + i; see {@link ConvolutionTiles}. */
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
      int y1,
      int yStride) {
    FloatVector c00 = FloatVector.zero(Lanes.FLOATS);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    int at = aStart;
    for (int p = 0; p < depth; p++) {
      int shift = shifts[p];
      FloatVector b0 = FloatVector.fromArray(Lanes.FLOATS, x, shift + x0);
      FloatVector b1 = FloatVector.fromArray(Lanes.FLOATS, x, shift + x1);
      FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, a[at]);
      c00 = a0.fma(b0, c00);
      c01 = a0.fma(b1, c01);
      FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, a[at + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, a[at + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      FloatVector a3 = FloatVector.broadcast(Lanes.FLOATS, a[at + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      at += 4;
    }
    int row = 0;
    c00.intoArray(y, y0);
    c01.intoArray(y, y1);
    row += yStride;
    c10.intoArray(y, y0 + row);
    c11.intoArray(y, y1 + row);
    row += yStride;
    c20.intoArray(y, y0 + row);
    c21.intoArray(y, y1 + row);
    row += yStride;
    c30.intoArray(y, y0 + row);
    c31.intoArray(y, y1 + row);
  }
}
