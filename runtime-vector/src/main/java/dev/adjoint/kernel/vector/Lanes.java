package dev.adjoint.kernel.vector;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The one vector size of this JVM. */
final class Lanes {
  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  /** How many floats a vector has. */
  static final int COUNT = FLOATS.length();

  private Lanes() {}

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
    float sum = 0;
    for (int i = 0; i < COUNT; i++) {
      sum += lanes[i];
    }
    return sum;
  }
}
