package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;

/**
 * A product of 4 rows and 4 vectors of columns, for what 6 rows do not divide.
 *
 * <p>Every element is one chain of fused multiply-adds from 0 in the order of the inner dimension,
 * so that all tiles give the same bits. Element (p, j) of the right operand is at rightStart + p *
 * rightStride + j. Unrolled by hand: only local variables become registers.
 */
final class Tile4x4 extends VectorLoops {
  private Tile4x4() {}

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
    int b = rightStart;
    for (int p = 0; p < depth; p++) {
      FloatVector b0 = FloatVector.fromArray(Lanes.FLOATS, right, b);
      FloatVector b1 = FloatVector.fromArray(Lanes.FLOATS, right, b + Lanes.COUNT);
      FloatVector b2 = FloatVector.fromArray(Lanes.FLOATS, right, b + 2 * Lanes.COUNT);
      FloatVector b3 = FloatVector.fromArray(Lanes.FLOATS, right, b + 3 * Lanes.COUNT);
      FloatVector x0 = FloatVector.broadcast(Lanes.FLOATS, left[a0 + p]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      c03 = x0.fma(b3, c03);
      FloatVector x1 = FloatVector.broadcast(Lanes.FLOATS, left[a1 + p]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      c13 = x1.fma(b3, c13);
      FloatVector x2 = FloatVector.broadcast(Lanes.FLOATS, left[a2 + p]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      c23 = x2.fma(b3, c23);
      FloatVector x3 = FloatVector.broadcast(Lanes.FLOATS, left[a3 + p]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
      c33 = x3.fma(b3, c33);
      b += rightStride;
    }
    int out = cStart;
    c00.intoArray(c, out);
    c01.intoArray(c, out + Lanes.COUNT);
    c02.intoArray(c, out + 2 * Lanes.COUNT);
    c03.intoArray(c, out + 3 * Lanes.COUNT);
    out += cStride;
    c10.intoArray(c, out);
    c11.intoArray(c, out + Lanes.COUNT);
    c12.intoArray(c, out + 2 * Lanes.COUNT);
    c13.intoArray(c, out + 3 * Lanes.COUNT);
    out += cStride;
    c20.intoArray(c, out);
    c21.intoArray(c, out + Lanes.COUNT);
    c22.intoArray(c, out + 2 * Lanes.COUNT);
    c23.intoArray(c, out + 3 * Lanes.COUNT);
    out += cStride;
    c30.intoArray(c, out);
    c31.intoArray(c, out + Lanes.COUNT);
    c32.intoArray(c, out + 2 * Lanes.COUNT);
    c33.intoArray(c, out + 3 * Lanes.COUNT);
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
    int b = rightStart;
    int a = leftStart;
    for (int p = 0; p < depth; p++) {
      FloatVector b0 = FloatVector.fromArray(Lanes.FLOATS, right, b);
      FloatVector b1 = FloatVector.fromArray(Lanes.FLOATS, right, b + Lanes.COUNT);
      FloatVector b2 = FloatVector.fromArray(Lanes.FLOATS, right, b + 2 * Lanes.COUNT);
      FloatVector b3 = FloatVector.fromArray(Lanes.FLOATS, right, b + 3 * Lanes.COUNT);
      FloatVector x0 = FloatVector.broadcast(Lanes.FLOATS, left[a]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      c03 = x0.fma(b3, c03);
      FloatVector x1 = FloatVector.broadcast(Lanes.FLOATS, left[a + 1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      c13 = x1.fma(b3, c13);
      FloatVector x2 = FloatVector.broadcast(Lanes.FLOATS, left[a + 2]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      c23 = x2.fma(b3, c23);
      FloatVector x3 = FloatVector.broadcast(Lanes.FLOATS, left[a + 3]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
      c33 = x3.fma(b3, c33);
      b += rightStride;
      a += leftStride;
    }
    int out = cStart;
    c00.intoArray(c, out);
    c01.intoArray(c, out + Lanes.COUNT);
    c02.intoArray(c, out + 2 * Lanes.COUNT);
    c03.intoArray(c, out + 3 * Lanes.COUNT);
    out += cStride;
    c10.intoArray(c, out);
    c11.intoArray(c, out + Lanes.COUNT);
    c12.intoArray(c, out + 2 * Lanes.COUNT);
    c13.intoArray(c, out + 3 * Lanes.COUNT);
    out += cStride;
    c20.intoArray(c, out);
    c21.intoArray(c, out + Lanes.COUNT);
    c22.intoArray(c, out + 2 * Lanes.COUNT);
    c23.intoArray(c, out + 3 * Lanes.COUNT);
    out += cStride;
    c30.intoArray(c, out);
    c31.intoArray(c, out + Lanes.COUNT);
    c32.intoArray(c, out + 2 * Lanes.COUNT);
    c33.intoArray(c, out + 3 * Lanes.COUNT);
  }
}
