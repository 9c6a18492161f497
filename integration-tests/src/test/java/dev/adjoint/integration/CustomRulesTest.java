package dev.adjoint.integration;

import static dev.adjoint.tensor.Tensor.of;
import static dev.adjoint.tensor.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Methods of users that declare their own derivatives, called from annotated methods. */
class CustomRulesTest {
  private static final String IMPORTS =
      """
      import dev.adjoint.tensor.Activations;
      """;

  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  private static final String RULES =
      """
      package rules;
      import dev.adjoint.annotations.*;
      public class Rules {
        @Primitive @Vjp(of = "x", is = "hidden(yBar)") @Jvp("hidden(xDot)")
        public static double local(double x) { return 2 * x; }
        private static double hidden(double bar) { return 2 * bar; }

        @Primitive @Vjp(of = "x", is = "near(yBar)") @Jvp("near(xDot)")
        public static double neighbourly(double x) { return 2 * x; }
        static double near(double bar) { return 2 * bar; }

        @Primitive @Vjp(of = "x", is = "open(yBar)") @Jvp("open(xDot)")
        public static double everywhere(double x) { return 2 * x; }
        public static double open(double bar) { return 2 * bar; }
      }
      """;

  /** A class in a package that calls the rules of another file. */
  private static Compilation callFrom(String packageName) {
    String caller =
        """
        package %s;
        import dev.adjoint.annotations.*;
        import rules.Rules;
        class Caller {
          @Differentiable static double a(double x) { return Rules.everywhere(x) * x; }
          @Differentiable static double b(double x) { return Rules.neighbourly(x) * x; }
          @Differentiable static double c(double x) { return Rules.local(x) * x; }
        }
        """
            .formatted(packageName);
    return Compiler.compile(Map.of("rules.Rules", RULES, packageName + ".Caller", caller));
  }

  @Test
  void aRuleServesOnlyCallsThatSeeWhatItUses() {
    assertThat(callFrom("rules").findings()).containsExactly("ADJ-RULE-05:7");
    assertThat(callFrom("rules").describe())
        .contains("the rule of Rules.local cannot be used from here: only its own file sees the");
    assertThat(callFrom("elsewhere").findings()).containsExactly("ADJ-RULE-05:6", "ADJ-RULE-05:7");
    assertThat(callFrom("elsewhere").describe())
        .contains("the rule of Rules.neighbourly cannot be used from here: Rules.near is not");
  }

  /** A record that is an argument on the spot takes apart what the rule gives. */
  @Test
  void aRuleIsComputedOnce() {
    Compilation compilation =
        Compiler.compile(
            "once.Once",
            """
            package once;
            import dev.adjoint.annotations.*;
            class Once {
              @Differentiable record P(double a, double b) {}

              @Primitive
              @Vjp(of = "p", is = "back(p, yBar)")
              @Jvp("back(p, 1).a() * pDot.a() + back(p, 1).b() * pDot.b()")
              static double product(P p) {
                return p.a() * p.b();
              }

              static P back(P p, double bar) {
                return new P(p.b() * bar, p.a() * bar);
              }

              @Differentiable static double f(double x, double y) {
                return product(new P(x * y, x));
              }
            }
            """);
    Subject subject = new Subject(compilation.load(), "once.Once", "f");
    GradientCheck.against(subject, List.of("x", "y"), 1.5, 2.5);
    String code = String.valueOf(compilation.generated().get("once.OnceGrad"));
    // In the gradient, and in the pullback.
    assertThat(code.split("Once\\.back\\(", -1)).as(code).hasSize(3);
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "rule of numbers",
                """
            @Primitive
            @Vjp(of = "x", is = "yBar * slope(x, k)")
            @Vjp(of = "k", is = "yBar * x * x")
            @Jvp("xDot * slope(x, k) + kDot * x * x")
            static double bend(double x, double k) {
              return k * x * x;
            }

            static double slope(double x, double k) {
              return 2 * k * x;
            }

            @Differentiable static double f(double x, double k) {
              return bend(Math.sin(x), k) * bend(2 * x, k * k) + bend(x, 3) + bend(.5, k);
            }
            """)
            .at(.7, 1.3),
        Case.of(
                "rule of single numbers",
                """
            @Primitive
            @Vjp(of = "x", is = "yBar * y")
            @Jvp("xDot * y")
            static float raised(float x) {
              return (float) Math.exp(x);
            }

            @Differentiable static float f(float x, int n) {
              float s = x;
              for (int i = 0; i < n; i++) s += raised(s / (i + 1)) * x;
              return s;
            }
            """)
            .at(.3f, 2),
        Case.of(
                "rule of the result",
                """
            @Primitive
            @Vjp(of = "x", is = "yBar / (2 * y)")
            @Jvp("xDot / (2 * y)")
            static double root(double x) {
              double y = 1;
              for (int i = 0; i < 60; i++) y = (y + x / y) / 2;
              return y;
            }

            @Differentiable static double f(double x) {
              double t = root(x * x + 1);
              return root(t) * t;
            }
            """)
            .at(1.7),
        Case.of(
                "rule with a private helper",
                """
            private static final double K = 3;

            @Primitive
            @Vjp(of = "x", is = "weighed(yBar, x)")
            @Jvp("weighed(xDot, x)")
            static double cube(double x) {
              return x * x * x;
            }

            private static double weighed(double bar, double x) {
              return K * bar * squared(x);
            }

            private static double squared(double x) {
              double r = 1;
              for (int i = 0; i < 2; i++) {
                r *= x;
              }
              return r;
            }

            @Differentiable static double f(double x, int n) {
              double s = 0;
              for (int i = 0; i < n; i++) s += cube(x + s);
              return s;
            }
            """)
            .at(.4, 3),
        Case.of(
                "rule with a constant and an import",
                """
            private static final double[] FACTORS = {2, 3};
            static final double[] OPEN = {2, 3};

            @Primitive
            @Vjp(of = "x", is = "yBar * abs(OPEN[1])")
            @Jvp("xDot * abs(OPEN[1])")
            static double threefold(double x) {
              return x * FACTORS[1];
            }

            @Differentiable static double f(double x) {
              return threefold(x) * x;
            }
            """)
            .with("import static java.lang.Math.abs;\n")
            .at(.4),
        Case.of(
                "rule of arrays",
                """
            @Primitive
            @Vjp(of = "x", is = "times(yBar, x, 2)")
            @Jvp("times(xDot, x, 2)")
            static double[] squares(double[] x) {
              return times(x, x, 1);
            }

            static double[] times(double[] a, double[] b, double k) {
              double[] r = new double[a.length];
              for (int i = 0; i < r.length; i++) r[i] = k * a[i] * b[i];
              return r;
            }

            @Differentiable static double f(double[] x, double k) {
              double[] y = squares(x);
              double[] z = squares(y);
              double s = 0;
              for (int i = 0; i < z.length; i++) s += (i + 1) * z[i] * y[0] * k + x[i];
              return s;
            }
            """)
            .at(new double[] {.3, -.5, .8}, 1.5),
        Case.of(
                "rule of arrays with a private helper",
                """
            @Primitive
            @Vjp(of = "x", is = "times(yBar, x, 2)")
            @Jvp("times(xDot, x, 2)")
            static double[] squares(double[] x) {
              return times(x, x, 1);
            }

            private static double[] times(double[] a, double[] b, double k) {
              double[] r = new double[a.length];
              for (int i = 0; i < r.length; i++) r[i] = k * a[i] * b[i];
              return r;
            }

            @Differentiable static double f(double[] x, int n) {
              double s = 0;
              double[] y = x.clone();
              for (int j = 0; j < n; j++) {
                y = squares(y);
                for (int i = 0; i < y.length; i++) {
                  y[i] += .5;
                  s += (i + 1) * y[i];
                }
              }
              return s;
            }
            """)
            .at(new double[] {.3, -.5, .8}, 0)
            .at(new double[] {.3, -.5, .8}, 3),
        Case.of(
                "rule of an array with a number for a result",
                """
            @Primitive
            @Vjp(of = "x", is = "filled(x.length, yBar)")
            @Jvp("sum(xDot)")
            static double sum(double[] x) {
              double s = 0;
              for (double each : x) s += each;
              return s;
            }

            static double[] filled(int n, double value) {
              double[] r = new double[n];
              java.util.Arrays.fill(r, value);
              return r;
            }

            @Differentiable static double f(double[] x, double[] y) {
              return sum(x) * sum(y) + sum(x) * x[0];
            }
            """)
            .at(new double[] {.3, -.5, .8}, new double[] {1.5, 2}),
        Case.of(
                "rule of an array of arrays and a whole number",
                """
            @Primitive
            @Vjp(of = "m", is = "placed(m, i, yBar)")
            @Jvp("mDot[i]")
            static float[] row(float[][] m, int i) {
              return m[i].clone();
            }

            static float[][] placed(float[][] m, int i, float[] bar) {
              float[][] r = new float[m.length][];
              for (int j = 0; j < m.length; j++) r[j] = j == i ? bar.clone() : new float[m[j].length];
              return r;
            }

            @Differentiable static float f(float[][] m, float x) {
              float[] first = row(m, 0);
              float[] last = row(m, 1);
              float s = 0;
              for (int j = 0; j < first.length; j++) s += first[j] * last[j] * x;
              return s;
            }
            """)
            .at(new float[][] {{.5f, 2}, {1, -1}}, .5f),
        Case.of(
                "rule of records",
                """
            @Differentiable record P(double a, double b) {}

            @Primitive
            @Vjp(of = "p", is = "turned(yBar, -angle)")
            @Vjp(of = "angle", is = "yBar.a() * -y.b() + yBar.b() * y.a()")
            @Jvp("new P(turned(pDot, angle).a() - y.b() * angleDot, turned(pDot, angle).b() + y.a() * angleDot)")
            static P turned(P p, double angle) {
              double c = Math.cos(angle);
              double s = Math.sin(angle);
              return new P(c * p.a() - s * p.b(), s * p.a() + c * p.b());
            }

            @Differentiable static double f(P p, double angle, int n) {
              P q = p;
              double s = 0;
              for (int i = 0; i < n; i++) {
                q = turned(q, angle * q.a());
                s += q.a() * q.b();
              }
              P other = turned(new P(angle, 2), 3);
              return s * other.a();
            }
            """)
            .with("")
            .at(Case.instance("Case$P", .3, .8), .5, 0)
            .at(Case.instance("Case$P", .3, .8), .5, 3),
        Case.of(
                "rule of an object's method",
                """
            record P(double a, double b) {
              @Primitive
              @Vjp(of = "this", is = "new P(yBar * x, yBar)")
              @Vjp(of = "x", is = "yBar * this.a()")
              @Jvp("thisDot.a() * x + this.a() * xDot + thisDot.b()")
              double at(double x) {
                return a * x + b;
              }
            }

            @Differentiable static double f(P p, double x) {
              P q = new P(x * x, p.b());
              return p.at(q.at(x)) * p.at(3);
            }
            """)
            .with("")
            .at(Case.instance("Case$P", .3, .8), .5),
        Case.of(
                "rule of an object's method by its fields",
                """
            class Case {
              record P(double a, double[] b) {
              @Primitive
              @Vjp(of = "this", is = "new P(yBar * x, scaled(yBar))")
              @Vjp(of = "x", is = "yBar * this.a")
              @Jvp("thisDot.a * x + this.a * xDot + thisDot.b[0]")
              double at(double x) {
                return a * x + b[0];
              }

              private double[] unused() {
                return b;
              }

              private static double[] scaled(double bar) {
                return new double[] {bar, 0};
              }

              @Differentiable double f(double x) {
                return at(at(x)) + b[1] * x;
              }
            }
            }
            """)
            .file("Case$P")
            .at(Case.instance("Case$P", .3, new double[] {.8, .2}), .5),
        Case.of(
                "rule of an object that is a constant",
                """
            static final class Scale {
              private final double k;

              Scale(double k) {
                this.k = k;
              }

              @Primitive
              @Vjp(of = "x", is = "this.undo(yBar)")
              @Jvp("this.apply(xDot)")
              double apply(double x) {
                return x * k;
              }

              double undo(double bar) {
                return bar * k;
              }
            }

            @Differentiable static double f(double x) {
              return SCALE.apply(x) * SCALE.apply(x * x);
            }

            static final Scale SCALE = new Scale(3);
            """)
            .at(.5),
        Case.of(
                "rule of tensors",
                """
            @Primitive(shape = "x, x -> x")
            @Vjp(of = "x", is = "yBar.times(gate).scale(2).times(x)")
            @Vjp(of = "gate", is = "yBar.times(x).times(x)")
            @Jvp("xDot.times(gate).scale(2).times(x).plus(gateDot.times(x).times(x))")
            static Tensor gated(Tensor x, Tensor gate) {
              return x.times(x).times(gate);
            }

            @Differentiable static float f(Tensor x, Tensor gate) {
              Tensor y = gated(x, gate);
              return gated(y, x).plus(Activations.tanh(gated(x, x))).sum();
            }
            """)
            .with(IMPORTS)
            .at(vector(.4f, -.3f, 1.1f), vector(.5f, .6f, .7f)),
        Case.of(
                "rule of a record with tensors",
                """
            @Differentiable record Layer(Tensor w, Tensor b) {}

            @Primitive
            @Vjp(of = "layer", is = "new Layer(yBar.timesTransposed(x), yBar)")
            @Vjp(of = "x", is = "layer.w().transpose().matmul(yBar)")
            @Jvp("layerDot.w().matmul(x).plus(layer.w().matmul(xDot)).plus(layerDot.b())")
            static Tensor through(Layer layer, Tensor x) {
              return layer.w().matmul(x).plus(layer.b());
            }

            @Differentiable static float f(Layer layer, Tensor x) {
              return Activations.tanh(through(layer, through(layer, x))).sum();
            }
            """
                    .replace("yBar.timesTransposed(x)", "yBar.matmul(x.transpose())"))
            .with(IMPORTS)
            .at(
                Case.instance(
                    "Case$Layer",
                    of(new float[] {.1f, .2f, .3f, .4f}, 2, 2),
                    of(new float[] {.1f, -.2f}, 2, 1)),
                of(new float[] {.5f, -.6f}, 2, 1)),
        // As pullbacks have it: a method of that name which is none is called as it is.
        Case.of(
                "rule of a method of an object whose name is apply",
                """
            static final class Filter {
              @Primitive(shape = "x -> x")
              @Vjp(of = "x", is = "yBar.scale(3f)")
              @Jvp("xDot.scale(3f)")
              Tensor apply(Tensor x) {
                return x.scale(3f);
              }
            }
            static final Filter FILTER = new Filter();

            @Differentiable static float f(Tensor x) {
              return Activations.tanh(FILTER.apply(x)).times(FILTER.apply(x)).sum();
            }
            """)
            .with(IMPORTS)
            .at(vector(.4f, -.3f, 1.1f)),
        Case.of(
                "rule of arrays and lists of records",
                """
            @Differentiable record P(double a, double b) {}

            @Primitive(view = true)
            @Vjp(of = "ps", is = "mixed(yBar)")
            @Jvp("mixed(psDot)")
            static P[] mixed(P[] ps) {
              P[] r = new P[ps.length];
              for (int i = 0; i < r.length; i++) r[i] = new P(2 * ps[i].a(), 3 * ps[i].b());
              return r;
            }

            @Primitive
            @Vjp(of = "ps", is = "doubled(yBar)")
            @Jvp("doubled(psDot)")
            static java.util.List<P> doubled(java.util.List<P> ps) {
              return ps.stream().map(p -> new P(2 * p.a(), 2 * p.b())).toList();
            }

            @Differentiable static double f(double x, P[] ps) {
              P[] q = mixed(new P[] {new P(x, 1), new P(2 * x, x)});
              P[] r = mixed(ps);
              var list = doubled(java.util.List.of(r[0], q[1]));
              return q[1].a() * q[1].b() + q[0].a() * r[1].b() * list.get(0).a() * list.get(1).b();
            }
            """)
            .at(
                .5,
                Case.array(
                    "Case$P", Case.instance("Case$P", .3, .4), Case.instance("Case$P", 2.0, .7))),
        Case.of(
                "rule of a sealed interface",
                """
            @Differentiable sealed interface Layer {}

            @Differentiable record Linear(double w) implements Layer {}

            @Differentiable record Square(double w, double v) implements Layer {}

            @Primitive
            @Vjp(of = "layer", is = "scaled(yBar)")
            @Jvp("scaled(layerDot)")
            static Layer scaled(Layer layer) {
              return layer instanceof Square s ? new Square(2 * s.w(), 2 * s.v())
                  : new Linear(2 * ((Linear) layer).w());
            }

            @Differentiable static double f(double x, int n) {
              Layer layer = n == 0 ? new Linear(x) : new Square(x, x * x);
              Layer other = scaled(layer);
              return other instanceof Square s ? s.w() * s.v() : ((Linear) other).w() * x;
            }
            """)
            .at(.5, 0)
            .at(.5, 1));
  }
}
