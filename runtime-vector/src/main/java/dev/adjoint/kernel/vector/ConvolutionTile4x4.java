package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;

/**
 * A convolution of 4 output channels at 4 vectors of places; see {@link ConvolutionTiles}.
 *
 * <p>Every element is one chain of fused multiply-adds from 0 in the order of the taps, so that all
 * tiles give the same bits. Unrolled by hand: only local variables become registers.
 */
final class ConvolutionTile4x4 extends VectorLoops {
  private ConvolutionTile4x4() {}

  /** The weight of channel i and tap p is at aStart + 4 * p + i; see {@link ConvolutionTiles}. */
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
      int y3,
      int yStride) {
    FloatVector c00 = FloatVector.zero(Lanes.FLOATS);
    FloatVector c01 = c00;
    FloatVector c02 = c00;
    FloatVector c03 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c12 = c00;
    FloatVector c13 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c22 = c00;
    FloatVector c23 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    FloatVector c32 = c00;
    FloatVector c33 = c00;
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
      FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, a[at + 1]);
      c10 = a1.fma(b0, c10);
      c11 = a1.fma(b1, c11);
      c12 = a1.fma(b2, c12);
      c13 = a1.fma(b3, c13);
      FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, a[at + 2]);
      c20 = a2.fma(b0, c20);
      c21 = a2.fma(b1, c21);
      c22 = a2.fma(b2, c22);
      c23 = a2.fma(b3, c23);
      FloatVector a3 = FloatVector.broadcast(Lanes.FLOATS, a[at + 3]);
      c30 = a3.fma(b0, c30);
      c31 = a3.fma(b1, c31);
      c32 = a3.fma(b2, c32);
      c33 = a3.fma(b3, c33);
      at += 4;
    }
    int row = 0;
    c00.intoArray(y, y0);
    c01.intoArray(y, y1);
    c02.intoArray(y, y2);
    c03.intoArray(y, y3);
    row += yStride;
    c10.intoArray(y, y0 + row);
    c11.intoArray(y, y1 + row);
    c12.intoArray(y, y2 + row);
    c13.intoArray(y, y3 + row);
    row += yStride;
    c20.intoArray(y, y0 + row);
    c21.intoArray(y, y1 + row);
    c22.intoArray(y, y2 + row);
    c23.intoArray(y, y3 + row);
    row += yStride;
    c30.intoArray(y, y0 + row);
    c31.intoArray(y, y1 + row);
    c32.intoArray(y, y2 + row);
    c33.intoArray(y, y3 + row);
  }
}
