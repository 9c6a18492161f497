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
    for (int row = fromRow; row < toRow; row++) {
      int at = row * width;
      float sum = exponentials(x, at, e, 0, whole, width, rest, lanes);
      y[row] = x[at + labels[row]] - lanes[0] - (float) Math.log(sum);
    }
  }

  /** The softmax of each row, less 1 at its label, times a number. */
  static void crossEntropyGradient(
      float[] x, int[] labels, float factor, float[] y, int fromRow, int toRow, int width) {
    float[] lanes = new float[Lanes.COUNT];
    float[] rest = new float[Lanes.COUNT];
    int whole = Lanes.wholeVectors(0, width);
    for (int row = fromRow; row < toRow; row++) {
      int at = row * width;
      int label = labels[row];
      float sum = exponentials(x, at, y, at, whole, width, rest, lanes);
      float inverse = 1 / sum;
      float probability = (label < whole ? y[at + label] : rest[label - whole]) * inverse;
      scale(y, at, whole, inverse, factor);
      for (int i = whole; i < width; i++) {
        y[at + i] = rest[i - whole] * inverse * factor;
      }
      y[at + label] = (probability - 1) * factor;
    }
  }

  /**
   * The sum of the exponentials of how far a row's numbers are below the largest, which the first
   * lane is afterwards.
   *
   * @param whole the numbers that fill vectors, whose exponentials go to {@code y}
   * @param rest gets those of the others
   */
  private static float exponentials(
      float[] x,
      int from,
      float[] y,
      int target,
      int whole,
      int width,
      float[] rest,
      float[] lanes) {
    maximum(x, from, whole, lanes);
    float max = lanes[0];
    for (int i = whole; i < width; i++) {
      rest[i - whole] = x[from + i];
      max = Math.max(max, x[from + i]);
    }
    lanes[0] = max;
    ExponentialSum.apply(x, from, y, target, whole, lanes);
    float sum = Lanes.sum(lanes);
    if (whole < width) {
      // What exp makes 0.
      Arrays.fill(rest, width - whole, Lanes.COUNT, Float.NEGATIVE_INFINITY);
      lanes[0] = max;
      ExponentialSum.apply(rest, 0, rest, 0, Lanes.COUNT, lanes);
      sum += Lanes.sum(lanes);
    }
    lanes[0] = max;
    return sum;
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
