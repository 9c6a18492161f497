package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Twice the code takes twice the work. Work is counted in bytes that the compiling thread
 * allocates, which do not depend on how fast the machine is: copies of sets, rebuilt programs and
 * walks that gather something all show in it.
 */
class WorkGrowsLinearlyTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** As much as the processor takes for itself. */
  private static final long STACK = 256L << 20;

  private static final int SMALL = 60;

  /** Linear work gives 2, work by the square 4; the compiler of the JVM removes some as it goes. */
  private static final double MOST = 2.5;

  /** Statements of a kind; the number of repetitions makes the method longer. */
  private record Body(String name, String parameters, IntFunction<String> statements) {
    String method(int length) {
      return "  @Differentiable(wrt = {\"x\", \"y\"})\n  static double f("
          + parameters
          + ") {\n    double a = y;\n"
          + repeat(length, statements)
          + "    return a;\n  }\n";
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Body> bodies() {
    return Stream.of(
        new Body(
            "variables that are declared",
            "double x, double y",
            i -> "double v%d = Math.sin(a) * x; a += v%d * y;".formatted(i, i)),
        new Body(
            "values that a variable takes", "double x, double y", i -> "a = Math.sin(a) * x * y;"),
        new Body("terms of a sum", "double x, double y", i -> "a += Math.sin(x * " + i + ") * y;"),
        new Body(
            "branches",
            "double x, double y",
            i ->
                "if (a > %d) { double b = a * y; a = b * x; } else { a = Math.sin(a); }"
                    .formatted(i)),
        new Body(
            "loops that add up",
            "double[] x, double y",
            i -> "for (int i = 0; i < x.length; i++) { a += x[i] * y * %d; }".formatted(i)),
        new Body(
            "loops of which each needs the one before",
            "double[] x, double y",
            i ->
                "for (int i = 0; i < x.length; i++) { double t = x[i] * a; a = Math.sin(t) + a; }"),
        new Body(
            "loops with a condition", "double x, double y", i -> "while (a > x) { a = a * y; }"),
        new Body(
            "nested loops",
            "double[] x, double y",
            i ->
                "for (int i = 0; i < x.length; i++) { double s = y; for (int j = 0; j < i; j++) { s *= x[j]; } a += s; }"),
        new Body(
            "arrays",
            "double[] x, double y",
            i ->
                "double[] b%d = new double[x.length]; for (int i = 0; i < x.length; i++) { b%d[i] = x[i] * y; } a += b%d[0];"
                    .formatted(i, i, i)),
        new Body(
            "elements that are written",
            "double[] x, double y",
            i ->
                i == 0
                    ? "double[] b = x.clone();"
                    : "b[0] = Math.sin(b[1]) * y; b[1] = b[0] * a; a = b[1];"),
        new Body(
            "rows of a matrix",
            "double[][] x, double y",
            i -> "double[] r%d = x[%d]; a += r%d[0] * r%d[1] * y;".formatted(i, i % 4, i, i)),
        new Body("calls of a helper", "double x, double y", i -> "a = helper(a, x) * y;"),
        new Body(
            "records",
            "double x, double y",
            i -> "Pair p%d = new Pair(a * x, a + y).turned(); a = p%d.left();".formatted(i, i)));
  }

  private static final String HELPERS =
      """
        static double helper(double p, double q) {
          double r = p * q;
          return r + Math.sin(r);
        }

        record Pair(double left, double right) {
          @Differentiable
          double sum() {
            return left + right;
          }

          Pair turned() {
            return new Pair(right * left, Math.sin(left));
          }
        }
      """;

  @ParameterizedTest
  @MethodSource("bodies")
  void longMethods(Body body) {
    assumeDefault();
    assertLinear(length -> HELPERS + body.method(length));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void longMethodsInALoop(Body body) {
    assumeDefault();
    assertLinear(
        length ->
            HELPERS
                + "  @Differentiable(wrt = {\"x\", \"y\"})\n  static double f("
                + body.parameters()
                + ") {\n    double a = y;\n    for (int k = 0; k < 3; k++) {\n"
                + repeat(length, body.statements())
                + "    }\n    return a;\n  }\n");
  }

  @Test
  void tensors() {
    assumeDefault();
    assertLinear(
        length ->
            """
              @Differentiable
              static Tensor f(@Shape("N, H") Tensor x, @Shape("H, H") Tensor w) {
                Tensor a = x;
            """
                + repeat(length, i -> "a = Activations.relu(a.matmul(w).plus(x));")
                + "    return a;\n  }\n");
  }

  @Test
  void methodsOfOneClass() {
    assumeDefault();
    assertLinear(
        count ->
            repeat(
                count,
                i ->
                    """
                      @Differentiable
                      static double f%d(double x, double y) { return helper%d(x, y) * y; }
                      private static double helper%d(double x, double y) { return Math.sin(x * %d) * y; }
                    """
                        .formatted(i, i, i, i)));
  }

  @Test
  void recordsOfOneClass() {
    assumeDefault();
    assertLinear(
        count ->
            repeat(
                count,
                i ->
                    """
                      record R%d(double a, double[] b) {
                        @Differentiable
                        double f(double x) { return a * x + b[0]; }
                      }
                    """
                        .formatted(i)));
  }

  /** Compares what the third and fourth quarter of the code take with what the second takes. */
  private static void assertLinear(IntFunction<String> members) {
    work(members.apply(SMALL)); // So that all classes are there.
    long small = work(members.apply(SMALL));
    long middle = work(members.apply(2 * SMALL));
    long large = work(members.apply(4 * SMALL));
    assertThat((double) (large - middle) / (middle - small))
        .as("%d, %d and %d KB", small >> 10, middle >> 10, large >> 10)
        // Twice as much code was added: 4 if the work grew by the square.
        .isLessThan(MOST);
  }

  private static long work(String members) {
    Map<String, String> sources =
        Map.of(
            "p.Long",
            """
            package p;

            import dev.adjoint.annotations.Differentiable;
            import dev.adjoint.annotations.Shape;
            import dev.adjoint.tensor.Activations;
            import dev.adjoint.tensor.Tensor;

            final class Long {
            """
                + members
                + "}\n");
    FutureTask<Long> measured = new FutureTask<>(() -> bytes(sources));
    new Thread(null, measured, "measured", STACK).start();
    try {
      return measured.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private static long bytes(Map<String, String> sources) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    // The processor is to work on the thread that is measured.
    Compilation compilation = Compiler.compile(sources, "-proc:only", "-Aadjoint.thread=off");
    long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(compilation.success()).as(compilation::describe).isTrue();
    assertThat(compilation.generated()).isNotEmpty();
    return bytes;
  }

  private static String repeat(int times, IntFunction<String> text) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < times; i++) {
      all.append(text.apply(i)).append('\n');
    }
    return all.toString();
  }

  /** Without analyses longer code is written, and nobody promises how much longer. */
  private static void assumeDefault() {
    assumeTrue(ProcessorOptions.areDefault(), "growth is that of the default options");
  }
}
