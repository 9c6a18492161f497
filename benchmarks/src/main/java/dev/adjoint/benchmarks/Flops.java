package dev.adjoint.benchmarks;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Counts floating-point operations; as throughput in nanoseconds they are billions of them per
 * second.
 */
@AuxCounters(AuxCounters.Type.OPERATIONS)
@State(Scope.Thread)
public class Flops {
  /** The operations so far, an addition and a multiplication being two. */
  public long flops;
}
