package dev.adjoint.benchmarks;

import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.Kernels;
import java.util.Random;
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
 * Matrix products with the active kernels. The counter {@code flops} is in GFLOP/s. Which kernels
 * and how many threads: {@code -jvmArgsPrepend "-Dadjoint.kernels=plain -Dadjoint.threads=1"}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class GemmBenchmark {
  /** Whether each operand is transposed, and m x k x n. */
  @Param({
    "NN 64x64x64",
    "NN 128x128x128",
    "NN 512x512x512",
    "NN 1024x1024x1024",
    "TN 1024x1024x1024",
    "NT 1024x1024x1024",
    "NN 64x784x512",
    "TN 64x784x512",
    "NT 64x784x512"
  })
  public String shape;

  private final Kernels kernels = ActiveKernels.get();
  private boolean transposeA;
  private boolean transposeB;
  private int m;
  private int k;
  private int n;
  private float[] a;
  private float[] b;
  private float[] c;

  /** Creates the benchmark, as JMH does. */
  public GemmBenchmark() {}

  /** Makes the operands. */
  @Setup
  public void makeOperands() {
    transposeA = shape.charAt(0) == 'T';
    transposeB = shape.charAt(1) == 'T';
    String[] sizes = shape.substring(3).split("x", -1);
    m = Integer.parseInt(sizes[0]);
    k = Integer.parseInt(sizes[1]);
    n = Integer.parseInt(sizes[2]);
    Random random = new Random(1);
    a = numbers(random, m * k);
    b = numbers(random, k * n);
    c = new float[m * n];
  }

  private static float[] numbers(Random random, int size) {
    float[] numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = 2 * random.nextFloat() - 1;
    }
    return numbers;
  }

  /** One product. */
  @Benchmark
  public float[] gemm(Flops counter) {
    kernels.gemm(transposeA, transposeB, m, n, k, a, 0, b, 0, c, 0, false);
    counter.flops += 2L * m * n * k;
    return c;
  }
}
