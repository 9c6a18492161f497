package dev.adjoint.kernel.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** The cross-entropy of rows with labels, and its gradient, a row at a time. */
final class VectorCrossEntropy extends VectorLoops {
  private VectorCrossEntropy() {}

  /** The logarithm of the softmax at a label of each row. */
  static void labelLogSoftmax(
      float[] x, int[] labels, float[] y, int fromRow, int toRow, int width) {
    float[] lanes = new float[Lanes.COUNT];
    float[] rest = new float[Lanes.COUNT];
    float[] e = Scratch.get().panel(Lanes.roundUp(width));
    int whole = Lanes.wholeVectors(0, width);
    Arrays.fill(rest, width - whole, Lanes.COUNT, Float.NEGATIVE_INFINITY);
    for (int row = fromRow; row < toRow; row++) {
      int at = row * width;
      maximum(x, at, whole, lanes);
      float max = lanes[0];
      for (int i = whole; i < width; i++) {
        rest[i - whole] = x[at + i];
        max = Math.max(max, x[at + i]);
      }
      lanes[0] = max;
      ExponentialSum.apply(x, at, e, 0, whole, lanes);
      float sum = Lanes.sum(lanes);
      if (whole < width) {
        lanes[0] = max;
        ExponentialSum.apply(rest, 0, e, 0, Lanes.COUNT, lanes);
        sum += Lanes.sum(lanes);
      }
      y[row] = x[at + labels[row]] - max - (float) Math.log(sum);
    }
  }

  /** The softmax of each row, less 1 at its label, times a number. */
  static void crossEntropyGradient(
      float[] x, int[] labels, float factor, float[] y, int fromRow, int toRow, int width) {
    float[] lanes = new float[Lanes.COUNT];
    int stride = Lanes.roundUp(width);
    float[] padded = stride == width ? y : Scratch.get().rows(stride);
    for (int row = fromRow; row < toRow; row++) {
      int at = padded == y ? row * width : 0;
      if (padded != y) {
        System.arraycopy(x, row * width, padded, 0, width);
        // What exp makes 0.
        Arrays.fill(padded, width, stride, Float.NEGATIVE_INFINITY);
      }
      float[] source = padded == y ? x : padded;
      maximum(source, at, stride, lanes);
      ExponentialSum.apply(source, at, padded, at, stride, lanes);
      float inverse = 1 / Lanes.sum(lanes);
      float probability = padded[at + labels[row]] * inverse;
      scale(padded, at, stride, inverse, factor);
      padded[at + labels[row]] = (probability - 1) * factor;
      if (padded != y) {
        System.arraycopy(padded, 0, y, row * width, width);
      }
    }
  }

  /** Sets the first lane to the largest number of a row of whole vectors. */
  private static void maximum(float[] x, int from, int width, float[] lanes) {
    assert width % Lanes.COUNT == 0 && from + width <= x.length
        : "no row of whole vectors: " + width;
    // The order of floats is that of their bits, if those but the sign are turned where it is set;
    // whole numbers have a maximum that costs no more than a sum.
    IntVector max =
        FloatVector.broadcast(Lanes.FLOATS, Float.NEGATIVE_INFINITY)
            .reinterpretAsInts()
            .lanewise(VectorOperators.XOR, Integer.MAX_VALUE);
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
    max.lanewise(VectorOperators.XOR, turned).reinterpretAsFloats().intoArray(lanes, 0);
  }

  /** Both factors one after the other, which rounds twice. */
  private static void scale(float[] y, int at, int width, float first, float second) {
    FloatVector f = FloatVector.broadcast(Lanes.FLOATS, first);
    FloatVector g = FloatVector.broadcast(Lanes.FLOATS, second);
    for (int j = 0; j < width; j += Lanes.COUNT) {
      FloatVector.fromArray(Lanes.FLOATS, y, at + j).mul(f).mul(g).intoArray(y, at + j);
    }
  }
}
