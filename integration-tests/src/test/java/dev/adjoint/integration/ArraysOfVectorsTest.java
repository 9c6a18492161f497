package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Arrays of vectors whose adjoints start as nulls: which of these are there is found out where it
 * can be told, and asked where it cannot.
 */
class ArraysOfVectorsTest {
  private static final String HEADER =
      """
      package t;
      import dev.adjoint.annotations.*;
      import dev.adjoint.tensor.Tensor;
      import static dev.adjoint.tensor.Activations.*;
      import static dev.adjoint.tensor.Joining.*;
      public class Arrays {
        static float sumOfSquares(Tensor x) {
          return x.times(x).sum();
        }
      """;

  private static final String PROGRAMS =
      HEADER
          + """
            @Differentiable
            static float allOfThem(Tensor x, Tensor w, int n) {
              Tensor[] all = new Tensor[n];
              Tensor h = x;
              Tensor c = w;
              for (int t = 0; t < n; t++) {
                c = tanh(c.times(h));
                h = tanh(h.times(w).plus(c));
                all[t] = h;
              }
              return sumOfSquares(stack(0, all));
            }
            @Differentiable
            static float someOfThem(Tensor x, Tensor w, int n) {
              Tensor[] all = new Tensor[n];
              for (int t = 0; t < n; t++) {
                all[t] = x.times(w).scale(t + 1);
              }
              return sumOfSquares(all[0].plus(all[n - 1]));
            }
            @Differentiable
            static float allButTheLast(Tensor x, Tensor w, int n) {
              Tensor[] all = new Tensor[n];
              Tensor h = x;
              for (int t = 0; t < n; t++) {
                h = h.times(w);
                all[t] = tanh(h);
              }
              Tensor sum = x;
              for (int t = 0; t < n - 1; t++) {
                sum = sum.plus(all[t].times(all[t]));
              }
              return sumOfSquares(sum);
            }
            @Differentiable
            static float writtenAgain(Tensor x, Tensor w, int n) {
              Tensor[] all = new Tensor[n];
              Tensor h = x;
              for (int t = 0; t < n; t++) {
                all[t] = tanh(h.times(w));
                h = all[t].plus(w);
                all[t] = all[t].times(h);
              }
              all[n / 2] = all[n / 2].plus(w);
              return sumOfSquares(stack(0, all));
            }
            @Differentiable
            static float fromTheOneBefore(Tensor x, Tensor w, int n) {
              Tensor[] all = new Tensor[n + 1];
              all[0] = x;
              for (int t = 0; t < n; t++) {
                all[t + 1] = tanh(all[t].times(w));
              }
              return sumOfSquares(stack(0, all));
            }
            @Differentiable
            static float severalTimes(Tensor x, Tensor w, int n) {
              Tensor[] all = new Tensor[n];
              for (int t = 0; t < n; t++) {
                all[t] = x.scale(t + 1);
              }
              for (int r = 0; r < 3; r++) {
                for (int t = 0; t < n; t++) {
                  all[t] = tanh(all[t].times(w));
                }
              }
              return sumOfSquares(stack(0, all));
            }
            @Differentiable
            static float everyOtherOne(Tensor x, Tensor w, int n) {
              Tensor[] all = new Tensor[n];
              for (int t = 0; t < n; t += 2) {
                all[t] = x.times(w);
              }
              for (int t = 1; t < n; t += 2) {
                all[t] = x.plus(w);
              }
              float sum = 0;
              for (int t = n - 1; t >= 0; t -= 3) {
                sum += sumOfSquares(all[t]);
              }
              return sum;
            }
            @Differentiable
            static float madeInALoop(Tensor x, Tensor w, int n) {
              Tensor h = x;
              for (int r = 0; r < n; r++) {
                Tensor[] all = new Tensor[r + 1];
                for (int t = 0; t <= r; t++) {
                  all[t] = h.times(w).scale(.5f);
                  if (t % 2 == 1) {
                    h = all[t];
                  }
                }
                h = tanh(all[r].plus(h));
              }
              return sumOfSquares(h);
            }
            @Differentiable
            static float filledByCounting(Tensor x, Tensor w, int n) {
              Tensor[] all = new Tensor[2 * n];
              int k = 0;
              for (int t = 0; t < n; t++) {
                all[k] = x.times(w);
                k = k + 1;
                all[k] = x.plus(w);
                k = k + 1;
              }
              return sumOfSquares(stack(0, all));
            }
            @Differentiable
            static float readByCounting(Tensor x, Tensor w, int n) {
              Tensor[] all = new Tensor[2 * n];
              for (int t = 0; t < 2 * n; t++) {
                all[t] = w.scale(t + 1);
              }
              Tensor h = x;
              int k = 0;
              for (int t = 0; t < n; t++) {
                h = tanh(h.times(all[k]));
                k = (k + n) % (2 * n);
                h = h.plus(all[k]);
                k = (k + 1) % (2 * n);
              }
              return sumOfSquares(h);
            }
            @Differentiable
            static float sometimesUsed(Tensor x, Tensor w, int n) {
              Tensor[] all = new Tensor[n];
              Tensor h = x;
              for (int t = 0; t < n; t++) {
                all[t] = h.times(w);
                if (t != 1) {
                  h = tanh(all[t]);
                }
              }
              return sumOfSquares(h);
            }
            @Differentiable
            static float conditionalTerms(Tensor x, Tensor w, int n) {
              Tensor h = x;
              Tensor kept = w;
              for (int t = 0; t < n; t++) {
                if (t % 2 == 0) {
                  kept = h;
                }
                h = tanh(h.times(w).plus(kept));
              }
              return sumOfSquares(h.times(kept));
            }
          }
          """;

  private static final ClassLoader LOADER = Compiler.compile("t.Arrays", PROGRAMS).load();

  private static final Tensor X = Tensor.of(new float[] {.4f, -.3f, .8f, .6f}, 4);
  private static final Tensor W = Tensor.of(new float[] {1.1f, .7f, -.5f, .9f}, 4);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "allOfThem",
        "someOfThem",
        "allButTheLast",
        "writtenAgain",
        "fromTheOneBefore",
        "severalTimes",
        "everyOtherOne",
        "madeInALoop",
        "filledByCounting",
        "readByCounting",
        "sometimesUsed",
        "conditionalTerms"
      })
  void haveTheirGradients(String method) {
    for (int n = 1; n <= 5; n++) {
      GradientCheck.against(new Subject(LOADER, "t.Arrays", method), List.of("x", "w"), X, W, n);
    }
  }

  /** Each trip takes what is there for it, and gives memory back that no trip needs any more. */
  @Test
  void loopsAskOnlyForWhatTheyCarry() {
    String source = Compiler.compile("t.Arrays", PROGRAMS).generated().get("t.ArraysGrad");
    String method =
        source.substring(source.indexOf("allOfThem("), source.indexOf("return new Val"));
    assertThat(method)
        .contains("allBar[i] = elementsBar[i];")
        .contains("Tensor.release(hBar);")
        .doesNotContain("allBar2 != null");
  }
}
