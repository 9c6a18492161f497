package dev.adjoint.integration;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Group E of the conformance cases: calls, self-reference, aliasing, records. */
class CallsTest {
  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "E1",
                """
            @Differentiable static double f(double x) {
              x = x * (x * x);
              return x;
            }
            """)
            .at(2.0)
            .gives(8)
            .slope(12),
        Case.of(
                "E1 compound",
                """
            @Differentiable static double f(double x, double y) {
              x += x;
              x *= x;
              x -= y;
              return x;
            }
            """)
            .at(3.0, 5.0)
            .gives(31)
            .slope(24, -1),
        Case.of(
                "E3",
                """
            static double g(double[] a) {
              double s = 0;
              for (double each : a) {
                s += each;
              }
              a[0] += 10 * a[0];
              return s;
            }

            @Differentiable static double f(double[] given) {
              double[] a = given.clone();
              double s = g(a);
              for (double each : a) {
                s += 2 * each;
              }
              return s;
            }
            """)
            .at((Object) new double[] {1, 2, 3, 4, 5})
            .gives(65)
            .slope(23, 3, 3, 3, 3),
        Case.of(
                "E5",
                """
            @Differentiable static double f(double i, double j) {
              i += 7 * j;
              j += 9 * i;
              return i + j + i;
            }
            """)
            .at(3.0, 5.0)
            .gives(423)
            .slope(11, 78),
        Case.of(
                "E7",
                """
            @Differentiable static double f(double x, double y) {
              x = x + y;
              x = x + x;
              return x;
            }
            """)
            .at(4.0, 5.0)
            .gives(18)
            .slope(2, 2),
        Case.of(
                "E9",
                """
            static double dot(double[] x, double[] y) {
              double s = 0;
              for (int i = 0; i < x.length; i++) {
                s += x[i] * y[i];
              }
              return s;
            }

            @Differentiable static double f(double[] a) {
              return dot(a, a);
            }
            """)
            .at(new double[] {1, 2, 3})
            .slope(2, 4, 6),
        Case.of(
                "E9 scalar",
                """
            static double times(double x, double y) {
              return x * y;
            }

            @Differentiable static double f(double x) {
              return times(x, x);
            }
            """)
            .at(3.0)
            .slope(6),
        Case.of(
                "E11",
                """
            @Differentiable static double f(double x, double y) {
              return x * (y = x) * y;
            }
            """)
            .at(2.0, 3.0)
            .gives(8)
            .slope(12, 0)
            .warns("ADJ-ZERO-02"),
        Case.of(
                "E13",
                """
            @Differentiable static double f(double x, double y) {
              double l = x;
              l /= y;
              return l;
            }
            """)
            .at(6.0, 2.0)
            .gives(3)
            .slope(.5, -1.5),
        Case.of(
                "E13 times",
                """
            @Differentiable static double f(double x, double y) {
              x *= y + 1;
              return x;
            }
            """)
            .at(6.0, 2.0)
            .gives(18)
            .slope(3, 6),
        Case.of(
                "E15",
                """
            record Pair(double a, double b) {
              Pair scaled(double by) {
                return new Pair(a * by, b * by);
              }
            }

            @Differentiable static double f(double x) {
              Pair p = new Pair(x, 2 * x);
              double t = 0;
              for (int i = 0; i < 3; i++) {
                p = p.scaled(1 + i);
                t += p.a() * p.a() + p.b();
              }
              return t;
            }
            """)
            .at(1.0),
        Case.of(
                "E15 fresh pairs",
                """
            record Pair(double a, double b) {
              Pair scaled(double by) {
                return new Pair(a * by, b * by);
              }
            }

            @Differentiable static double f(double x) {
              double t = 0;
              for (int i = 0; i < 3; i++) {
                Pair p = new Pair(x, 2 * x).scaled(2);
                t += p.a() * p.a() + p.b();
              }
              return t;
            }
            """)
            .at(1.0)
            .gives(24)
            .slope(36),
        Case.of(
                "E15 scaled by three",
                """
            record Pair(double a, double b) {
              Pair scaled(double by) {
                return new Pair(a * by, b * by);
              }
            }

            @Differentiable static double f(double x, int trips) {
              Pair p = new Pair(x, 2 * x);
              double t = 0;
              for (int i = 0; i < trips; i++) {
                p = p.scaled(3);
                t += p.a() * p.a() + p.b();
              }
              return t;
            }
            """)
            .at(1.0, 1)
            .gives(15)
            .slope(24)
            .at(1.0, 3),
        Case.of(
                "E17",
                """
            @Differentiable static double f(double x, double y) {
              java.util.function.DoubleUnaryOperator g = z -> x * z;
              return g.applyAsDouble(y);
            }
            """)
            .at(2.0, 3.0)
            .gives(6)
            .slope(3, 2),
        Case.of(
                "E19 rsqrt",
                """
            @Primitive
            @Vjp(of = "x", is = "-0.5 * yBar * y / x")
            @Jvp("-0.5 * xDot * y / x")
            static double rsqrt(double x) {
              return 1 / Math.sqrt(x);
            }

            @Differentiable static double f(double x) {
              return rsqrt(x) * x;
            }
            """)
            .at(2.0),
        Case.of(
                "E19 alias",
                """
            @Primitive
            @Vjp(of = "x", is = "yBar / (1 + x)")
            @Jvp("xDot / (1 + x)")
            static double logOnePlus(double x) {
              return Math.log(1 + x);
            }

            @Differentiable static double f(double x) {
              return logOnePlus(x);
            }
            """)
            .at(2.0)
            .slope(0.3333333333333333),
        Case.of(
                "E19 scaled",
                """
            @Primitive
            @Vjp(of = "x", is = "0.9 * yBar")
            @Jvp("0.9 * xDot")
            static double hooked(double x) {
              return x;
            }

            @Differentiable static double f(double x, double y) {
              return hooked(x * y);
            }
            """)
            .at(2.0, 3.0)
            .slope(2.7, 1.8),
        Case.of(
                "E19 reversed",
                """
            @Primitive
            @Vjp(of = "x", is = "-yBar")
            @Jvp("-xDot")
            static double reversed(double x) {
              return x;
            }

            @Differentiable static double f(double x, double y) {
              return reversed(x * y);
            }
            """)
            .at(2.0, 3.0)
            .slope(-3, -2),
        Case.of(
                "E19 reversed operand",
                """
            @Primitive
            @Vjp(of = "x", is = "-yBar")
            @Jvp("-xDot")
            static double reversed(double x) {
              return x;
            }

            @Differentiable static double f(double x, double y) {
              return reversed(x) * y;
            }
            """)
            .at(2.0, 3.0)
            .gives(6)
            .slope(-3, 2),
        Case.of(
                "E21",
                """
            static double sum(double[] v) {
              double s = 0;
              for (double each : v) {
                s += each;
              }
              return s;
            }

            static double[] doubled(double[] v) {
              double[] r = v.clone();
              for (int i = 0; i < r.length; i++) {
                r[i] *= 2 * v[i];
              }
              return r;
            }

            @Differentiable static double f(double[] v) {
              return sum(doubled(v)) * sum(v) + v[0];
            }
            """)
            .at(new double[] {1, 2, 3}),
        Case.of(
                "E23",
                """
            @Differentiable static double f(double x) {
              if (x < 0) {
                throw new IllegalArgumentException();
              }
              return x * x;
            }
            """)
            .at(1.5)
            .fails(-1.5),
        Case.of(
                "increments in expressions",
                """
            @Differentiable static double f(double[] x, int i) {
              double s = x[i++] * x[i];
              s += x[--i] * i++ * x[i];
              return s * s;
            }
            """)
            .at(new double[] {2, 3, 4}, 0)
            .at(new double[] {2, 3, 4}, 1),
        Case.of(
                "assignments in expressions",
                """
            @Differentiable static double f(double x, double y) {
              double a, b;
              a = b = x * y;
              double c = (a += b) * (b *= 2) - a++ / b--;
              return c * a * b + (x = y) * x;
            }
            """)
            .at(1.3, .7),
        Case.of(
                "assignments in conditions",
                """
            @Differentiable static double f(double x) {
              double y = 0;
              if ((y = x * x) > 1 && (y *= 2) < 10 || (y -= x) > 3) {
                return y * x;
              }
              return y;
            }
            """)
            .at(.5)
            .at(1.5)
            .at(2.9)
            .at(1.2),
        Case.of(
                "assignments in ternaries",
                """
            @Differentiable static double f(double x) {
              double y = x;
              double z = x > 1 ? (y = x * 3) + y : y * (y = 2 * x);
              return z * y;
            }
            """)
            .at(.5)
            .at(1.5),
        Case.of(
                "left before right",
                """
            @Differentiable static double f(double x) {
              double y = x * x;
              return y + (y = 3 * x) * y + y;
            }
            """)
            .at(.5),
        Case.of(
                "index before value",
                """
            @Differentiable static double f(double[] x) {
              double[] a = x.clone();
              int i = 0;
              a[i] = a[i = 1] * 2;
              a[i++] += a[i] * a[i - 1];
              return a[0] * a[1] * a[2];
            }
            """)
            .at(new double[] {2, 3, 4}),
        Case.of(
                "helpers that call themselves",
                """
            private static double power(double x, int n) {
              if (n < 0) {
                throw new IllegalArgumentException("power " + n + " of " + x);
              }
              return n == 0 ? 1 : x * power(x, n - 1);
            }

            static double even(double x, int n) {
              return n == 0 ? x : x * odd(x, n - 1);
            }

            static double odd(double x, int n) {
              return n == 0 ? 1 : x + even(x * x, n - 1);
            }

            static int gcd(int a, int b) {
              return b == 0 ? a : gcd(b, a % b);
            }

            private static double fold(double[] v) {
              if (v.length == 1) {
                return v[0];
              }
              double[] r = new double[v.length / 2];
              for (int i = 0; i < r.length; i++) {
                r[i] = v[2 * i] * v[2 * i + 1] + power(v[i], 2);
              }
              return fold(r) * r[0];
            }

            @Differentiable static double f(double x, double[] v, int n) {
              double s = power(x, n) + even(x, 4) * gcd(12, 18) + power(2, 3) * power(x, 2);
              for (int i = 0; i < 3; i++) {
                s += power(s / 10, i) * fold(v);
              }
              return s;
            }
            """)
            .at(1.2, new double[] {.1, .2, .3, .4}, 3)
            .fails(1.2, new double[] {.1, .2, .3, .4}, -3)
            .onceOnly(),
        Case.of(
                "records that call themselves",
                """
            record Node(double w, int depth) {
              double at(double x) {
                return depth == 0 ? w * x : new Node(w * w, depth - 1).at(x * w) + w;
              }

              @Differentiable double f(double x) {
                return at(x) * x;
              }
            }
            """)
            .file("Node")
            .at(Case.instance("Node", 1.1, 3), .7),
        Case.of(
                "a helper has the name of an annotated method",
                """
            static double power(float x, int n) {
              return n == 0 ? 1 : x * power(x, n - 1);
            }

            static double power(double x, int n) {
              return n == 0 ? 1 : x * power(x, n - 1) + power(n / 2f, n - 1);
            }

            @Differentiable static double power(double x) {
              return power(x, 3) + power(1.5f, 2) * x;
            }

            @Differentiable static double f(double x) {
              return power(x) * power(x, 2);
            }
            """)
            .at(1.5),
        Case.of(
                "annotated private methods that call themselves",
                """
            @Differentiable private static double sum(double x, int n) {
              return n == 0 ? x : x * sum(x, n - 1) + sum(2, n - 1);
            }

            @Differentiable static double f(double x) {
              return sum(x, 3) * sum(3, 2);
            }
            """)
            .at(1.5),
        Case.of(
                "mutual recursion across nested classes",
                """
            @Differentiable static double f(double x, int n) {
              return n == 0 ? x : x * Inner.odd(x, n - 1);
            }

            static class Inner {
              @Differentiable static double odd(double x, int n) {
                return n == 0 ? 1 : x + f(x * x, n - 1);
              }
            }
            """)
            .at(1.2, 4)
            .at(1.2, 3),
        Case.of(
                "overloads and varargs",
                """
            static double g(double x) {
              return x * x;
            }

            static double g(float x) {
              return 3 * x;
            }

            static double g(int x) {
              return 7 * x;
            }

            static double g(Object x) {
              return 0;
            }

            static double sum(double... v) {
              double s = 0;
              for (double e : v) s += e * e;
              return s;
            }

            static double sum(double a, double b) {
              return 2 * (a + b);
            }

            static double wide(double scale, int... k) {
              double s = 0;
              for (int e : k) s += e * scale;
              return s + k.length;
            }

            @Differentiable static double f(double x, int n) {
              return g(x) + g((float) 1.5) * x + g(n) * x + g('a') + sum(x, x, n) + sum(x, x) + sum()
                  + sum(x) + wide(x) + wide(x, 1, n) + sum(new double[] {x, 2});
            }
            """)
            .at(1.5, 3),
        Case.of(
                "methods of interfaces and constants of other classes",
                """
            record Square(double a) {
              interface Shape {
                double SCALE = 1.5;

                static double twice(double x) {
                  return 2 * x * SCALE;
                }

                private static double squared(double x) {
                  return x * x;
                }

                static double both(double x) {
                  return squared(x) + twice(x);
                }
              }

              private static final int TIMES = 3;
              static final double ROOT = Math.sqrt(2);

              @Differentiable double f(double x) {
                return this.scaled(x) * TIMES + Shape.both(a) * ROOT + Shape.twice(this.a) * Shape.SCALE;
              }

              private double scaled(double x) {
                return a * this.a() * x;
              }
            }
            """)
            .file("Square")
            .at(Case.instance("Square", 1.5), .7),
        Case.of(
                "parts of what has no name",
                """
            record P(double u, double v) {
              double product() {
                return u * v;
              }
            }

            static double[] both(double x) {
              return new double[] {x, x * x};
            }

            @Differentiable static double f(double x, int i) {
              return new P(x, x * x).v() * (new P(x, 2)).u + new P(x, x).product()
                  + new double[] {x, x * x}[i] * both(x)[1] * new double[] {x, 1}.length;
            }
            """)
            .at(1.5, 0)
            .at(1.5, 1),
        Case.of(
                "constants by static imports",
                """
            static final double[] WEIGHTS = {1, 2};

            @Differentiable static double f(double x) {
              return sin(x) * PI * WEIGHTS[1] * MAX_VALUE * 1e-9 + E;
            }
            """)
            .with("import static java.lang.Math.*; import static java.lang.Integer.MAX_VALUE;")
            .at(1.5));
  }
}
