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
