package dev.adjoint.kernel.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Softmax over the rows of a matrix, some rows at a time. Rows that are not whole vectors are
 * padded in a buffer.
 */
final class VectorSoftmax extends VectorLoops {
  /** The elements of some rows, which stay in the first-level cache. */
  private static final int BLOCK = 2048;

  private VectorSoftmax() {}

  static void softmax(float[] x, float[] y, int fromRow, int toRow, int width) {
    each(x, y, fromRow, toRow, width, false);
  }

  static void logSoftmax(float[] x, float[] y, int fromRow, int toRow, int width) {
    each(x, y, fromRow, toRow, width, true);
  }

  private static void each(float[] x, float[] y, int fromRow, int toRow, int width, boolean isLog) {
    int stride = Lanes.roundUp(width);
    int count = Math.max(1, BLOCK / stride);
    float[] padded = stride == width ? y : Scratch.get().rows(count * stride);
    for (int row = fromRow; row < toRow; row += count) {
      int rows = Math.min(count, toRow - row);
      int at = padded == y ? row * width : 0;
      if (padded != y) {
        pad(x, row, rows, width, padded, stride);
      }
      float[] source = padded == y ? x : padded;
      if (isLog) {
        logSoftmax(source, at, padded, at, rows, stride);
      } else {
        softmax(source, at, padded, at, rows, stride);
      }
      if (padded != y) {
        for (int i = 0; i < rows; i++) {
          System.arraycopy(padded, i * stride, y, (row + i) * width, width);
        }
      }
    }
  }

  private static void pad(float[] x, int row, int rows, int width, float[] padded, int stride) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(x, (row + i) * width, padded, i * stride, width);
      // What exp makes 0.
      Arrays.fill(padded, i * stride + width, (i + 1) * stride, Float.NEGATIVE_INFINITY);
    }
  }

  private static void softmax(float[] x, int from, float[] y, int target, int rows, int width) {
    for (int i = 0; i < rows; i++) {
      subtractMaximum(x, from + i * width, y, target + i * width, width, Exponential.LOWEST);
    }
    Exponential.ofNear(y, target, rows * width);
    for (int i = 0; i < rows; i++) {
      divideBySum(y, target + i * width, width);
    }
  }

  private static void logSoftmax(float[] x, int from, float[] y, int target, int rows, int width) {
    float[] e = Scratch.get().panel(width);
    float[] lanes = new float[Lanes.COUNT];
    for (int i = 0; i < rows; i++) {
      int at = target + i * width;
      subtractMaximum(x, from + i * width, e, 0, width, Exponential.LOWEST);
      subtractMaximum(x, from + i * width, y, at, width, Float.NEGATIVE_INFINITY);
      Exponential.ofNear(e, 0, width);
      // One after the other: the sum of both would round away a small one beside a large one.
      subtract(y, at, width, (float) Math.log(sum(e, width, lanes)));
    }
  }

  /** The distances from the maximum, or what is greater, a number. */
  private static void subtractMaximum(
      float[] x, int from, float[] y, int target, int width, float least) {
    assert width % Lanes.COUNT == 0 && from + width <= x.length && target + width <= y.length
        : "no row of whole vectors: " + width;
    // The order of floats is that of their bits, if those but the sign are turned where it is set;
    // whole numbers have a maximum that costs no more than a sum.
    IntVector max = FloatVector.zero(Lanes.FLOATS).reinterpretAsInts().sub(Integer.MAX_VALUE);
    for (int j = 0; j < width; j += Lanes.COUNT) {
      IntVector bits = FloatVector.fromArray(Lanes.FLOATS, x, from + j).reinterpretAsInts();
      IntVector turned = bits.lanewise(VectorOperators.ASHR, 31).and(Integer.MAX_VALUE);
      max = max.max(bits.lanewise(VectorOperators.XOR, turned));
    }
    max = max.max(max.reinterpretAsFloats().rearrange(Lanes.FAR_HALF).reinterpretAsInts());
    max = max.max(max.reinterpretAsFloats().rearrange(Lanes.FAR_QUARTER).reinterpretAsInts());
    if (Lanes.COUNT > 4) {
      max = max.max(max.reinterpretAsFloats().rearrange(Lanes.FAR_EIGHTH).reinterpretAsInts());
    }
    if (Lanes.COUNT > 8) {
      max = max.max(max.reinterpretAsFloats().rearrange(Lanes.FAR_SIXTEENTH).reinterpretAsInts());
    }
    IntVector turned = max.lanewise(VectorOperators.ASHR, 31).and(Integer.MAX_VALUE);
    FloatVector greatest = max.lanewise(VectorOperators.XOR, turned).reinterpretAsFloats();
    for (int j = 0; j < width; j += Lanes.COUNT) {
      FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, from + j).sub(greatest);
      v.blend(least, v.compare(VectorOperators.LT, least)).intoArray(y, target + j);
    }
  }

  private static void divideBySum(float[] y, int at, int width) {
    FloatVector sum = FloatVector.zero(Lanes.FLOATS);
    for (int j = 0; j < width; j += Lanes.COUNT) {
      sum = sum.add(FloatVector.fromArray(Lanes.FLOATS, y, at + j));
    }
    // The same sums in all lanes, since a sum of two does not depend on their order.
    sum = sum.add(sum.rearrange(Lanes.FAR_HALF));
    sum = sum.add(sum.rearrange(Lanes.FAR_QUARTER));
    if (Lanes.COUNT > 4) {
      sum = sum.add(sum.rearrange(Lanes.FAR_EIGHTH));
    }
    if (Lanes.COUNT > 8) {
      sum = sum.add(sum.rearrange(Lanes.FAR_SIXTEENTH));
    }
    FloatVector factor = FloatVector.broadcast(Lanes.FLOATS, 1).div(sum);
    for (int j = 0; j < width; j += Lanes.COUNT) {
      FloatVector.fromArray(Lanes.FLOATS, y, at + j).mul(factor).intoArray(y, at + j);
    }
  }

  private static float sum(float[] x, int width, float[] lanes) {
    FloatVector sum = FloatVector.zero(Lanes.FLOATS);
    for (int j = 0; j < width; j += Lanes.COUNT) {
      sum = sum.add(FloatVector.fromArray(Lanes.FLOATS, x, j));
    }
    return Lanes.sum(sum, lanes);
  }

  private static void subtract(float[] y, int at, int width, float shift) {
    for (int j = 0; j < width; j += Lanes.COUNT) {
      FloatVector.fromArray(Lanes.FLOATS, y, at + j).sub(shift).intoArray(y, at + j);
    }
  }

  static void gradient(float[] s, float[] g, float[] y, int fromRow, int toRow, int width) {
    if (width % Lanes.COUNT == 0) {
      for (int i = fromRow; i < toRow; i++) {
        gradient(s, i * width, g, i * width, y, i * width, width);
      }
      return;
    }
    float[] values = new float[Lanes.roundUp(width)];
    float[] adjoints = new float[values.length];
    for (int i = fromRow; i < toRow; i++) {
      System.arraycopy(s, i * width, values, 0, width);
      System.arraycopy(g, i * width, adjoints, 0, width);
      gradient(values, 0, adjoints, 0, adjoints, 0, values.length);
      System.arraycopy(adjoints, 0, y, i * width, width);
    }
  }

  /** y = s (g - sum(s g)) for one row of whole vectors. */
  private static void gradient(
      float[] s, int fromS, float[] g, int fromG, float[] y, int target, int width) {
    FloatVector sum = FloatVector.zero(Lanes.FLOATS);
    for (int j = 0; j < width; j += Lanes.COUNT) {
      FloatVector values = FloatVector.fromArray(Lanes.FLOATS, s, fromS + j);
      sum = values.fma(FloatVector.fromArray(Lanes.FLOATS, g, fromG + j), sum);
    }
    sum = sum.add(sum.rearrange(Lanes.FAR_HALF));
    sum = sum.add(sum.rearrange(Lanes.FAR_QUARTER));
    if (Lanes.COUNT > 4) {
      sum = sum.add(sum.rearrange(Lanes.FAR_EIGHTH));
    }
    if (Lanes.COUNT > 8) {
      sum = sum.add(sum.rearrange(Lanes.FAR_SIXTEENTH));
    }
    for (int j = 0; j < width; j += Lanes.COUNT) {
      FloatVector values = FloatVector.fromArray(Lanes.FLOATS, s, fromS + j);
      FloatVector adjoints = FloatVector.fromArray(Lanes.FLOATS, g, fromG + j);
      values.mul(adjoints.sub(sum)).intoArray(y, target + j);
    }
  }
}
