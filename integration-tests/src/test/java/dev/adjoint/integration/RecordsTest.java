package dev.adjoint.integration;

import static dev.adjoint.integration.Case.instance;

import dev.adjoint.tensor.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records, tensors, and rules of the user. */
class RecordsTest {
  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "with other components",
                """
            record P(double a, int k, String t, double[] v, boolean on) {
              @Differentiable double n() {
                return a * k;
              }
            }

            @Differentiable static P f(P p, double x) {
              return new P(p.a() * x, p.k(), p.t(), p.v(), p.on());
            }
            """)
            .method("f")
            .at(instance("Case$P", 1.5, 3, "t", new double[] {2, 3}, true), 2.0),
        Case.of(
                "nested",
                """
            record Q(double u, float w) {
              @Differentiable double n() {
                return u * w;
              }
            }

            record P(double a, Q q, Q r) {
              @Differentiable double n() {
                return a * q.u() + r.n();
              }
            }

            @Differentiable static double f(P p, double x) {
              P s = x > 0 ? new P(x, p.q(), p.q()) : p;
              for (int i = 0; i < 3; i++) {
                s = new P(s.a() * s.q().u(), s.r(), new Q(s.a(), s.q().w()));
              }
              return s.n() * x + p.n();
            }
            """)
            .method("f")
            .at(
                instance("Case$P", 1.5, instance("Case$Q", 1.1, 2f), instance("Case$Q", .9, 1f)),
                2.0)
            .at(
                instance("Case$P", 1.5, instance("Case$Q", 1.1, 2f), instance("Case$Q", .9, 1f)),
                -2.0),
        Case.of(
                "tensors in records",
                """
            record L(Tensor w, Tensor b) {
              Tensor apply(Tensor x) {
                return x.matmul(w).plus(b);
              }

              @Differentiable float f(Tensor x) {
                L other = new L(w.times(w), b);
                return apply(x).times(other.apply(x)).sum();
              }
            }
            """)
            .file("L")
            .at(
                instance("L", Tensor.of(new float[] {1, 2, 3, 4}, 2, 2), Tensor.vector(1, 2)),
                Tensor.of(new float[] {.5f, 1}, 1, 2)),
        Case.of(
                "a tensor returned",
                """
            @Differentiable static Tensor f(Tensor x, Tensor y) {
              Tensor h = x.times(y);
              return h.plus(x);
            }
            """)
            .at(Tensor.vector(1, 2), Tensor.vector(3, 4)),
        Case.of(
                "the tensor itself returned",
                """
            @Differentiable static Tensor f(Tensor x) {
              return x;
            }
            """)
            .at(Tensor.vector(1, 2)),
        Case.of(
                "tensors in loops",
                """
            @Differentiable static float f(Tensor x, Tensor r, int n) {
              Tensor h = x;
              float s = 0;
              for (int i = 0; i < n; i++) {
                h = h.plus(r).times(h);
                if (i % 2 == 1) {
                  h = h.scale(0.5f);
                  s += h.sum();
                }
              }
              return h.sum() + s;
            }
            """)
            .at(Tensor.of(new float[] {1, 2}, 2, 1), Tensor.vector(1, .5f, .1f), 2)
            .at(Tensor.of(new float[] {1, 2}, 2, 1), Tensor.vector(1, 2, 3), 0),
        Case.of(
                "tensors in branches",
                """
            @Differentiable static float f(Tensor x, Tensor r, boolean c) {
              Tensor h;
              if (c) {
                h = x.plus(r);
              } else {
                h = x;
              }
              h = h.times(h);
              Tensor g = c ? h : r;
              return g.sum() + h.mean();
            }
            """)
            .at(Tensor.of(new float[] {1, 2}, 2, 1), Tensor.vector(1, 2, 3), true)
            .at(Tensor.of(new float[] {1, 2}, 2, 1), Tensor.vector(1, 2, 3), false),
        Case.of(
                "tensors of other shapes in one variable",
                """
            @Differentiable static float f(Tensor x, Tensor w, int n) {
              Tensor h = x;
              float s = 0;
              for (int i = 0; i < n; i++) {
                s += h.times(h).sum();
                if (i % 2 == 0) {
                  h = x.matmul(w);
                } else if (i == 3) {
                  Tensor[] two = {x, w.times(w)};
                  h = two[1];
                }
              }
              return h.sum() * s;
            }
            """)
            .at(Tensor.of(new float[] {1, 2}, 1, 2), Tensor.of(new float[] {1, 2, 3, 4}, 2, 2), 5)
            .at(Tensor.of(new float[] {1, 2}, 2, 1), Tensor.of(new float[] {1, 2, 3}, 1, 3), 5),
        Case.of(
                "ints for floats",
                """
            @Differentiable static float f(Tensor x, int n) {
              return x.scale(3).scale(n).shift(1).times(x).sum() / 2;
            }
            """)
            .at(Tensor.vector(1, 2, 3), 2),
        Case.of(
                "integer arguments of a rule",
                """
            @Primitive
            @Vjp(of = "x", is = "yBar * (a / b)")
            static float scaled(float x, float a, float b) {
              return x * (a / b);
            }

            @Differentiable static float f(float x, int n) {
              return scaled(x, 1, 2) * scaled(x, n, 4);
            }
            """)
            .at(1.5f, 3),
        Case.of(
                "a rule with y for a parameter",
                """
            @Primitive
            @Vjp(of = "a", is = "yBar * b")
            @Vjp(of = "b", is = "yBar * a")
            static double times(double a, double b) {
              return a * b;
            }

            @Differentiable static double f(double y, double yBar) {
              return times(y, yBar) * y;
            }
            """)
            .at(1.5, 2.0),
        Case.of(
                "a constant operand",
                """
            @Primitive
            @Vjp(of = "a", is = "yBar * b")
            static double times(double a, @NonDifferentiable double b) {
              return a * b;
            }

            @Differentiable(wrt = "x") static double f(double x, double c) {
              return times(x, c) * x;
            }
            """)
            .at(1.5, 2.0),
        Case.of(
                "a constant method",
                """
            @NonDifferentiable
            static double stopped(double x) {
              return x * x;
            }

            @Differentiable static double f(double x) {
              return stopped(x) * x;
            }
            """)
            .at(2.0)
            .slope(4),
        Case.of(
                "a constant parameter",
                """
            @Differentiable static double f(double x, @NonDifferentiable double y) {
              return x * y;
            }
            """)
            .at(2.0, 3.0));
  }
}
