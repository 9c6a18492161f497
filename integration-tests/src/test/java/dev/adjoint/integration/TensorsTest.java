package dev.adjoint.integration;

import static dev.adjoint.tensor.Tensor.of;
import static dev.adjoint.tensor.Tensor.scalar;
import static dev.adjoint.tensor.Tensor.vector;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Group F of the conformance cases: tensors. */
class TensorsTest {
  private static final String IMPORTS =
      """
      import static dev.adjoint.tensor.Activations.*;
      import static dev.adjoint.tensor.Elementwise.*;
      import dev.adjoint.tensor.Activations;
      import dev.adjoint.tensor.Elementwise;
      import dev.adjoint.tensor.Indexing;
      import dev.adjoint.tensor.Losses;
      """;

  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "a variable that gets tensors of several sizes",
                """
            @Differentiable static float f(Tensor x, Tensor y, int n) {
              Tensor t = x;
              float s = 0;
              for (int i = 0; i < n; i++) {
                s += t.times(t).sum();
                if (i % 2 == 0) {
                  t = y;
                } else {
                  t = x.scale(2);
                }
                s *= t.sum();
              }
              return s + t.sum();
            }
            """)
            .with(IMPORTS)
            .at(vector(.1f, .2f, .3f), vector(.5f, -.2f), 0)
            .at(vector(.1f, .2f, .3f), vector(.5f, -.2f), 1)
            .at(vector(.1f, .2f, .3f), vector(.5f, -.2f), 2),
        Case.of(
                "tensors of several sizes, the last of which nobody reads",
                """
            @Differentiable static float f(Tensor x, Tensor y) {
              Tensor t = x;
              float s = t.times(t).sum();
              t = y;
              s += t.times(t).sum();
              t = Tensor.vector(1, 2, 3, 4);
              t = t.times(t);
              t = y.times(y);
              s *= t.sum();
              t = Tensor.vector(1);
              return s;
            }
            """)
            .with(IMPORTS)
            .at(vector(.1f, .2f, .3f), vector(.5f, -.2f)),
        Case.of(
                "parameters that get tensors of other sizes",
                """
            @Differentiable static float f(Tensor x, Tensor y, boolean b) {
              float s = 0;
              if (b) {
                s = x.times(x).sum();
                x = y;
              }
              x = b ? x.plus(y) : x;
              s += x.times(x).sum();
              x = Tensor.scalar(s).times(Tensor.scalar(s));
              return x.sum();
            }
            """)
            .with(IMPORTS)
            .at(vector(.1f, .2f, .3f), vector(.5f, -.2f), true)
            .at(vector(.1f, .2f, .3f), vector(.5f, -.2f), false),
        Case.of(
                "records with tensors of several sizes",
                """
            record P(Tensor t, double w) { @Differentiable float g() { return t.sum(); } }
            @Differentiable static double f(Tensor x, Tensor y, int n) {
              P p = new P(x, 2);
              double s = 0;
              P q;
              for (int i = 0; i < n; i++) {
                q = p;
                s += p.t().times(q.t()).sum() * p.w();
                p = i % 2 == 0 ? new P(y, s) : new P(p.t().times(p.t()), p.w() * 3);
                s += p.t().sum();
                p = i < 2 ? new P(p.t(), p.w()) : new P(x.scale(.1f), 1);
              }
              return s + p.t().times(p.t()).sum();
            }
            """)
            .with(IMPORTS)
            .at(vector(.1f, .2f, .3f), vector(.5f, -.2f), 0)
            .at(vector(.1f, .2f, .3f), vector(.5f, -.2f), 1)
            .at(vector(.1f, .2f, .3f), vector(.5f, -.2f), 4),
        Case.of(
                "a tensor that is declared before the loop that makes it",
                """
            @Differentiable static float f(Tensor x, Tensor y, int n) {
              Tensor h;
              float s = x.sum() * y.sum();
              for (int i = 0; i < n; i++) {
                h = i == 0 ? x.times(x) : y.scale(3);
                s += h.times(h).sum();
              }
              return s;
            }
            """)
            .with(IMPORTS)
            .at(vector(.1f, .2f, .3f), vector(.5f, -.2f), 0)
            .at(vector(.1f, .2f, .3f), vector(.5f, -.2f), 2),
        Case.of(
                "F1",
                """
            @Differentiable static float f(Tensor w, Tensor x) {
              return (float) Math.log(1 + Math.exp(-w.dot(x)));
            }
            """)
            .with(IMPORTS)
            .at(vector(.1f, .2f, .3f), vector(1, 2, -1))
            .gives(.5981388694)
            .slope(
                -.4501660027,
                -.9003320054,
                .4501660027,
                -.04501660027,
                -.09003320054,
                -.13504980081),
        Case.of(
                "F3",
                """
            @Differentiable static float f(Tensor x, Tensor w) {
              Tensor y = x.matmul(w);
              return y.sum();
            }
            """)
            .with(IMPORTS)
            .at(of(new float[] {1, 2, 3, 4}, 2, 2), of(new float[] {.1f, .2f, .3f, .4f}, 2, 2)),
        Case.of(
                "F3 recurrent",
                """
            @Differentiable static float f(Tensor x, Tensor w, Tensor pick) {
              Tensor h = pick.scale(0);
              float total = 0;
              for (int t = 0; t < 2; t++) {
                Tensor row = Indexing.takeRows(x, new int[] {t});
                h = row.matmul(w).plus(h.matmul(w).scale(0.1f));
                total += h.sum();
              }
              return total;
            }
            """)
            .with(IMPORTS)
            .at(
                of(new float[] {1, 2, 3, 4}, 2, 2),
                of(new float[] {.1f, .2f, .3f, .4f}, 2, 2),
                of(new float[] {1, 1}, 1, 2)),
        Case.of(
                "F5",
                """
            @Differentiable static float f(Tensor a, Tensor b) {
              return a.plus(b).times(a).minus(b.times(b)).sum();
            }
            """)
            .with(IMPORTS)
            .at(vector(1, 2, 3), of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3))
            .at(of(new float[] {1, 2}, 2, 1), of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3))
            .at(scalar(2), of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3))
            .at(of(new float[] {1, 2}, 2, 1), of(new float[] {3, 4, 5}, 1, 3))
            .at(of(new float[] {2}, 1, 1), vector(1, 2)),
        Case.of(
                "F7",
                """
            @Differentiable static float f(Tensor x) {
              float max = x.maxOver(0).item();
              return max + (float) Math.log(exp(x.shift(-max)).sum());
            }
            """)
            .with(IMPORTS)
            .at(vector(1, 2, 3))
            .slope(.09003057317, .2447284711, .6652409558),
        Case.of(
                "F7 shifted",
                """
            @Differentiable static float f(Tensor x) {
              return logSoftmax(x).negate().maxOver(0).item();
            }
            """)
            .with(IMPORTS)
            .at(vector(101, 102, 103)),
        Case.of(
                "F11",
                """
            @Differentiable static float f(Tensor x) {
              Tensor centred = x.minus(x.meanOver(0));
              Tensor variance = square(centred).meanOver(0);
              Tensor y = centred.dividedBy(sqrt(variance.shift(1e-5f)));
              return Indexing.takeAlong(y, 0, new int[] {0}).item();
            }
            """)
            .with(IMPORTS)
            .at(vector(1, 2, 4, 3)),
        Case.of(
                "F15",
                """
            @Differentiable static float f(Tensor x, Tensor w) {
              Tensor y = x.reshape(3, -1).transpose().reshape(1, 6).swapAxes(0, 1).broadcastTo(6, 2);
              return y.times(w).permute(1, 0).sumOver(0).times(w.sumOver(1)).sum();
            }
            """)
            .with(IMPORTS)
            .at(
                of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3),
                of(new float[] {1, -1, 2, 3, .5f, 1, 2, 2, 1, .1f, .3f, 1}, 6, 2)),
        Case.of(
                "F15 gather",
                """
            @Differentiable static float f(Tensor table, int[] rows) {
              Tensor taken = Indexing.takeRows(table, rows);
              return taken.times(taken).sum();
            }
            """)
            .with(IMPORTS)
            .at(of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2), new int[] {2, 0, 2})
            .slope(2, 4, 0, 0, 20, 24),
        Case.of(
                "F17",
                """
            @Differentiable static double f(double[] a) {
              double s = 0;
              for (double n : a) {
                s += Math.sqrt(Math.abs(n) + n * n);
              }
              return s / 2;
            }
            """)
            .with(IMPORTS)
            .at(new double[] {1, -2, 3, .5})
            .slope(.5303300858899107, -.5103103630798288, .5051814855409226, .5773502691896258),
        Case.of(
                "F17 tensor",
                """
            @Differentiable static float f(Tensor a) {
              return sqrt(abs(a).plus(square(a))).sum() / 2;
            }
            """)
            .with(IMPORTS)
            .at(vector(1, -2, 3, .5f))
            .slope(.5303300859, -.5103103631, .5051814855, .5773502692),
        Case.of(
                "F19",
                """
            @Differentiable(wrt = "a") static double f(int[] a, double x) {
              return a[0] * x;
            }
            """)
            .refused("ADJ-METHOD-06"),
        Case.of(
                "F19 promoted",
                """
            @Differentiable static double f(int[] a, double x) {
              return a[0] * x + a[1];
            }
            """)
            .at(new int[] {2, 3}, 4.0)
            .slope(2),
        Case.of(
                "cross entropy",
                """
            @Differentiable static float f(Tensor logits, int[] labels) {
              return Losses.crossEntropy(logits.times(logits), labels);
            }
            """)
            .with(IMPORTS)
            .at(of(new float[] {1, 2, .5f, -1, 0, 1}, 2, 3), new int[] {0, 2}),
        Case.of(
                "squared error",
                """
            @Differentiable static float f(Tensor x, Tensor t) {
              return Losses.meanSquaredError(relu(x).plus(tanh(x)), sigmoid(t)) + softplus(t).mean();
            }
            """)
            .with(IMPORTS)
            .at(vector(1, -2, 3), vector(.3f, .2f, -1)));
  }
}
