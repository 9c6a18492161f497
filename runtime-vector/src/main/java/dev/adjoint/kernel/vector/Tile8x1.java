package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;

/**
 * A product of 8 rows and one vector of columns, for the last columns and narrow matrices.
 *
 * <p>Every element is one chain of fused multiply-adds from 0 in the order of the inner dimension,
 * so that all tiles give the same bits. Element (p, j) of the right operand is at rightStart + p *
 * rightStride + j. Unrolled by hand: only local variables become registers.
 */
final class Tile8x1 extends VectorLoops {
  private Tile8x1() {}

  /**
   * Multiplies rows of the left operand that lie one after the other: element (i, p) is at
   * leftStart + i * leftStride + p.
   *
   * @param rows how many rows there are; the last of them stands in for what is missing
   */
  static void rows(
      int depth,
      float[] left,
      int leftStart,
      int leftStride,
      int rows,
      float[] right,
      int rightStart,
      int rightStride,
      float[] c,
      int cStart,
      int cStride) {
    int last = rows - 1;
    int a0 = leftStart;
    int a1 = leftStart + Math.min(1, last) * leftStride;
    int a2 = leftStart + Math.min(2, last) * leftStride;
    int a3 = leftStart + Math.min(3, last) * leftStride;
    int a4 = leftStart + Math.min(4, last) * leftStride;
    int a5 = leftStart + Math.min(5, last) * leftStride;
    int a6 = leftStart + Math.min(6, last) * leftStride;
    int a7 = leftStart + Math.min(7, last) * leftStride;
    FloatVector c00 = FloatVector.zero(Lanes.FLOATS);
    FloatVector c10 = c00;
    FloatVector c20 = c00;
    FloatVector c30 = c00;
    FloatVector c40 = c00;
    FloatVector c50 = c00;
    FloatVector c60 = c00;
    FloatVector c70 = c00;
    int b = rightStart;
    for (int p = 0; p < depth; p++) {
      FloatVector b0 = FloatVector.fromArray(Lanes.FLOATS, right, b);
      FloatVector x0 = FloatVector.broadcast(Lanes.FLOATS, left[a0 + p]);
      c00 = x0.fma(b0, c00);
      FloatVector x1 = FloatVector.broadcast(Lanes.FLOATS, left[a1 + p]);
      c10 = x1.fma(b0, c10);
      FloatVector x2 = FloatVector.broadcast(Lanes.FLOATS, left[a2 + p]);
      c20 = x2.fma(b0, c20);
      FloatVector x3 = FloatVector.broadcast(Lanes.FLOATS, left[a3 + p]);
      c30 = x3.fma(b0, c30);
      FloatVector x4 = FloatVector.broadcast(Lanes.FLOATS, left[a4 + p]);
      c40 = x4.fma(b0, c40);
      FloatVector x5 = FloatVector.broadcast(Lanes.FLOATS, left[a5 + p]);
      c50 = x5.fma(b0, c50);
      FloatVector x6 = FloatVector.broadcast(Lanes.FLOATS, left[a6 + p]);
      c60 = x6.fma(b0, c60);
      FloatVector x7 = FloatVector.broadcast(Lanes.FLOATS, left[a7 + p]);
      c70 = x7.fma(b0, c70);
      b += rightStride;
    }
    int out = cStart;
    c00.intoArray(c, out);
    out += cStride;
    c10.intoArray(c, out);
    out += cStride;
    c20.intoArray(c, out);
    out += cStride;
    c30.intoArray(c, out);
    out += cStride;
    c40.intoArray(c, out);
    out += cStride;
    c50.intoArray(c, out);
    out += cStride;
    c60.intoArray(c, out);
    out += cStride;
    c70.intoArray(c, out);
  }

  /**
   * Multiplies rows of the left operand that lie side by side: element (i, p) is at leftStart + p *
   * leftStride + i.
   */
  static void columns(
      int depth,
      float[] left,
      int leftStart,
      int leftStride,
      float[] right,
      int rightStart,
      int rightStride,
      float[] c,
      int cStart,
      int cStride) {
    FloatVector c00 = FloatVector.zero(Lanes.FLOATS);
    FloatVector c10 = c00;
    FloatVector c20 = c00;
    FloatVector c30 = c00;
    FloatVector c40 = c00;
    FloatVector c50 = c00;
    FloatVector c60 = c00;
    FloatVector c70 = c00;
    int b = rightStart;
    int a = leftStart;
    for (int p = 0; p < depth; p++) {
      FloatVector b0 = FloatVector.fromArray(Lanes.FLOATS, right, b);
      FloatVector x0 = FloatVector.broadcast(Lanes.FLOATS, left[a]);
      c00 = x0.fma(b0, c00);
      FloatVector x1 = FloatVector.broadcast(Lanes.FLOATS, left[a + 1]);
      c10 = x1.fma(b0, c10);
      FloatVector x2 = FloatVector.broadcast(Lanes.FLOATS, left[a + 2]);
      c20 = x2.fma(b0, c20);
      FloatVector x3 = FloatVector.broadcast(Lanes.FLOATS, left[a + 3]);
      c30 = x3.fma(b0, c30);
      FloatVector x4 = FloatVector.broadcast(Lanes.FLOATS, left[a + 4]);
      c40 = x4.fma(b0, c40);
      FloatVector x5 = FloatVector.broadcast(Lanes.FLOATS, left[a + 5]);
      c50 = x5.fma(b0, c50);
      FloatVector x6 = FloatVector.broadcast(Lanes.FLOATS, left[a + 6]);
      c60 = x6.fma(b0, c60);
      FloatVector x7 = FloatVector.broadcast(Lanes.FLOATS, left[a + 7]);
      c70 = x7.fma(b0, c70);
      b += rightStride;
      a += leftStride;
    }
    int out = cStart;
    c00.intoArray(c, out);
    out += cStride;
    c10.intoArray(c, out);
    out += cStride;
    c20.intoArray(c, out);
    out += cStride;
    c30.intoArray(c, out);
    out += cStride;
    c40.intoArray(c, out);
    out += cStride;
    c50.intoArray(c, out);
    out += cStride;
    c60.intoArray(c, out);
    out += cStride;
    c70.intoArray(c, out);
  }
}
