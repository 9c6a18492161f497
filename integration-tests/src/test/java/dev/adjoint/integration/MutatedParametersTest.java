package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Arrays of callers that are written: by helpers, and by annotated methods that say so. */
class MutatedParametersTest {
  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "D11 in place",
                """
            @Differentiable(mutates = "y") static double f(double[] x, double[] y) {
              y[0] = x[0];
              y[0] *= x[1];
              y[1] *= x[2];
              y[2] = y[0] + y[1] + y[2];
              return y[2];
            }
            """)
            .at(new double[] {2, 3, 4}, new double[] {1, 1, 1})
            .gives(11)
            .slope(3, 2, 1, 0, 4, 1),
        Case.of(
                "D15 in place",
                """
            @Differentiable(mutates = {"x"}) static double f(double[] x) {
              double s = x[0];
              for (int i = 1; i < x.length; i++) {
                x[i] *= x[i - 1];
                s += x[i];
              }
              return s;
            }
            """)
            .at((Object) new double[] {2, 3, 4})
            .gives(32)
            .slope(16, 10, 6),
        Case.of(
                "void helpers, with returns",
                """
            static void scale(double[] a, double factor) {
              if (factor == 1) {
                return;
              }
              for (int i = 0; i < a.length; i++) {
                if (a[i] < 0) {
                  return;
                }
                a[i] *= factor * a[i];
              }
            }
            @Differentiable static double f(double[] x, double k) {
              double[] a = x.clone();
              scale(a, k);
              scale(a, a[0]);
              scale(a, 1);
              return a[0] * a[1] + a[2];
            }
            """)
            .at(new double[] {1.1, .5, .3}, .7)
            .at(new double[] {1.1, -.5, .3}, .7)
            .warns("ADJ-ZERO-03"),
        Case.of(
                "E21 one array to two callees, one of which writes it",
                """
            static double sum(double[] a) {
              double s = 0;
              for (double e : a) {
                s += e * e;
              }
              return s;
            }
            static double take(double[] a, int i) {
              double t = a[i];
              a[i] = t * t * a[0];
              return t;
            }
            @Differentiable static double f(double[] given) {
              double[] a = given.clone();
              return a[1] * take(a, 1) + a[1] * sum(a) + take(a, 0) * take(a, 0);
            }
            """)
            .at((Object) new double[] {1.5, .7}),
        Case.of(
                "a helper that is given the same array twice",
                """
            static void mix(double[] a, double[] b) {
              a[0] = b[1] * b[0];
              b[1] += a[0] * a[1];
            }
            @Differentiable static double f(double x, double y) {
              double[] a = {x, y};
              mix(a, a);
              double[] b = {y, x};
              mix(a, b);
              return a[0] * b[1] - a[1] * b[0];
            }
            """)
            .at(1.5, .7),
        Case.of(
                "rows are written",
                """
            @Differentiable(mutates = "m") static double f(double[][] m, double x) {
              for (double[] row : m) {
                for (int j = 1; j < row.length; j++) {
                  row[j] = row[j] * row[j - 1] + x;
                }
              }
              m[0][0] = m[1][1] * x;
              return m[0][1] * m[1][2] + m[0][0];
            }
            """)
            .at(new double[][] {{1, .5}, {.3, 2, .7}}, 1.5),
        Case.of(
                "a private method says nothing",
                """
            @Differentiable private static double f(double[] a) {
              a[0] *= a[1];
              return a[0] * a[0];
            }
            """)
            .at((Object) new double[] {1.5, .7}),
        Case.of(
                "the arrays of a record",
                """
            record Model(double[] w, double b) {
              @Differentiable(mutates = "this") double f(double x) {
                w[0] *= x;
                w[1] += w[0] * w[0] * b;
                return w[1] * w[0];
              }
            }
            """)
            .file("Model")
            .at(Case.instance("Model", new double[] {1.5, .7}, .4), 1.2),
        Case.of(
                "a parameter that gets another array",
                """
            @Differentiable(mutates = {"a", "b"}) static double f(double[] a, double[] b) {
              for (int t = 0; t < 3; t++) {
                a[0] = b[0] * b[1] + a[1];
                double[] old = a;
                a = b;
                b = old;
              }
              return a[0] * b[1] + b[0];
            }
            """)
            .at(new double[] {1.5, .7}, new double[] {.3, .9}),
        Case.of(
                "whole numbers are written",
                """
            static int next(int[] state) {
              state[0] = (state[0] * 7 + 3) % 5;
              return state[0];
            }
            @Differentiable static double f(double[] x) {
              int[] state = {1};
              double p = 1;
              for (int i = 0; i < 4; i++) {
                p = p * x[next(state)] + state[0];
              }
              return p;
            }
            """)
            .at((Object) new double[] {.5, .6, .7, .8, .9}));
  }

  /** The adjoint of one array cannot be told from that of the other. */
  @Test
  void refusesTheSameArrayTwice() {
    Compilation compilation =
        Compiler.compile(
            "Twice",
            """
            import dev.adjoint.annotations.*;
            class Twice {
              @Differentiable(mutates = "a")
              static double f(double[] a, double[] b) {
                a[0] *= b[0];
                return a[0];
              }
            }
            """);
    Subject subject = new Subject(compilation.load(), "Twice", "f");
    double[] same = {2};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> subject.valueAndGradient(same, same))
        .withMessageContaining("given twice");
    assertThatIllegalArgumentException().isThrownBy(() -> subject.pullback(same, same));
  }
}
