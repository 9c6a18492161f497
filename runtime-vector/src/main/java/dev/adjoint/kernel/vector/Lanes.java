package dev.adjoint.kernel.vector;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The one vector size of this JVM. */
final class Lanes {
  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  /** How many floats a vector has. */
  static final int COUNT = FLOATS.length();

  /**
   * Exchanges of lanes half a vector apart, a quarter, and so on, as long as there are such lanes:
   * after adding all of them to a vector each lane holds the sum.
   */
  static final VectorShuffle<Float> FAR_HALF = exchange(2);

  static final VectorShuffle<Float> FAR_QUARTER = exchange(4);
  static final VectorShuffle<Float> FAR_EIGHTH = exchange(8);
  static final VectorShuffle<Float> FAR_SIXTEENTH = exchange(16);

  static {
    OperatorCaches.fill();
  }

  private Lanes() {}

  private static VectorShuffle<Float> exchange(int parts) {
    int distance = COUNT / parts;
    return VectorShuffle.fromOp(FLOATS, i -> (i ^ distance) % COUNT);
  }

  /**
   * Why vectors do not pay here. An x86 processor without 256-bit integer vectors has no fused
   * multiply-add either, which the Vector API then computes through {@code BigDecimal}.
   */
  static Optional<String> unavailable() {
    boolean x86 = System.getProperty("os.arch", "").matches("amd64|x86_64|x86|i386");
    return x86 && COUNT < 8
        ? Optional.of(
            "the JVM uses vectors of only %d bits here, which needs AVX2 (-XX:UseAVX=2) to change"
                .formatted(FLOATS.vectorBitSize()))
        : Optional.empty();
  }

  /** The numbers from a place on. */
  static FloatVector load(float[] x, int at) {
    return FloatVector.fromArray(FLOATS, x, at);
  }

  /**
   * 0 where a number is equal to another or NaN, and 1 elsewhere. Here, because {@link VectorLoops}
   * hand no vectors on to each other.
   */
  static FloatVector differing(FloatVector v, FloatVector other) {
    return FloatVector.zero(FLOATS)
        .blend(1, v.compare(VectorOperators.NE, other))
        .blend(0, v.compare(VectorOperators.NE, v));
  }

  /** The end of the last whole vector in a range. */
  static int wholeVectors(int from, int to) {
    return from + FLOATS.loopBound(to - from);
  }

  /** The size rounded up to whole vectors. */
  static int roundUp(int size) {
    return (size + COUNT - 1) / COUNT * COUNT;
  }

  /**
   * The sum of the lanes in a fixed order, which {@link FloatVector#reduceLanes} does not promise.
   *
   * @param lanes room for one vector
   */
  static float sum(FloatVector v, float[] lanes) {
    v.intoArray(lanes, 0);
    return sum(lanes);
  }

  /** The sum of the lanes of a vector. */
  static float sum(float[] lanes) {
    return sum(lanes, 0);
  }

  /**
   * The sum of the lanes of a vector from a place on, by halves, which wait less for each other.
   */
  static float sum(float[] lanes, int at) {
    if (COUNT == 16) {
      float even =
          ((lanes[at] + lanes[at + 2]) + (lanes[at + 4] + lanes[at + 6]))
              + ((lanes[at + 8] + lanes[at + 10]) + (lanes[at + 12] + lanes[at + 14]));
      float odd =
          ((lanes[at + 1] + lanes[at + 3]) + (lanes[at + 5] + lanes[at + 7]))
              + ((lanes[at + 9] + lanes[at + 11]) + (lanes[at + 13] + lanes[at + 15]));
      return even + odd;
    }
    float sum = 0;
    for (int i = at; i < at + COUNT; i++) {
      sum += lanes[i];
    }
    return sum;
  }
}
