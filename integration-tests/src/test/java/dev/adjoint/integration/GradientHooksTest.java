package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * Primitives whose value is their operand, and whose rule edits the gradient on its way back. What
 * comes out is no derivative of anything, so what is expected is worked out by hand.
 */
class GradientHooksTest {
  private static final String CLIP =
      """
      @Primitive
      @Vjp(of = "x", is = "Math.max(-limit, Math.min(limit, yBar))")
      @Jvp("xDot")
      static double clipped(double x, @NonDifferentiable double limit) {
        return x;
      }
      """;

  private static void check(String members, double[] expected, Object... arguments) {
    String source =
        "package hooks;\nimport dev.adjoint.annotations.*;\nimport dev.adjoint.tensor.Tensor;\n"
            + "class Hooked {\n"
            + members
            + "}\n";
    Compilation compilation = Compiler.compile("hooks.Hooked", source);
    Subject subject = new Subject(compilation.load(), "hooks.Hooked", "f");
    Object[] given =
        java.util.Arrays.stream(arguments)
            .map(a -> a instanceof Case.Instance record ? record.create(subject.owner()) : a)
            .toArray();
    String code = compilation.generated().toString();
    GradientCheck check = new GradientCheck(subject, subject.operands(), given);
    assertThat(check.gradient()).as(code).containsExactly(expected);
    assertThat(GradientCheck.gradient(subject, given)).as(code).containsExactly(expected);
  }

  @Test
  void clipsTheGradientOfANumber() {
    String source =
        CLIP
            + """
              @Differentiable(wrt = "x") static double f(double x, double k) {
                return k * clipped(x * x, 2);
              }
              """;
    check(source, new double[] {3}, 3.0, .5);
    check(source, new double[] {12}, 3.0, 5.0);
    check(source, new double[] {-12}, 3.0, -5.0);
  }

  /** With h = 3 clipped(h) + w, the gradient by the last but k states would be 3 to the k. */
  @Test
  void clipsTheGradientInARecurrence() {
    String source =
        CLIP
            + """
              @Differentiable static double f(double w, int n) {
                double h = 1;
                for (int i = 0; i < n; i++) {
                  h = clipped(3 * h + w, 10);
                }
                return h;
              }
              """;
    check(source, new double[] {0}, .5, 0);
    check(source, new double[] {1 + 3 + 9}, .5, 3);
    check(source, new double[] {1 + 3 + 9 + 10 + 10}, .5, 5);
  }

  @Test
  void clipsTheNormOfAnArrayInARecurrence() {
    String source =
        """
        @Primitive
        @Vjp(of = "x", is = "shortened(yBar)")
        @Jvp("xDot")
        static double[] clipped(double[] x) {
          return x.clone();
        }

        private static double[] shortened(double[] bar) {
          double norm = 0;
          for (double each : bar) norm += each * each;
          norm = Math.sqrt(norm);
          double[] result = bar.clone();
          if (norm > 5) {
            for (int i = 0; i < result.length; i++) result[i] *= 5 / norm;
          }
          return result;
        }

        @Differentiable static double f(double[] w, int n) {
          double[] h = new double[w.length];
          for (int i = 0; i < n; i++) {
            h = clipped(h);
            for (int j = 0; j < h.length; j++) h[j] = 10 * h[j] + w[j];
          }
          return 3 * h[0] + 4 * h[1];
        }
        """;
    check(source, new double[] {3, 4}, new double[] {1, 2}, 1);
    check(source, new double[] {3 + 3, 4 + 4}, new double[] {1, 2}, 2);
    check(source, new double[] {3 + 3 + 3, 4 + 4 + 4}, new double[] {1, 2}, 3);
  }

  @Test
  void scalesTheGradientOfAView() {
    String source =
        """
        @Primitive(view = true)
        @Vjp(of = "x", is = "scaled(yBar, factor)")
        @Jvp("scaled(xDot, factor)")
        static double[] reversed(double[] x, @NonDifferentiable double factor) {
          return x;
        }

        static double[] scaled(double[] bar, double factor) {
          return java.util.Arrays.stream(bar).map(each -> each * factor).toArray();
        }

        @Differentiable static double f(double[] x) {
          double[] y = reversed(x, -1);
          double s = 0;
          for (int i = 0; i < y.length; i++) s += (i + 1) * y[i] * x[i];
          return s;
        }
        """;
    check(source, new double[] {0, 0}, new double[] {3, 5});
  }

  @Test
  void editsTheGradientOfARecord() {
    String source =
        """
        record P(double a, double[] b, int n) {}

        @Primitive
        @Vjp(of = "p", is = "frozen(yBar)")
        @Jvp("frozen(pDot)")
        static P partly(P p) {
          return p;
        }

        static P frozen(P bar) {
          return new P(0, bar.b(), bar.n());
        }

        @Differentiable static double f(@Differentiable P p, double x) {
          P q = partly(p);
          return q.a() * x + q.b()[1] * q.n() + p.a();
        }
        """
            .replace("(@Differentiable P", "(P")
            .replace("record P", "@Differentiable record P");
    check(
        source,
        new double[] {1, 0, 7, 2},
        Case.instance("Hooked$P", 2.0, new double[] {3, 4}, 7),
        5.0);
  }

  @Test
  void clipsTheGradientOfATensorInARecurrence() {
    String source =
        """
        @Primitive(shape = "x -> x", view = true)
        @Vjp(of = "x", is = "clamp(yBar)")
        @Jvp("xDot")
        static Tensor clipped(Tensor x) {
          return x;
        }

        static Tensor clamp(Tensor bar) {
          float[] numbers = bar.array().clone();
          for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Math.max(-4, Math.min(4, numbers[i]));
          }
          return Tensor.of(numbers, bar.shape());
        }

        @Differentiable static float f(Tensor w, int n) {
          Tensor h = w.scale(0);
          for (int i = 0; i < n; i++) {
            h = clipped(h).scale(3).plus(w);
          }
          return h.sum();
        }
        """;
    check(source, new double[] {1, 1}, Tensor.vector(1, 2), 1);
    check(source, new double[] {1 + 3 + 4 + 4, 1 + 3 + 4 + 4}, Tensor.vector(1, 2), 4);
  }

  @Test
  void printsEachGradientOnce() {
    String source =
        """
        @Primitive
        @Vjp(of = "x", is = "seen(name, yBar)")
        @Jvp("xDot")
        static double watched(String name, double x) {
          return x;
        }

        static double seen(String name, double bar) {
          System.out.println(name + " " + bar);
          return bar;
        }

        @Differentiable static double f(double x, double y, int n) {
          double s = watched("x", x) * watched("y", y);
          for (int i = 0; i < n; i++) {
            s = watched("s" + i, s * s);
          }
          return s;
        }
        """;
    String shown = printed(source, 2.0, 3.0, 2);
    // s = (6^2)^2: its adjoints are 1, 2 * 36 = 72, then 72 * 12 = 864 by the product.
    assertThat(shown.lines().limit(4)).containsExactly("s1 1.0", "s0 72.0", "y 1728.0", "x 2592.0");
    assertThat(shown.lines()).hasSize(4);
  }

  @Test
  void printsTheGradientsOfArraysAndTensorsThatItHandsOn() {
    String source =
        """
        @Primitive(view = true)
        @Vjp(of = "x", is = "seen(yBar)")
        @Jvp("xDot")
        static double[] watched(double[] x) {
          return x;
        }

        static double[] seen(double[] bar) {
          System.out.println(java.util.Arrays.toString(bar));
          return bar;
        }

        @Differentiable static double f(double[] x, int n) {
          double[] h = x;
          double s = 0;
          for (int i = 0; i < n; i++) {
            h = twice(watched(h), x);
            s += h[0] * h[1];
          }
          return s + watched(x)[0];
        }

        static double[] twice(double[] a, double[] x) {
          double[] r = new double[a.length];
          for (int i = 0; i < r.length; i++) r[i] = 2 * a[i] + x[i];
          return r;
        }
        """;
    // h1 = 3 x, h2 = 7 x, s = 9 x0 x1 + 49 x0 x1.
    check(source, new double[] {58 * 3 + 1, 58 * 2}, new double[] {2, 3}, 2);
    assertThat(printed(source, new double[] {2, 3}, 2).lines())
        .containsExactly("[1.0, 0.0]", "[42.0, 28.0]", "[102.0, 68.0]");
  }

  private static String printed(String members, Object... arguments) {
    String source = "import dev.adjoint.annotations.*;\nclass Hooked {\n" + members + "}\n";
    Subject subject = new Subject(Compiler.compile("Hooked", source).load(), "Hooked", "f");
    PrintStream before = System.out;
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    System.setOut(new PrintStream(seen, true, StandardCharsets.UTF_8));
    try {
      subject.valueAndGradient(arguments);
    } finally {
      System.setOut(before);
    }
    return seen.toString(StandardCharsets.UTF_8);
  }
}
