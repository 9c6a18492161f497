package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Methods that differentiate others. */
class HigherOrderTest {
  private static final String HEADER = "package higher; import dev.adjoint.annotations.*;\n";

  @ParameterizedTest
  @MethodSource("cases")
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "the fifth derivative of a sine",
                """
            @Differentiable static double s0(double a) { return Math.sin(a); }
            @Differentiable static double s1(double a) { return CaseGrad.s0(a).gradient(); }
            @Differentiable static double s2(double a) { return CaseGrad.s1(a).gradient(); }
            @Differentiable static double s3(double a) { return CaseGrad.s2(a).gradient(); }
            @Differentiable static double f(double a) { return CaseGrad.s3(a).gradient(); }
            """)
            .at(.3)
            .gives(Math.sin(.3))
            .slope(Math.cos(.3)),
        Case.of(
                "G1 the second derivative of a fourth power",
                """
            @Differentiable static double a4(double a) { return a * a * a * a; }
            @Differentiable static double slope(double a) { return CaseGrad.a4(a).gradient(); }
            @Differentiable static double f(double a) { return CaseGrad.slope(a).gradient(); }
            """)
            .at(2.0)
            .gives(48)
            .slope(48),
        Case.of(
                "G3 second derivatives of a polynomial, by x",
                """
            @Differentiable static double g(double x, double y) { return x * x * y + y * y; }
            @Differentiable static double f(double x, double y) {
              return CaseGrad.g(x, y).gradient().x();
            }
            """)
            .at(2.0, 3.0)
            .gives(12)
            .slope(6, 4),
        Case.of(
                "G3 second derivatives of a polynomial, by y alone",
                """
            @Differentiable(wrt = "y") static double g(double x, double y) {
              return x * x * y + y * y;
            }
            @Differentiable(wrt = "y") static double f(double x, double y) {
              return CaseGrad.g(x, y).gradient();
            }
            """)
            .at(2.0, 3.0)
            .gives(10)
            .slope(0, 2),
        Case.of(
                "G5 second derivatives of a sine and a quotient",
                """
            @Differentiable static double g(double x, double y) { return Math.sin(x * y) + x / y; }
            @Differentiable static double f(double x, double y, int by) {
              var gradient = CaseGrad.g(x, y).gradient();
              return by == 0 ? gradient.x() : gradient.y();
            }
            """)
            .at(.5, 2.0, 0)
            .slope(-3.3658839392315860, -.5511686789391284)
            .at(.5, 2.0, 1)
            .slope(-.5511686789391284, -.0853677462019741),
        Case.of(
                "G7 second derivatives of the entropy",
                """
            @Differentiable static double entropy(double[] x) {
              double s = 0;
              for (double v : x) s -= v * Math.log(v);
              return s;
            }
            @Differentiable static double f(double[] x, int i) {
              return CaseGrad.entropy(x).gradient()[i];
            }
            """)
            .at(new double[] {.25, .75}, 0)
            .slope(-4, 0)
            .at(new double[] {.25, .75}, 1)
            .slope(0, -1 / .75),
        Case.of(
                "G17 the size of the gradient at a saddle",
                """
            @Differentiable static double game(double[] x, double[] y) {
              double s = 0;
              for (int i = 0; i < x.length; i++) s += x[i] * x[i] - y[i] * y[i] + x[i] * y[i];
              return s;
            }
            @Differentiable static double f(double[] x, double[] y) {
              var g = CaseGrad.game(x, y).gradient();
              double s = 0;
              for (int i = 0; i < x.length; i++) s += g.x()[i] * g.x()[i] + g.y()[i] * g.y()[i];
              return s / 2;
            }
            """)
            .at(new double[] {.5, -1}, new double[] {2, .25}),
        Case.of(
                "G9 the third derivative of the sine",
                """
            @Differentiable static double sine(double x) { return Math.sin(x); }
            @Differentiable static double d1(double x) { return CaseGrad.sine(x).gradient(); }
            @Differentiable static double d2(double x) { return CaseGrad.d1(x).gradient(); }
            @Differentiable static double f(double x) { return CaseGrad.d2(x).gradient(); }
            """)
            .at(.5)
            .gives(-.8775825618903728)
            .slope(Math.sin(.5)),
        Case.of(
                "G11 a derivative within what is differentiated by its parameter",
                """
            @Differentiable(wrt = "y") static double sum(double x, double y) { return x + y; }
            @Differentiable static double f(double x) { return x * CaseGrad.sum(x, 1).gradient(); }
            """)
            .at(4.0)
            .gives(4)
            .slope(1),
        Case.of(
                "G11 a derivative that depends on the outer variable",
                """
            @Differentiable(wrt = "y") static double times(double x, double y) { return x * y; }
            @Differentiable static double f(double x) {
              return x * CaseGrad.times(x, 1).gradient();
            }
            """)
            .at(4.0)
            .gives(16)
            .slope(8),
        Case.of(
                "G11 in forward mode within reverse mode",
                """
            @Differentiable(wrt = "y", modes = Mode.JVP)
            static double times(double x, double y) { return x * y; }
            @Differentiable static double f(double x) {
              return x * CaseGrad.timesJvp(x, 1, 1).tangent();
            }
            """)
            .at(4.0)
            .gives(16)
            .slope(8),
        Case.of(
                "value and gradient in one sum",
                """
            @Differentiable static double two(double x, double y) { return x * x * y + y * y; }
            @Differentiable static double f(double x, double y) {
              var two = CaseGrad.two(x, y);
              return two.gradient().x() * two.gradient().y() * two.gradient().y() + two.value();
            }
            """)
            .at(2.0, 3.0),
        Case.of(
                "the norm of the gradient of a loop",
                """
            @Differentiable static double energy(double[] x, double k) {
              double s = 0;
              double h = 1;
              for (int i = 0; i + 1 < x.length; i++) {
                h = Math.sin(h * x[i + 1]) - k * x[i];
                s += h * h;
              }
              return s;
            }
            @Differentiable static double f(double[] x, double k) {
              var g = CaseGrad.energy(x, k).gradient();
              double s = g.k() * g.k();
              for (double v : g.x()) s += v * v;
              return s;
            }
            """)
            .at(new double[] {.3, -.8, 1.2, .4}, .7),
        Case.of(
                "a step of gradient descent",
                """
            @Differentiable static double loss(double[] w, double[] x) {
              double s = 0;
              for (int i = 0; i < w.length; i++) s += (w[i] * x[i] - 1) * (w[i] * x[i] - 1);
              return s;
            }
            @Differentiable static double f(double[] w, double[] x, double rate) {
              double[] at = w.clone();
              for (int step = 0; step < 3; step++) {
                double[] g = CaseGrad.loss(at, x).gradient().w();
                for (int i = 0; i < at.length; i++) at[i] -= rate * g[i];
              }
              return CaseGrad.loss(at, x).value();
            }
            """)
            .at(new double[] {.3, -.8, 1.2}, new double[] {.5, .9, -.4}, .1),
        Case.of(
                "a pullback of an array",
                """
            @Differentiable static double[] waves(double[] x, double k) {
              double[] y = new double[x.length];
              for (int i = 0; i < x.length; i++) y[i] = Math.sin(k * x[i]) * x[(i + 1) % x.length];
              return y;
            }
            @Differentiable static double f(double[] x, double k, double[] s) {
              var g = CaseGrad.wavesPullback(x, k).apply(s);
              return g.x()[0] * g.x()[2] + g.k();
            }
            """)
            .at(new double[] {.3, -.8, 1.2}, 1.5, new double[] {1, -2, .5}),
        Case.of(
                "a tangent of an array, in reverse mode",
                """
            @Differentiable(modes = Mode.JVP)
            static double[] waves(double[] x, double k) {
              double[] y = new double[x.length];
              for (int i = 0; i < x.length; i++) y[i] = Math.sin(k * x[i]) * x[(i + 1) % x.length];
              return y;
            }
            @Differentiable static double f(double[] x, double k, double[] v, double u) {
              var both = CaseGrad.wavesJvp(x, k, v, u);
              return both.tangent()[0] * both.tangent()[1] + both.value()[2];
            }
            """)
            .at(new double[] {.3, -.8, 1.2}, 1.5, new double[] {1, -2, .5}, .25),
        Case.of(
                "a Hessian-vector product that is differentiated",
                """
            @Differentiable(modes = Mode.HVP)
            static double energy(double[] x) { return Math.exp(x[0] * x[1]) + x[1] * x[1] * x[1]; }
            @Differentiable static double f(double[] x, double[] v) {
              var h = CaseGrad.energyHvp(x, v);
              return h.hvp()[0] * h.hvp()[1] + h.tangent() * h.gradient()[0] + h.value();
            }
            """)
            .at(new double[] {.3, -.8}, new double[] {1.5, .5}),
        Case.of(
                "a derivative by a record",
                """
            @Differentiable record P(double a, double[] w) {}
            @Differentiable static double energy(P p, double x) {
              double s = p.a() * x * x;
              for (double v : p.w()) s += Math.tanh(v * x * p.a());
              return s;
            }
            @Differentiable static double f(P p, double x) {
              P g = CaseGrad.energy(p, x).gradient().p();
              return g.a() * g.w()[1] + p.a();
            }
            """)
            .at(Case.instance("Case$P", 1.25, new double[] {.5, -.25}), .75),
        Case.of(
                "a method of an object",
                """
            @Differentiable record Well(double depth, double width) {
              @Differentiable(modes = Mode.HVP) double at(double x) { return depth * Math.exp(-x * x * width); }
            }
            @Differentiable static double f(Well well, double x) {
              return Case_WellGrad.at(well, x).gradient().x();
            }
            """)
            .at(Case.instance("Case$Well", 1.25, .5), .75)
            .onceOnly(),
        Case.of(
                "calls of another method that cannot be copied",
                """
            static double power(double x, int n) { return n == 0 ? 1 : x * power(x, n - 1); }
            @Differentiable static double energy(double x, double y) {
              return power(x * y, 3) + power(y, 2) * x;
            }
            @Differentiable static double f(double x, double y) {
              return CaseGrad.energy(x, y).gradient().x();
            }
            """)
            .at(1.25, .75),
        Case.of(
                "a method of float",
                """
            @Differentiable static float energy(float x, double y) {
              return (float) (x * x * y * y);
            }
            @Differentiable static double f(float x, double y) {
              return CaseGrad.energy(x, y).gradient().y() * x;
            }
            """)
            .at(1.25f, .75),
        Case.of(
                "a gradient in a loop whose trips it decides",
                """
            @Differentiable static double energy(double x, double k) {
              return x * x * x * x / 4 - k * x;
            }
            @Differentiable static double f(double x, double k) {
              double at = x;
              double g = CaseGrad.energy(at, k).gradient().x();
              while (Math.abs(g) > .5) {
                at -= .1 * g;
                g = CaseGrad.energy(at, k).gradient().x();
              }
              return at;
            }
            """)
            .at(2.0, 1.5),
        Case.of(
                "a gradient whose value nobody uses has no trace",
                """
            @Differentiable static double energy(double x) { return Math.sqrt(x); }
            @Differentiable static double f(double x) {
              double unused = CaseGrad.energy(x).gradient();
              return x * x;
            }
            """)
            .at(0.0)
            .slope(0));
  }

  /** f(x, v) = vᵀ H v of the same function, by each order of modes. */
  @Test
  void allFourCombinationsAgree() {
    Compilation compilation =
        Compiler.compile(
            "higher.Modes",
            HEADER
                + """
                public class Modes {
                  @Differentiable(modes = Mode.JVP)
                  public static double energy(double[] x) {
                    double s = 1;
                    for (int i = 0; i < x.length; i++) {
                      s = Math.sin(s * x[i]) + x[i] * x[(i + 1) % x.length] / (1 + s * s);
                    }
                    return s;
                  }
                  @Differentiable(wrt = "x", modes = Mode.JVP)
                  public static double along(double[] x, double[] v) {
                    return ModesGrad.energyJvp(x, v).tangent();
                  }
                  @Differentiable(wrt = "x", modes = Mode.JVP)
                  public static double slope(double[] x, double[] v) {
                    double[] g = ModesGrad.energy(x).gradient();
                    double s = 0;
                    for (int i = 0; i < g.length; i++) s += g[i] * v[i];
                    return s;
                  }
                  static double dot(double[] a, double[] b) {
                    double s = 0;
                    for (int i = 0; i < a.length; i++) s += a[i] * b[i];
                    return s;
                  }
                  public static double forwardOverForward(double[] x, double[] v) {
                    return ModesGrad.alongJvp(x, v, v).tangent();
                  }
                  public static double forwardOverReverse(double[] x, double[] v) {
                    return ModesGrad.slopeJvp(x, v, v).tangent();
                  }
                  public static double reverseOverForward(double[] x, double[] v) {
                    return dot(ModesGrad.along(x, v).gradient(), v);
                  }
                  public static double reverseOverReverse(double[] x, double[] v) {
                    return dot(ModesGrad.slope(x, v).gradient(), v);
                  }
                }
                """);
    assertThat(compilation.findings()).as(compilation.describe()).isEmpty();
    double[] x = {.3, -.8, 1.2, .55};
    double[] v = {1, -.5, .25, 2};
    ClassLoader loader = compilation.load();
    double expected = secondDifference(loader, x, v);
    for (String combination :
        List.of(
            "forwardOverForward",
            "forwardOverReverse",
            "reverseOverForward",
            "reverseOverReverse")) {
      double actual = (double) call(loader, combination, x, v);
      assertThat(actual).as(combination).isCloseTo(expected, within(1e-7));
      double first = (double) call(loader, "forwardOverForward", x, v);
      assertThat(actual).as(combination).isCloseTo(first, within(1e-14 * Math.abs(first) * 10));
    }
  }

  private static Object call(ClassLoader loader, String method, Object... arguments) {
    try {
      return loader
          .loadClass("higher.Modes")
          .getMethod(method, double[].class, double[].class)
          .invoke(null, arguments);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** Of the value itself, extrapolated. */
  private static double secondDifference(ClassLoader loader, double[] x, double[] v) {
    double wide = secondDifference(loader, x, v, 4e-3);
    double narrow = secondDifference(loader, x, v, 2e-3);
    return (4 * narrow - wide) / 3;
  }

  private static double secondDifference(ClassLoader loader, double[] x, double[] v, double h) {
    return (energy(loader, x, v, h) - 2 * energy(loader, x, v, 0) + energy(loader, x, v, -h))
        / (h * h);
  }

  private static double energy(ClassLoader loader, double[] x, double[] v, double step) {
    double[] moved = x.clone();
    for (int i = 0; i < x.length; i++) {
      moved[i] += step * v[i];
    }
    return (double) new Subject(loader, "higher.Modes", "energy").value(moved);
  }

  @Test
  void derivativesOfOtherFilesAreThoseThatTheyDeclare() {
    Compilation compilation =
        Compiler.compile(
            Map.of(
                "higher.Potential",
                HEADER
                    + """
                    public class Potential {
                      @Differentiable(modes = {Mode.JVP, Mode.HVP})
                      public static double at(double[] q, double k) {
                        return k * q[0] * q[0] * q[1] + Math.cos(q[1]);
                      }
                      @Differentiable(modes = {Mode.JVP, Mode.HVP})
                      public static double[] force(double[] q, double k) {
                        return new double[] {2 * k * q[0] * q[1], Math.sin(k * q[0])};
                      }
                    }
                    """,
                "higher.Motion",
                HEADER
                    + """
                    public class Motion {
                      @Differentiable(modes = Mode.JVP)
                      public static double f(double[] q, double k) {
                        var g = PotentialGrad.at(q, k).gradient();
                        var h = PotentialGrad.forcePullback(q, k).apply(q);
                        return g.q()[0] * g.q()[1] + g.k() + h.k() * h.q()[1]
                            + Potential.at(q, k);
                      }
                    }
                    """));
    assertThat(compilation.findings()).as(compilation.describe()).isEmpty();
    assertThat(compilation.generated().get("higher.MotionGrad"))
        .contains("PotentialGrad.atPullbackJvp(", "PotentialGrad.forcePullbackJvp(");
    Subject subject = new Subject(compilation.load(), "higher.Motion", "f");
    GradientCheck.against(subject, List.of("q", "k"), (Object) new double[] {.4, -1.1}, 1.5);
  }

  @Test
  void thirdDerivativesStayInOneFile() {
    Compilation compilation =
        Compiler.compile(
            Map.of(
                "higher.Potential",
                HEADER
                    + """
                    public class Potential {
                      @Differentiable(modes = Mode.HVP)
                      public static double at(double q) { return q * q * q; }
                    }
                    """,
                "higher.Motion",
                HEADER
                    + """
                    public class Motion {
                      @Differentiable(modes = Mode.HVP)
                      public static double f(double q) {
                        return PotentialGrad.at(q).gradient();
                      }
                    }
                    """));
    assertThat(compilation.findings()).isNotEmpty().allMatch(f -> f.startsWith("ADJ-MODE-03:"));
  }
}
