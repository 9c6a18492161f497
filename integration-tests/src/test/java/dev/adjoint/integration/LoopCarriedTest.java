package dev.adjoint.integration;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Group C of the conformance cases: dependences from one trip to the next. */
class LoopCarriedTest {
  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "C1",
                """
            @Differentiable static double f(double x) {
              double a = x;
              double b = 2 * x;
              for (int i = 0; i < 3; i++) {
                double t = a;
                a = b;
                b = t;
              }
              return a;
            }
            """)
            .at(3.0)
            .gives(6)
            .slope(2),
        Case.of(
                "C3 a",
                """
            @Differentiable static double f(double x, int n) {
              double a = 1;
              double b = x;
              for (int i = 0; i < n - 1; i++) {
                double t = a;
                a = b;
                b = 2 * t;
              }
              return a;
            }
            """)
            .at(3.0, 4)
            .gives(6)
            .slope(2)
            .at(3.0, 3)
            .gives(2)
            .slope(0),
        Case.of(
                "C3 b",
                """
            @Differentiable static double f(double x, int n) {
              double a = 1;
              double b = x;
              for (int i = 0; i < n - 1; i++) {
                double t = a;
                a = b;
                b = 2 * t;
              }
              return b;
            }
            """)
            .at(3.0, 4)
            .gives(4)
            .slope(0)
            .at(3.0, 3),
        Case.of(
                "C5",
                """
            @Differentiable static double f(double x) {
              double acc = 1;
              for (int i = 0; i < 3; i++) {
                acc *= x;
              }
              return acc;
            }
            """)
            .at(.5)
            .gives(.125)
            .slope(.75),
        Case.of(
                "C5 divided",
                """
            @Differentiable static double f(double x) {
              double acc = 1;
              for (int i = 0; i < 3; i++) {
                acc /= x;
              }
              return acc;
            }
            """)
            .at(.5)
            .gives(8)
            .slope(-48),
        Case.of(
                "C7",
                """
            @Differentiable static double f(double x) {
              double sum = 0;
              for (int i = 0; i < 3; i++) {
                final double t = x + i;
                sum += x * t;
              }
              return sum;
            }
            """)
            .at(3.0)
            .gives(36)
            .slope(21),
        Case.of(
                "C9",
                """
            @Differentiable static double f(double[] q, double[] x) {
              double r = 0;
              for (int k = 0; k < x.length / q.length; k++) {
                double inner = 0;
                for (int i = 0; i < q.length; i++) {
                  double g = q[i] * q[i];
                  inner += g * x[q.length * k + i];
                }
                r += inner * inner;
              }
              return r;
            }
            """)
            .at(new double[] {.5, 1.5}, new double[] {1, 2})
            .at(new double[] {.5, 1.5}, new double[] {1, 2, -3, 0.5}),
        Case.of(
                "C9 by q alone",
                """
            @Differentiable(wrt = "q") static double f(double[] q, double[] x) {
              double r = 0;
              for (int k = 0; k < 2; k++) {
                for (int i = 0; i < 2; i++) {
                  double g = q[i] * q[i];
                  r += g * x[2 * k + i] * (g * x[2 * k + i]);
                }
              }
              return r;
            }
            """)
            .at(new double[] {.5, 1.5}, new double[] {1, 2, 3, 1})
            .gives(25.9375)
            .slope(5, 67.5),
        Case.of(
                "C11",
                """
            @Differentiable static double f(double u, double j) {
              double r = 11 * u;
              for (int i = 0; i < 3; i++) {
                r += u * i;
                continue;
              }
              return r;
            }
            """)
            .at(2.0, 3.0)
            .gives(28)
            .slope(14, 0)
            .warns("ADJ-ZERO-02"),
        Case.of(
                "C11 without continue",
                """
            @Differentiable static double f(double u, double j) {
              double r = 11 * u;
              for (int i = 0; i < 3; i++) {
                r += u * i;
              }
              return r;
            }
            """)
            .at(2.0, 3.0)
            .gives(28)
            .slope(14, 0)
            .warns("ADJ-ZERO-02"),
        Case.of(
                "C13",
                """
            @Differentiable static double f(double x, double r) {
              for (int i = 0; i < 5; i++) {
                x = r * x * (1 - x);
              }
              return x;
            }
            """)
            .at(.3, 3.7)
            .gives(.9212797217)
            .slope(-1.932455986, -.02550179762)
            .at(.3, 3.7),
        Case.of(
                "C15",
                """
            @Differentiable static double f(double a) {
              double x = a;
              for (int i = 0; i < 6; i++) {
                x = (x + a / x) / 2;
              }
              return x;
            }
            """)
            .at(2.0)
            .gives(1.414213562)
            .slope(.35355339059327373));
  }
}
