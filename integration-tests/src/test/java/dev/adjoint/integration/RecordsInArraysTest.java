package dev.adjoint.integration;

import static dev.adjoint.integration.Case.instance;

import dev.adjoint.tensor.Tensor;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Arrays and lists of records and of tensors. */
class RecordsInArraysTest {
  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "particles that are moved",
                """
            record P(double x, double v) {}
            @Differentiable static double f(double[] x0, double k, double dt) {
              P[] ps = new P[x0.length];
              for (int i = 0; i < ps.length; i++) {
                ps[i] = new P(x0[i], 0.1 * i);
              }
              for (int t = 0; t < 5; t++) {
                for (int i = 0; i < ps.length; i++) {
                  P p = ps[i];
                  P q = ps[(i + 1) % ps.length];
                  double force = k * (q.x() - p.x()) * p.x();
                  ps[i] = new P(p.x() + dt * p.v(), p.v() + dt * force);
                }
              }
              double energy = 0;
              for (P p : ps) {
                energy += p.v() * p.v() + k * p.x() * p.x();
              }
              return energy;
            }
            """)
            .at(new double[] {.3, -.2, .5}, 1.5, .1),
        Case.of(
                "an array of records as a parameter",
                """
            record P(@NonDifferentiable int label, double x, double y) {
              @Differentiable double dot(P other) {
                return x * other.x + y * other.y;
              }
            }
            @Differentiable static double f(P[] ps, double w) {
              double s = 0;
              for (int i = 0; i < ps.length; i++) {
                for (int j = 0; j <= i; j++) {
                  s += ps[i].dot(ps[j]) * w * ps[j].label();
                }
              }
              return s * ps[0].x();
            }
            """)
            .at(
                Case.array(
                    "Case$P",
                    instance("Case$P", 1, 1.5, .7),
                    instance("Case$P", 2, .3, -.4),
                    instance("Case$P", 3, .9, .2)),
                .8),
        Case.of(
                "a list of layers",
                """
            record Net(java.util.List<Layer> layers, double scale) {
              record Layer(double[][] w, double[] b) {
                @Differentiable double[] apply(double[] x) {
                  double[] y = new double[b.length];
                  for (int i = 0; i < y.length; i++) {
                    double s = b[i];
                    for (int j = 0; j < x.length; j++) {
                      s += w[i][j] * x[j];
                    }
                    y[i] = Math.tanh(s);
                  }
                  return y;
                }
              }
              @Differentiable double f(double[] x) {
                double[] h = x;
                for (Layer layer : layers) {
                  h = layer.apply(h);
                }
                double s = 0;
                for (int i = 0; i < layers.size(); i++) {
                  s += layers.get(i).b()[0] * h[i % h.length];
                }
                return scale * s;
              }
            }
            """)
            .file("Net")
            .at(
                instance(
                    "Net",
                    Case.list(
                        instance(
                            "Net$Layer",
                            new double[][] {{.1, .2}, {.3, -.4}, {.5, .6}},
                            new double[] {.1, .2, .3}),
                        instance("Net$Layer", new double[][] {{.7, -.2, .1}}, new double[] {.4})),
                    1.5),
                new double[] {.9, -.3}),
        Case.of(
                "tensors in an array",
                """
            @Differentiable static float f(Tensor x, Tensor w) {
              Tensor[] h = new Tensor[4];
              h[0] = x;
              for (int t = 1; t < 4; t++) {
                h[t] = h[t - 1].times(w).plus(x);
              }
              h[1] = h[2].times(h[3]);
              float s = 0;
              for (int t = 0; t < 4; t++) {
                s += h[t].sum();
              }
              return s;
            }
            """)
            .at(
                Tensor.of(new float[] {1f, 2f, -1f}, 3),
                Tensor.of(new float[] {.5f, -.3f, .8f}, 3)),
        Case.of(
                "a list of tensors as a parameter",
                """
            @Differentiable static float f(java.util.List<Tensor> xs, float a) {
              Tensor sum = xs.get(0).times(xs.get(1));
              for (Tensor x : xs) {
                sum = sum.plus(x.times(x)).times(x);
              }
              return a * sum.sum();
            }
            """)
            .at(
                Case.list(
                    Tensor.of(new float[] {1f, 2f}, 2),
                    Tensor.of(new float[] {.5f, -1f}, 2),
                    Tensor.of(new float[] {.3f, .2f}, 2)),
                .7f),
        Case.of(
                "a list made on the spot",
                """
            record P(double x, double y) {}
            @Differentiable static double f(double a, double b) {
              var ps = java.util.List.of(new P(a, b), new P(a * b, 1), new P(b, a));
              double s = 0;
              for (P p : ps) {
                s += p.x() * p.y() * s + p.x();
              }
              return s * ps.get(1).x() * ps.size();
            }
            """)
            .at(1.2, .7),
        Case.of(
                "records that hold arrays, in an array, replaced and written",
                """
            record Box(double[] w, double b) {}
            @Differentiable static double f(double[] x) {
              Box[] boxes = new Box[2];
              boxes[0] = new Box(x.clone(), x[0]);
              boxes[1] = new Box(new double[] {x[1], x[0] * x[1]}, 2);
              boxes[0].w()[0] *= boxes[1].w()[1];
              Box old = boxes[0];
              boxes[0] = new Box(boxes[1].w(), old.b() * x[1]);
              boxes[1] = old;
              boxes[1].w()[1] += boxes[0].w()[0] * boxes[0].b();
              return boxes[0].w()[1] * boxes[1].w()[1] + old.w()[0];
            }
            """)
            .at((Object) new double[] {1.5, .7}),
        Case.of(
                "an array of records as the result",
                """
            record P(double x, double y) {}
            @Differentiable static P[] f(double a, double[] b) {
              P[] ps = new P[b.length];
              for (int i = 0; i < b.length; i++) {
                ps[i] = i > 0 ? new P(ps[i - 1].y() * a, b[i]) : new P(a, b[0]);
              }
              return ps;
            }
            """)
            .at(1.5, new double[] {.7, -.3, 2}),
        Case.of(
                "records in records in arrays of two dimensions",
                """
            record Q(double u, float v) {}
            record P(Q q, double y) {}
            @Differentiable static double f(double a, float b) {
              P[][] grid = new P[2][3];
              for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 3; j++) {
                  grid[i][j] = new P(new Q(a * i, b), j == 0 ? a : grid[i][j - 1].q().u() + b);
                }
              }
              P[] row = grid[1];
              row[0] = new P(row[1].q(), row[2].y() * a);
              double s = 0;
              for (P[] r : grid) {
                for (P p : r) {
                  s += p.q().u() * p.y() + p.q().v() * p.q().v();
                }
              }
              return s;
            }
            """)
            .at(1.5, .5f));
  }
}
