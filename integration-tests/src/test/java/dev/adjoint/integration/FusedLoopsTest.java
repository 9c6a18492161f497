package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loops whose trips go forward and backward at once, and loops that only look as if they could. */
class FusedLoopsTest {
  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "a logistic regression",
                """
            @Differentiable(wrt = {"w", "b"})
            static double f(double[] w, double b, double[][] x, double[] y) {
              double loss = 0;
              for (int i = 0; i < x.length; i++) {
                double z = b;
                for (int j = 0; j < w.length; j++) {
                  z += w[j] * x[i][j];
                }
                double m = y[i] * z;
                loss += m > 0 ? Math.log1p(Math.exp(-m)) : -m + Math.log1p(Math.exp(m));
              }
              double penalty = 0;
              for (double v : w) {
                penalty += v * v;
              }
              return loss / x.length + .1 * penalty;
            }
            """)
            .at(
                new double[] {.5, -.3},
                .2,
                new double[][] {{1, 2}, {-.5, .7}, {.3, -1}},
                new double[] {1, -1, 1}),
        Case.of(
                "a mixture with scratch arrays",
                """
            @Differentiable static double f(double[] a, double[] mu, double[] q, double[] x) {
              int k = a.length;
              int d = mu.length / k;
              int n = x.length / d;
              double[] xc = new double[d];
              double[] qxc = new double[d];
              double[] main = new double[k];
              double sum = 0;
              for (int i = 0; i < n; i++) {
                for (int c = 0; c < k; c++) {
                  for (int j = 0; j < d; j++) {
                    xc[j] = x[i * d + j] - mu[c * d + j];
                  }
                  for (int j = 0; j < d; j++) {
                    qxc[j] = Math.exp(q[c * d + j]) * xc[j];
                  }
                  for (int j = 0; j < d; j++) {
                    for (int l = j + 1; l < d; l++) {
                      qxc[l] += .3 * q[c * d + j] * xc[j];
                    }
                  }
                  double square = 0;
                  for (int j = 0; j < d; j++) {
                    square += qxc[j] * qxc[j];
                  }
                  main[c] = a[c] - .5 * square;
                }
                double max = main[0];
                for (int c = 1; c < k; c++) {
                  max = Math.max(max, main[c]);
                }
                double total = 0;
                for (int c = 0; c < k; c++) {
                  total += Math.exp(main[c] - max);
                }
                sum += max + Math.log(total);
              }
              double prior = 0;
              for (double v : q) {
                prior += v * v;
              }
              return sum - .5 * prior - n * a[0];
            }
            """)
            .at(
                new double[] {.1, .4},
                new double[] {.3, -.2, .5, .9},
                new double[] {.2, -.1, .3, .05},
                new double[] {1, .5, -.4, .2, .7, .6}),
        Case.of(
                "two sums, one of which the other reads",
                """
            @Differentiable static double f(double[] x) {
              double s = 0;
              for (double v : x) {
                s += v * v;
              }
              double t = 0;
              for (double v : x) {
                t += v * s;
              }
              return t + s;
            }
            """)
            .at((Object) new double[] {1, 2, -.5}),
        Case.of(
                "what follows is not linear",
                """
            @Differentiable static double f(double[] x) {
              double s = 0;
              for (double v : x) {
                s += v * v;
              }
              double r = Math.sqrt(s);
              double t = 0;
              for (double v : x) {
                t += Math.sin(v) * v;
              }
              return r * 2 + t;
            }
            """)
            .at((Object) new double[] {1, 2, -.5}),
        Case.of(
                "a scratch array that is read before it is written",
                """
            @Differentiable static double f(double[] x) {
              double[] a = new double[2];
              double s = 0;
              for (int i = 0; i < x.length; i++) {
                s += a[0] * x[i];
                a[0] = x[i] * x[i];
                a[1] = a[0] * 2;
                s += a[1];
              }
              return s;
            }
            """)
            .at((Object) new double[] {1, 2, -.5}),
        Case.of(
                "a scratch array that is not always written",
                """
            @Differentiable static double f(double[] x) {
              double[] a = {.5};
              double s = 0;
              for (int i = 0; i < x.length; i++) {
                if (x[i] > 0) {
                  a[0] = x[i] * x[i];
                }
                s += a[0] * x[i];
              }
              return s;
            }
            """)
            .at((Object) new double[] {1, -2, .5, -.5}),
        Case.of(
                "a scratch array that is written in part",
                """
            @Differentiable static double f(double[] x, int m) {
              double[] a = new double[3];
              double s = 0;
              for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < m; j++) {
                  a[j] = x[i] * (j + 1) * x[i];
                }
                for (int j = 0; j < 3; j++) {
                  s += a[j] * x[i];
                }
                for (int k = 0; k < i; k++) {
                  a[2] = x[i];
                }
              }
              return s;
            }
            """)
            .at(new double[] {1, -2, .5, -.5}, 3)
            .at(new double[] {1, -2, .5, -.5}, 2),
        Case.of(
                "an inner loop without trips",
                """
            @Differentiable static double f(double[] x, int m) {
              double[] a = {1.5};
              double s = 0;
              for (int i = 0; i < x.length; i++) {
                for (int k = 0; k < m; k++) {
                  a[0] = x[i] * x[i] + k;
                }
                s += a[0] * x[i];
                a[0] = x[i];
              }
              return s;
            }
            """)
            .at(new double[] {1, -2, .5}, 0)
            .at(new double[] {1, -2, .5}, 2),
        Case.of(
                "the last trip's scratch is read",
                """
            @Differentiable static double f(double[] x) {
              double[] a = new double[1];
              double s = 0;
              for (double v : x) {
                a[0] = v * v;
                s += a[0] * v;
              }
              return s + a[0];
            }
            """)
            .at((Object) new double[] {1, 2, -.5}),
        Case.of(
                "what the trips read is overwritten after them",
                """
            @Differentiable static double f(double[] x, double k) {
              double s = 0;
              double c = k * k;
              for (double v : x) {
                s += v * c * v;
              }
              c = Math.sin(k);
              double[] y = x.clone();
              double t = 0;
              for (int i = 0; i < y.length; i++) {
                t += y[i] * y[i] * c;
              }
              y[0] = 3;
              return s + 2 * t + y[0] * y[1] + c;
            }
            """)
            .at(new double[] {1, 2, -.5}, .7),
        Case.of(
                "the adjoint of the sum depends on what comes later",
                """
            @Differentiable static double f(double[] x, double k) {
              double s = 0;
              for (double v : x) {
                s += v * v;
              }
              double w = k * k;
              return s * w + w;
            }
            """)
            .at(new double[] {1, 2, -.5}, .7),
        Case.of(
                "the adjoint of the sum depends on a branch",
                """
            @Differentiable static double f(double[] x, double k) {
              double s = 0;
              for (double v : x) {
                s += v * v * k;
              }
              double r = 1;
              if (k > 0) {
                r += 3 * s;
              } else {
                r -= s;
              }
              return r;
            }
            """)
            .at(new double[] {1, 2, -.5}, .7)
            .at(new double[] {1, 2, -.5}, -.7),
        Case.of(
                "arrays before the loop are written in it and before it",
                """
            @Differentiable static double f(double[] x) {
              double[] a = new double[2];
              a[0] = x[0] * x[1];
              a[1] = x[1];
              double before = a[0] * a[1] * a[0];
              double s = before;
              for (int i = 0; i < x.length; i++) {
                a[0] = x[i] * x[i];
                a[1] = a[0] * x[i];
                s += a[0] * a[1];
              }
              return s;
            }
            """)
            .at((Object) new double[] {1, 2, -.5}),
        Case.of(
                "rows, branches and inner storage",
                """
            @Differentiable static double f(double[][] x, double[] w) {
              double s = 0;
              double t = 0;
              for (double[] row : x) {
                double p = 1;
                for (int j = 0; j < row.length; j++) {
                  p *= row[j] + w[j];
                  if (p > 1) {
                    p = Math.sqrt(p);
                  }
                }
                if (p < 0) {
                  t -= p * p;
                } else {
                  s += Math.exp(p) * w[0];
                }
              }
              return 3 * s - t;
            }
            """)
            .at(new double[][] {{1, 2}, {-.5, .7}, {.3, -1}}, new double[] {.4, .3}),
        // The adjoint of the result is read for another adjoint before it is cleared.
        Case.of(
                "a sum that becomes a result which is assigned",
                """
            @Differentiable static double f(double a, double[] v, double x) {
              for (int i = 0; i < v.length; i++) {
                a += v[i] * v[i];
              }
              double result = 0;
              result = a + x;
              return result;
            }
            """)
            .at(.7, new double[] {1, -.5}, .3)
            .at(.7, new double[0], .3),
        Case.of(
                "a sum that becomes a result of a known branch",
                """
            @Differentiable static double f(double a, double[] v, float x) {
              for (int i = 0; i < v.length; i++) {
                a += v[i] * v[i];
              }
              return switch (1 % 3) {
                case 0 -> a;
                default -> a + x;
              };
            }
            """)
            .at(.7, new double[] {1, -.5}, .25f),
        Case.of(
                "a sum that becomes a result which is assigned, beside an array",
                """
            @Differentiable static double f(double a, double[] v, double[] w) {
              for (int i = 0; i < v.length; i++) {
                a += v[i] * v[i];
              }
              double result = 0;
              result = a + w[0];
              for (int i = 0; i < w.length; i++) {
                result += w[i] * a;
              }
              return result;
            }
            """)
            .at(.7, new double[] {1, -.5}, new double[] {.2, .4}),
        Case.of(
                "single precision",
                """
            @Differentiable static float f(float[] x, float k) {
              float s = 0;
              for (float v : x) {
                s += v * v * k;
              }
              return s * 2;
            }
            """)
            .at(new float[] {1, 2, -.5f}, .7f));
  }

  /** Nothing of the length of the data is allocated but the gradient. */
  @Test
  void keepsNothingBetweenTrips() {
    assumeTrue(ProcessorOptions.areDefault(), "the text is that of the default options");
    String text =
        Compiler.compile(
                "Sums",
                """
            import dev.adjoint.annotations.*;
            class Sums {
              @Differentiable(wrt = "w") static double f(double[] w, double[] x) {
                double s = 0;
                for (int i = 0; i < x.length; i++) {
                  double e = Math.exp(w[0] * x[i]) - w[1];
                  s += e * e;
                }
                return .5 * s;
              }
            }
            """)
            .generated()
            .get("SumsGrad");
    String gradient = text.substring(0, text.indexOf("fPullback("));
    assertThat(gradient.split("for \\(")).hasSize(2);
    assertThat(gradient.split("new double\\[")).hasSize(2);
  }
}
