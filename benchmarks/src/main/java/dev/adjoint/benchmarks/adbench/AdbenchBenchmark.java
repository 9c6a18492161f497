package dev.adjoint.benchmarks.adbench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * ADBench's objectives, their generated gradients and those written by hand, each in processes of
 * its own: {@code jmh Adbench -prof gc} adds the bytes. {@link GradientBenchmark} has all of them
 * in one process, turn by turn, which suits a machine that is not quiet.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class AdbenchBenchmark {
  /** The problem's name. */
  @Param({
    "gmm_d2_K5",
    "gmm_d10_K5",
    "gmm_d10_K25",
    "gmm_d64_K5",
    "ba1_n49_m7776_p31843",
    "lstm_l2_c1024",
    "hand1_t26_c100"
  })
  public String problem;

  private Problem chosen;

  /** Creates the benchmark, as JMH does. */
  public AdbenchBenchmark() {}

  /** Reads the data. */
  @Setup
  public void read() {
    chosen =
        Problems.all().stream()
            .filter(each -> each.name().equals(problem))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no problem " + problem));
  }

  /** The objective alone. */
  @Benchmark
  public double objective() {
    return chosen.objective();
  }

  /** The value and the gradient as Adjoint writes them. */
  @Benchmark
  public Object generated() {
    return chosen.generated();
  }

  /** The value and the gradient as written by hand. */
  @Benchmark
  public Object byHand() {
    return chosen.byHand();
  }
}
