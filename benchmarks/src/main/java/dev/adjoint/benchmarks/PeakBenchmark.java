package dev.adjoint.benchmarks;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The fused multiply-adds that a thread can do without any memory: what {@link GemmBenchmark} is
 * measured against. For more threads: {@code -t 2}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class PeakBenchmark {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int ROUNDS = 10_000;
  private static final int CHAINS = 10;

  private final float[] numbers = {1e-5f, 1e-5f};

  /** Creates the benchmark, as JMH does. */
  public PeakBenchmark() {}

  /** More independent chains than two units with a latency of four cycles need. */
  @Benchmark
  public float fma(Flops counter) {
    FloatVector a = FloatVector.broadcast(SPECIES, numbers[0]);
    FloatVector b = FloatVector.broadcast(SPECIES, numbers[1]);
    FloatVector c0 = a;
    FloatVector c1 = a;
    FloatVector c2 = a;
    FloatVector c3 = a;
    FloatVector c4 = a;
    FloatVector c5 = a;
    FloatVector c6 = a;
    FloatVector c7 = a;
    FloatVector c8 = a;
    FloatVector c9 = a;
    for (int i = 0; i < ROUNDS; i++) {
      c0 = a.fma(b, c0);
      c1 = a.fma(b, c1);
      c2 = a.fma(b, c2);
      c3 = a.fma(b, c3);
      c4 = a.fma(b, c4);
      c5 = a.fma(b, c5);
      c6 = a.fma(b, c6);
      c7 = a.fma(b, c7);
      c8 = a.fma(b, c8);
      c9 = a.fma(b, c9);
    }
    counter.flops += 2L * ROUNDS * CHAINS * SPECIES.length();
    FloatVector sum = c0.add(c1).add(c2).add(c3).add(c4).add(c5).add(c6).add(c7).add(c8).add(c9);
    return sum.lane(0);
  }
}
