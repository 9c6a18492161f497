package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Fills the Vector API's caches of operators before any of its methods is compiled.
 *
 * <p>With each operation the API looks up how its operator is computed without vector instructions,
 * and asks a function for it where the cache has nothing yet. HotSpot compiles that lookup for the
 * function that it has seen; where the next new operator, perhaps of another kernel, brings another
 * function, the compiled lookup is left, and after four times HotSpot never makes that assumption
 * again. Loops that are compiled from then on keep vectors as objects: on Java 17 they took seven
 * to twelve times as long, in three of four JVMs that ran all operations. A lookup that always
 * finds what it looks for has no such branch to compile.
 */
final class OperatorCaches {
  private OperatorCaches() {}

  /** Uses each operation that kernels use once. */
  static void fill() {
    FloatVector floats = FloatVector.broadcast(Lanes.FLOATS, 1);
    floats.abs().neg().sqrt();
    floats.add(floats).sub(floats).mul(floats).div(floats);
    floats.min(floats).max(floats).fma(floats, floats);
    IntVector ints = floats.reinterpretAsInts();
    ints.add(ints).sub(ints).min(ints).max(ints).and(ints);
    ints.lanewise(VectorOperators.XOR, ints);
    ints.lanewise(VectorOperators.LSHL, 1);
    ints.lanewise(VectorOperators.ASHR, 1);
  }
}
