package dev.adjoint.integration;

import static dev.adjoint.tensor.Tensor.vector;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Derivatives that are dropped on purpose: {@code stopGradient}, and {@code @NonDifferentiable} on
 * methods, parameters and components. What is expected treats what is stopped as a constant.
 */
class NonDifferentiableTest {
  private static final String STOP = "import static dev.adjoint.Gradients.stopGradient;\n";

  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.concat(stops(), annotations());
  }

  private static Stream<Case> stops() {
    return Stream.of(
        Case.of(
                "stop numbers",
                """
            @Differentiable static double f(double x, float y) {
              double frozen = stopGradient(x * x);
              return frozen * x + stopGradient(y) * y;
            }
            """)
            .with(STOP)
            .at(3.0, 2f)
            .slope(9, 2),
        Case.of(
                "stop in a recurrence",
                """
            @Differentiable static double f(double x, int n) {
              double h = x;
              for (int i = 0; i < n; i++) {
                h = stopGradient(h) * x + h;
              }
              return h;
            }
            """)
            .with(STOP)
            .at(3.0, 0)
            .slope(1)
            // h: 3, 12, 48; by x: 1, 1 + 3, 4 + 12.
            .at(3.0, 2)
            .slope(16),
        Case.of(
                "stop arrays",
                """
            @Differentiable static double f(double[] a, float[][] m, double[][][] t) {
              double[] b = stopGradient(a);
              float[][] n = stopGradient(m);
              double[][][] u = stopGradient(t);
              return a[0] * b[0] + m[0][0] * n[0][0] + m[0][1] * n[0][1] + t[0][0][0] * u[0][0][0];
            }
            """)
            .with(STOP)
            .at(new double[] {3, 4}, new float[][] {{1, 2}}, new double[][][] {{{3}}})
            .slope(3, 0, 1, 2, 3),
        Case.of(
                "stop a tensor",
                """
            @Differentiable static float f(Tensor x) {
              return stopGradient(x.times(x)).times(x).sum() + x.times(stopGradient(x).detach()).sum();
            }
            """
                    .replace(".detach()", ""))
            .with(STOP)
            .at(vector(1, 2))
            .slope(1 + 1, 4 + 2),
        Case.of(
                "stop a record",
                """
            @Differentiable record P(double a, double[] b) {}

            @Differentiable static double f(P p, double x) {
              P q = stopGradient(Case_PTree.TREE, new P(p.a() * x, p.b()));
              return q.a() * p.a() * x + q.b()[0] * p.b()[0] + q.b()[1] * p.b()[1];
            }
            """)
            .with(STOP)
            .at(Case.instance("Case$P", 2.0, new double[] {3, 4}), 5.0)
            // q.a is 10.
            .slope(10 * 5, 3, 4, 10 * 2),
        Case.of(
                "what is stopped is not written",
                """
            @Differentiable static double f(double[] a) {
              double[] c = a.clone();
              double[] b = stopGradient(c);
              b[0] = 7;
              return c[0] * b[0];
            }
            """)
            .with(STOP)
            .refused("ADJ-LANG-01"),
        Case.of(
                "what is stopped and has no other name",
                """
            @Differentiable static double f(double[] a) {
              double[] b = stopGradient(a.clone());
              b[0] = 7;
              return a[0] * b[0] + a[1] * b[1];
            }
            """)
            .with(STOP)
            .at(new double[] {3, 4})
            .slope(7, 4));
  }

  private static Stream<Case> annotations() {
    return Stream.of(
        Case.of(
                "a constant parameter of an annotated method",
                """
            @Differentiable static double f(double x, @NonDifferentiable double y) {
              return x * y * y;
            }
            """)
            .at(2.0, 3.0)
            .slope(9, 0),
        Case.of(
                "a constant parameter of a method of the file",
                """
            static double g(double x, @NonDifferentiable double c) {
              return x * c;
            }

            @Differentiable static double f(double x) {
              return g(x, x * x);
            }
            """)
            .at(3.0)
            .slope(9),
        Case.of(
                "a constant array of a method of the file",
                """
            static double g(double[] x, @NonDifferentiable double[] c) {
              double s = 0;
              for (int i = 0; i < x.length; i++) s += x[i] * c[i];
              return s;
            }

            @Differentiable static double f(double[] x) {
              return g(x, x) + g(x, x.clone());
            }
            """)
            .at(new double[] {3, 4})
            .slope(6, 8),
        Case.of(
                "a constant parameter of a method that calls itself",
                """
            static double power(double x, @NonDifferentiable double c, int n) {
              return n == 0 ? 1 : x * c * power(x, c, n - 1);
            }

            @Differentiable static double f(double x) {
              return power(x, 2 * x, 2);
            }
            """)
            .at(3.0)
            // (x c) squared with c = 6: 2 x c c.
            .slope(2 * 3 * 36),
        Case.of(
                "a constant parameter of an operation",
                """
            @Primitive
            @Vjp(of = "x", is = "yBar * c")
            @Jvp("xDot * c")
            static double scaled(double x, @NonDifferentiable double c) {
              return x * c;
            }

            @Differentiable static double f(double x) {
              return scaled(x, x * x);
            }
            """)
            .at(3.0)
            .slope(9),
        Case.of(
                "a constant receiver's method",
                """
            record Model(double w) {
              @NonDifferentiable
              double weight() {
                return 2 * w;
              }
            }

            @Differentiable static double f(Model model, double x) {
              return model.weight() * x * model.w();
            }
            """)
            .at(Case.instance("Case$Model", 3.0), 5.0)
            .slope(6 * 5, 6 * 3),
        Case.of(
                "constant methods",
                """
            @NonDifferentiable
            static double rounded(double x) {
              return Math.floor(x) + Math.nextAfter(x, 5) * 0;
            }

            @NonDifferentiable
            static double[] sorted(double[] a) {
              double[] b = a.clone();
              java.util.Arrays.sort(b);
              return b;
            }

            @NonDifferentiable
            static int best(double[] a) {
              return a[0] > a[1] ? 0 : 1;
            }

            @Differentiable static double f(double x, double[] a) {
              return rounded(x) * x + sorted(a)[0] * a[0] + a[best(a)];
            }
            """)
            .at(3.5, new double[] {7, 4})
            .slope(3, 4 + 1, 0),
        Case.of(
                "private constant methods, which are copied",
                """
            record Model(double w) {
              @NonDifferentiable
              private double weight(double by) {
                return by * w;
              }

              @Differentiable double of(double x) {
                return weight(x) * x * w;
              }
            }

            @NonDifferentiable
            private static double rounded(double x) {
              return Math.floor(x) + Math.nextAfter(x, 5) * 0;
            }

            @NonDifferentiable
            private static double total(double[] a) {
              double s = 0;
              for (double each : a) s += each * each;
              return s;
            }

            @Differentiable static double f(Model model, double x, double[] a) {
              return rounded(x) * x + total(a) * a[0] + model.of(x);
            }
            """)
            .at(Case.instance("Case$Model", 3.0), 3.5, new double[] {7, 4})
            .slope(3 * 3.5 * 3.5, 3 + 3 * 3.5 * 3, 65, 0),
        Case.of(
                "a private constant method that cannot be copied",
                """
            @NonDifferentiable
            private static double least(double[] a) {
              double[] b = a.clone();
              java.util.Collections.shuffle(java.util.List.of(b));
              return b[0];
            }

            @Differentiable static double f(double[] a) {
              return least(a) * a[0];
            }
            """)
            .refused("ADJ-LANG-04"),
        Case.of(
                "a constant method that hands on its array",
                """
            @NonDifferentiable
            static double[] same(double[] a) {
              return a;
            }

            @Differentiable static double f(double[] a) {
              double[] b = same(a);
              return a[0] * b[0] + a[1] * b[1];
            }
            """)
            .at(new double[] {3, 4})
            .slope(3, 4),
        Case.of(
                "constant components",
                """
            record Model(double w, @NonDifferentiable double rate, @NonDifferentiable double[] data) {}

            @Differentiable static double f(double w, double x, double[] data) {
              Model model = new Model(w * x, x, data);
              return model.w() * model.rate() + model.data()[0] * w + x + data[0] * x;
            }
            """)
            .at(2.0, 3.0, new double[] {5})
            .slope(3 * 3 + 5, 2 * 3 + 1 + 5, 3),
        Case.of(
                "a constant tensor and a constant record of methods of the file",
                """
            @Differentiable record P(double a, Tensor t) {}

            static float g(Tensor x, @NonDifferentiable Tensor c, @NonDifferentiable P p) {
              return x.times(c).times(p.t()).sum() * (float) p.a();
            }

            @Differentiable static float f(Tensor x, double a) {
              return g(x, x, new P(a, x)) + (float) a;
            }
            """)
            .at(vector(1, 2), 3.0)
            .slope(3, 12, 1),
        Case.of(
                "a constant parameter of a sealed interface's method",
                """
            @Differentiable sealed interface Layer {
              double of(double x, @NonDifferentiable double c);
            }

            @Differentiable record Linear(double w) implements Layer {
              public double of(double x, double c) {
                return w * x * c;
              }
            }

            @Differentiable record Square(double w) implements Layer {
              public double of(double x, @NonDifferentiable double c) {
                return w * x * x * c;
              }
            }

            @Differentiable static double f(double x, int n) {
              Layer layer = n == 0 ? new Linear(2) : new Square(x);
              return layer.of(x, x);
            }
            """)
            .at(3.0, 0)
            .slope(6)
            .at(3.0, 1)
            .slope(81),
        Case.of(
                "a constant parameter that is written",
                """
            static double g(double x, @NonDifferentiable double[] c) {
              c[0] = 2;
              return x * c[0];
            }

            @Differentiable static double f(double x) {
              double[] c = {x};
              return g(x, c) * c[0];
            }
            """)
            .refused("ADJ-LANG-01"));
  }
}
