package dev.adjoint.integration;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Group A of the conformance cases: fan-out, overwriting, naming. */
class StraightLineTest {
  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "A1",
                """
            @Differentiable static double f(double a, double b, double c) {
              return a * b + c;
            }
            """)
            .at(2.0, 3.0, 4.0)
            .gives(10)
            .slope(3, 2, 1),
        Case.of(
                "A3",
                """
            @Differentiable static double f(double a) {
              return a / a + (a - a);
            }
            """)
            .at(2.0)
            .gives(1)
            .slope(0),
        Case.of(
                "A5",
                """
            @Differentiable static double f(double x, double y) {
              return (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x);
            }
            """)
            .at(1.0, 2.0)
            .gives(100)
            .slope(-400, 200)
            .at(0.3, -0.7),
        Case.of(
                "A5 by pow",
                """
            @Differentiable static double f(double x, double y) {
              return Math.pow(1 - x, 2) + 100 * Math.pow(y - x * x, 2);
            }
            """)
            .at(1.0, 2.0)
            .gives(100)
            .slope(-400, 200),
        Case.of(
                "A7",
                """
            @Differentiable static double f(double x) {
              double s0 = x;
              double s1 = s0;
              double s2 = s0 + s1;
              double s3 = s0 + s1 + s2;
              double s4 = s0 + s1 + s2 + s3;
              double s5 = s0 + s1 + s2 + s3 + s4;
              double s6 = s0 + s1 + s2 + s3 + s4 + s5;
              double s7 = s0 + s1 + s2 + s3 + s4 + s5 + s6;
              double s8 = s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7;
              double s9 = s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8;
              return s9 * s9;
            }
            """)
            .at(1.0)
            .gives(65536)
            .slope(131072),
        Case.of(
                "A9",
                """
            @Differentiable static double f(double x) {
              return 1 / (1 + Math.exp(-x));
            }
            """)
            .at(0.0)
            .gives(.5)
            .slope(.25),
        Case.of(
                "A11",
                """
            @Differentiable static double f(double x, double y) {
              return (x = y) / (y * y);
            }
            """)
            .at(1.0, 1.0)
            .gives(1)
            .slope(0, -1)
            .warns("ADJ-ZERO-02"),
        Case.of(
                "A11 in statements",
                """
            @Differentiable static double f(double x, double y) {
              x = y;
              return x / (y * y);
            }
            """)
            .at(1.0, 1.0)
            .gives(1)
            .slope(0, -1)
            .warns("ADJ-ZERO-02"),
        Case.of(
                "A13",
                """
            @Differentiable static double f(double a, double b, boolean cond) {
              double x = cond ? a * a : b * b;
              a = 0;
              b = 0;
              return x;
            }
            """)
            .at(2.0, 3.0, false)
            .slope(0, 6)
            .at(2.0, 3.0, true)
            .slope(4, 0),
        Case.of(
                "A15",
                """
            @Differentiable static double f(double[] x) {
              return (Math.exp(x[0]) + Math.log(x[2]) * x[3]) / x[4];
            }
            """)
            .at(new double[] {1, 2, 3, 4, 5})
            .gives(1.4225461966600703)
            .slope(
                .5436563656918091, 0, .26666666666666666, .21972245773362195, -.28450923933201405),
        Case.of(
                "A17 local",
                """
            @Differentiable static double f(double a, double b, double c) {
              double t = a * b;
              t = t + c;
              return t;
            }
            """)
            .at(2.0, 3.0, 4.0)
            .slope(3, 2, 1),
        Case.of(
                "A17 argument",
                """
            @Differentiable static double f(double a) {
              a = 3 * a;
              return a;
            }
            """)
            .at(2.0)
            .gives(6)
            .slope(3),
        Case.of(
                "A19 sum",
                """
            @Differentiable static double f(double[] x) {
              double sum = 0;
              for (double each : x) {
                sum += each;
              }
              return x[0] * sum;
            }
            """)
            .at(new double[] {1, 2, 3})
            .slope(7, 1, 1),
        Case.of(
                "A19 sine",
                """
            @Differentiable static double f(double[] x) {
              return x[0] * x[1] + Math.sin(x[0]);
            }
            """)
            .at(new double[] {1, 2})
            .gives(2.8414709848)
            .slope(2 + Math.cos(1), 1),
        Case.of(
                "A19 cubes",
                """
            @Differentiable static double f(double[] x) {
              double sum = 0;
              for (int i = 0; i < x.length; i++) {
                sum += Math.pow(-x[i], 3);
              }
              return sum;
            }
            """)
            .at(new double[] {1, 2})
            .slope(-3, -12));
  }
}
