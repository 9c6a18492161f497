package dev.adjoint.integration;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Arrays that are written, and that have several names. */
class AliasesTest {
  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "a row by name",
                """
            @Differentiable static double f(double[][] given, double x) {
              double[][] m = new double[3][2];
              for (int i = 0; i < 3; i++) {
                double[] row = m[i];
                row[0] = given[i][0] * x;
                row[1] = row[0] * m[i][0] + given[i][1];
              }
              double s = 0;
              for (double[] row : m) {
                s += row[0] * row[1];
              }
              return s;
            }
            """)
            .at(new double[][] {{1, 2}, {3, 4}, {5, 6}}, .5),
        Case.of(
                "two names of a row",
                """
            @Differentiable static double f(double x) {
              double s = 0;
              double[][] m = new double[2][2];
              for (int i = 0; i < 2; i++) {
                double[] a = m[i];
                double[] b = m[i];
                a[0] = x * (i + 1);
                b[0] = a[0] * a[0];
                a[1] = b[0] * x;
                s += b[1] * a[0];
              }
              return s * m[1][0];
            }
            """)
            .at(1.5),
        Case.of(
                "a row by name outside of loops",
                """
            @Differentiable static double f(double x) {
              double[][] m = new double[2][2];
              double[] row = m[1];
              row[0] = x;
              m[1][0] = row[0] * x;
              row[1] += m[1][0] * row[0];
              return m[1][1];
            }
            """)
            .at(1.5),
        Case.of(
                "the same array twice",
                """
            @Differentiable static double f(double[] x) {
              double[] a = x.clone();
              double[] b = a;
              b[0] = a[0] * a[1];
              a[1] = b[0] * b[1];
              return a[0] * b[1];
            }
            """)
            .at(new double[] {1.5, .7}),
        Case.of(
                "in place",
                """
            @Differentiable static double f(double[] x) {
              double[] a = x.clone();
              for (int i = 1; i < a.length; i++) {
                a[i] = a[i - 1] * a[i];
                a[i] += a[i] * a[i];
                a[0] -= a[i] / 3;
              }
              return a[0] * a[a.length - 1];
            }
            """)
            .at(new double[] {.5, .7, .9, 1.1}),
        Case.of(
                "elements swapped",
                """
            @Differentiable static double f(double[] x) {
              double[] a = x.clone();
              for (int i = 0; i < a.length / 2; i++) {
                double t = a[i];
                a[i] = a[a.length - 1 - i];
                a[a.length - 1 - i] = t * 2;
              }
              return a[0] + 3 * a[1] * a[2] + a[3] * a[4];
            }
            """)
            .at(new double[] {.5, .7, .9, 1.1, 2}),
        Case.of(
                "the same element by two indices",
                """
            @Differentiable static double f(double[] x, int i, int j) {
              double[] a = x.clone();
              a[i] = a[j] * a[i];
              a[j] += a[i];
              a[i] *= a[j];
              a[i] -= a[j] * a[j];
              return a[0] + 2 * a[1];
            }
            """)
            .at(new double[] {.5, .7}, 0, 0)
            .at(new double[] {.5, .7}, 0, 1),
        Case.of(
                "arrays in loop bodies",
                """
            @Differentiable static double f(double[] x) {
              double s = 1;
              for (int i = 0; i < x.length; i++) {
                double[] t = new double[2];
                double[][] u = {{x[i], s}, {1, 2}};
                t[0] = u[0][0] * u[0][1];
                u[1][0] = t[0] * t[0];
                t[1] = u[1][0] + t[0];
                s = Math.sin(t[1]) * u[1][1];
              }
              return s;
            }
            """)
            .at(new double[] {1.5, -.7, .9}),
        Case.of(
                "indices from a loop",
                """
            @Differentiable static double f(double[] x, int[] where) {
              double[] a = new double[3];
              int k = 0;
              for (int i = 0; i < where.length; i++) {
                k = where[(k + i) % where.length];
                a[k] = a[k] * 0.5 + x[i] * x[k];
              }
              return a[0] * a[1] + a[2];
            }
            """)
            .at(
                new double[] {1.5, -.7, .9},
                new int[] {1, 1, 2, 0}[0] == 1 ? new int[] {1, 1, 2} : null),
        Case.of(
                "result of a method by another name",
                """
            static double[] squares(double[] v) {
              double[] r = new double[v.length];
              for (int i = 0; i < v.length; i++) {
                r[i] = v[i] * v[i];
              }
              return r;
            }

            @Differentiable static double f(double[] x) {
              double[] a = squares(x);
              double[] b = squares(a);
              a[0] = a[0] * b[1];
              b[0] *= a[0];
              return a[0] * b[0] + a[1] * b[1];
            }
            """)
            .at(new double[] {1.5, -.7}),
        Case.of(
                "an array returned",
                """
            @Differentiable static double[] f(double[] x, double y) {
              double[] r = new double[x.length];
              for (int i = 0; i < x.length; i++) {
                r[i] = x[i] * y;
              }
              r[0] = r[0] * r[1];
              return r;
            }
            """)
            .at(new double[] {1.5, -.7}, 2.0),
        Case.of(
                "the argument returned",
                """
            @Differentiable static double[] f(double[] x) {
              return x;
            }
            """)
            .at(new double[] {1.5, -.7}),
        Case.of(
                "a matrix returned",
                """
            @Differentiable static double[][] f(double[][] x, double y) {
              double[][] r = new double[x.length][2];
              for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < 2; j++) {
                  r[i][j] = x[i][j] * y * i + r[0][j];
                }
              }
              return r;
            }
            """)
            .at(new double[][] {{1, 2}, {3, 4}}, 2.0),
        Case.of(
                "float arrays",
                """
            @Differentiable static float f(float[] x, double y) {
              float[] a = new float[x.length];
              for (int i = 0; i < x.length; i++) {
                a[i] = (float) (x[i] * y);
                a[i] += y * i;
                a[i] *= 1.5;
              }
              return a[0] * a[1];
            }
            """)
            .at(new float[] {1.5f, -.7f}, 2.0));
  }
}
