package dev.adjoint.integration;

import static dev.adjoint.integration.Case.constant;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Group B of the conformance cases: branches, loops, early returns. */
class ControlFlowTest {
  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "B1",
                """
            @Differentiable static double f(double a) {
              if (a > 0) {
                a = 3 * a;
              } else {
                a = 2 * a;
              }
              return a;
            }
            """)
            .at(2.0)
            .slope(3)
            .at(-2.0)
            .slope(2),
        Case.of(
                "B3",
                """
            @Differentiable static double f(double a) {
              if (a > 0) {
                a = 3 * a;
                if (a < 10) {
                  a = a * a;
                } else {
                  a = 2 * a;
                }
              }
              return a;
            }
            """)
            .at(2.0)
            .slope(36)
            .at(5.0)
            .slope(6)
            .at(-1.0)
            .slope(1),
        Case.of(
                "B5",
                """
            @Differentiable static double f(double a, int n) {
              for (int i = 0; i < n; i++) {
                a = a * a;
              }
              a = 2 * a;
              if (a > 0) {
                a = a * a;
              }
              return a;
            }
            """)
            .at(1.5, 2)
            .gives(102.515625)
            .slope(546.75)
            .at(1.5, 0),
        Case.of(
                "B7",
                """
            @Differentiable static double f(double x, double y) {
              double a = x * y;
              double b = a + x;
              if (b > 50) {
                return a * b;
              }
              return b * y;
            }
            """)
            .at(8.0, 7.0)
            .slope(896, 960)
            .at(6.0, 7.0)
            .slope(56, 90),
        Case.of(
                "B9",
                """
            @SuppressWarnings("ADJ-ZERO-03")
            @Differentiable static double f(double x, double y) {
              if (y == 0) {
                return 1;
              }
              double n = y;
              double a = n + x;
              double b = n;
              double c = 2 * x;
              a *= b;
              return a + c;
            }
            """)
            .at(3.0, 5.0)
            .gives(46)
            .slope(7, 13)
            .at(3.0, 0.0)
            .gives(1)
            .slope(0, 0),
        Case.of(
                "B11",
                """
            @Differentiable static double f(double i, double j) {
              int c = 5;
              double r = 0;
              while (c-- > 0) {
                if (c > 3) {
                  r += i;
                  continue;
                }
                if (c > 1) {
                  r += j;
                  continue;
                }
                if (c > 0) {
                  r += i * j;
                  continue;
                }
              }
              return r;
            }
            """)
            .at(3.0, 5.0)
            .gives(28)
            .slope(6, 5),
        Case.of(
                "B11 in statements",
                """
            @Differentiable static double f(double i, double j) {
              int c = 5;
              double r = 0;
              while (c > 0) {
                c--;
                if (c > 3) {
                  r += i;
                  continue;
                }
                if (c > 1) {
                  r += j;
                  continue;
                }
                if (c > 0) {
                  r += i * j;
                  continue;
                }
              }
              return r;
            }
            """)
            .at(3.0, 5.0)
            .gives(28)
            .slope(6, 5),
        Case.of(
                "B13",
                """
            @Differentiable static double f(double a, double b) {
              double r = 0;
              for (int i = 0; i < 5; i++) {
                if (i == 4) {
                  r += a * b;
                  break;
                }
                if (i > 2) {
                  r += 2 * a;
                  continue;
                }
                r += a + b;
              }
              return r;
            }
            """)
            .at(3.0, 5.0)
            .gives(45)
            .slope(10, 6),
        Case.of(
                "B15",
                """
            @Differentiable static double f(double i, double j) {
              int counter = 3;
              double r = 0;
              while (counter-- > 0) {
                r += i * i + j;
              }
              return r;
            }
            """)
            .at(3.0, 5.0)
            .gives(42)
            .slope(18, 3),
        Case.of(
                "B15 in statements",
                """
            @Differentiable static double f(double i, double j) {
              int counter = 3;
              double r = 0;
              while (counter > 0) {
                counter--;
                r += i * i + j;
              }
              return r;
            }
            """)
            .at(3.0, 5.0)
            .gives(42)
            .slope(18, 3),
        Case.of(
                "B15 counted",
                """
            @Differentiable static double f(double i, double j) {
              double r = 0;
              for (int counter = 3; counter > 0; counter--) {
                r += i * i + j;
              }
              return r;
            }
            """)
            .at(3.0, 5.0)
            .gives(42)
            .slope(18, 3),
        Case.of(
                "B17",
                """
            @Differentiable static double f(double i, double j) {
              double r = 0;
              for (int c = 0; (r += i * j) > 0; ) {
                for (int d = 0; (r += i * j) > 0; ) {
                  if (d == 1) {
                    r += i * j;
                    break;
                  }
                  d++;
                }
                if (c == 1) {
                  r += i * j;
                  break;
                }
                c++;
              }
              return r;
            }
            """)
            .at(3.0, 5.0)
            .gives(135)
            .slope(45, 27),
        Case.of(
                "B19",
                """
            @Differentiable static double f(double x, int y) {
              double o = 1;
              for (int i = 0; i < y; i++) {
                if (i > 1) {
                  if (i < 5) {
                    o *= x;
                  }
                }
              }
              return o;
            }
            """)
            .at(2.0, 6)
            .gives(8)
            .slope(12)
            .at(2.0, 5)
            .gives(8)
            .slope(12)
            .at(2.0, 4)
            .gives(4)
            .slope(4)
            .at(2.0, 0)
            .gives(1)
            .slope(0),
        Case.of(
                "B21",
                """
            @Differentiable static double f(double x) {
              double r = x;
              int i = 0;
              do {
                if (i == 2) {
                  break;
                }
                r = i == 0 ? r * x : r * r;
                i++;
              } while (i < 10);
              return r;
            }
            """)
            .at(2.0)
            .gives(16)
            .slope(32),
        Case.of(
                "B23",
                """
            @Differentiable static double f(double a) {
              while (Math.abs(a) > .1) {
                a *= .5;
              }
              return a;
            }
            """)
            .at(2.0)
            .gives(.0625)
            .slope(.03125)
            .at(-1.5)
            .gives(-.09375)
            .slope(.0625),
        Case.of(
                "B25",
                """
            @Differentiable static double f(double x) {
              double power = 1;
              double sum = 0;
              for (int i = 1; i <= 10000; i++) {
                power *= x;
                sum += power / i;
              }
              return sum;
            }
            """)
            .at(.5)
            .gives(0.6931471805599453)
            .slope(2),
        Case.of(
                "B25 by pow",
                """
            @Differentiable static double f(double x) {
              double sum = 0;
              for (int i = 1; i <= 10000; i++) {
                sum += Math.pow(x, i) / i;
              }
              return sum;
            }
            """)
            .at(.5)
            .slope(2),
        Case.of(
                "B27",
                """
            @Differentiable static double f(double y, boolean c) {
              double v = 0;
              if (c) {
                v = Math.sin(y);
              }
              double z = Math.cos(y);
              if (c) {
                z += v;
              }
              return z;
            }
            """)
            .at(.5, true)
            .gives(1.3570081)
            .slope(Math.cos(.5) - Math.sin(.5))
            .at(.5, false)
            .gives(.8775825619)
            .slope(-Math.sin(.5)),
        Case.of(
                "B29",
                """
            @Differentiable static double f(double a) {
              for (int i = 0; i < 3; i++) {
                if (a < 20) {
                  a = a * a;
                }
              }
              return a;
            }
            """)
            .at(2.0)
            .gives(256)
            .slope(1024)
            .at(1.5)
            .gives(25.62890625)
            .slope(136.6875)
            .at(5.0)
            .gives(25)
            .slope(10),
        Case.of(
                "B31",
                """
            @Differentiable static double f(double a, double b, int op) {
              switch (op) {
                case 0:
                  return a + b;
                case 1:
                  return a - b;
                default:
                  return a * b;
              }
            }
            """)
            .at(2.0, 3.0, 0)
            .slope(1, 1)
            .at(2.0, 3.0, 1)
            .slope(1, -1)
            .at(2.0, 3.0, 7)
            .slope(3, 2),
        Case.of(
                "B31 enum",
                """
            enum Op {
              PLUS, MINUS, TIMES, OVER
            }

            @Differentiable static double f(double a, double b, Op op) {
              return switch (op) {
                case PLUS -> a + b;
                case MINUS -> a - b;
                case TIMES -> {
                  double y = a * b;
                  yield y;
                }
                case OVER -> a / b;
              };
            }
            """)
            .at(2.0, 3.0, constant("Case$Op", 0))
            .slope(1, 1)
            .at(2.0, 3.0, constant("Case$Op", 1))
            .slope(1, -1)
            .at(2.0, 3.0, constant("Case$Op", 2))
            .slope(3, 2)
            .at(2.0, 3.0, constant("Case$Op", 3)),
        Case.of(
                "B31 fall through",
                """
            @Differentiable static double f(double a, double b, int n) {
              double y = a;
              switch (n % 5) {
                case 0:
                  y *= b;
                case 1:
                  y += a * b;
                  break;
                case 2, 3:
                  y = y * y;
                  break;
                default:
                  y = -y;
              }
              return y * a;
            }
            """)
            .at(2.0, 3.0, 0)
            .at(2.0, 3.0, 1)
            .at(2.0, 3.0, 2)
            .at(2.0, 3.0, 3)
            .at(2.0, 3.0, 4),
        Case.of(
                "B31 in a loop",
                """
            @Differentiable static double f(double x, int n) {
              for (int i = 0; i < n; i++) {
                switch (i % 3) {
                  case 0 -> x = x * x;
                  case 1 -> {
                    if (x > 4) {
                      continue;
                    }
                    x = Math.sin(x) + i;
                  }
                  default -> x += 1 / x;
                }
              }
              return x;
            }
            """)
            .at(.8, 5)
            .at(1.8, 3)
            .at(1.8, 0),
        Case.of(
                "B31 by if",
                """
            @Differentiable static double f(double a, double b, int op) {
              if (op == 0) {
                return a + b;
              } else if (op == 1) {
                return a - b;
              } else if (op == 2) {
                return a * b;
              }
              return a / b;
            }
            """)
            .at(2.0, 3.0, 0)
            .slope(1, 1)
            .at(2.0, 3.0, 1)
            .slope(1, -1)
            .at(2.0, 3.0, 2)
            .slope(3, 2)
            .at(2.0, 3.0, 3),
        Case.of(
                "B33",
                """
            @Differentiable static double f(double x, double y) {
              return x > y ? f(x - 1, y) : x * y;
            }
            """)
            .at(3.0, 1.0)
            .gives(1)
            .slope(1, 1)
            .at(12.0, 8.0)
            .gives(64)
            .slope(8, 8),
        Case.of(
                "B33 power",
                """
            @Differentiable static double f(double x, int n) {
              return n == 0 ? 1 : x * f(x, n - 1);
            }
            """)
            .at(2.0, 3)
            .gives(8)
            .slope(12)
            .at(2.0, 0)
            .slope(0),
        Case.of(
                "B33 Fibonacci",
                """
            @Differentiable static double f(double a, double b, int n) {
              return n <= 0 ? a + b : f(a, b, n - 1) + f(a, b, n - 2);
            }
            """)
            .at(1.0, 2.0, 20)
            .gives(3 * 17711)
            .slope(17711, 17711),
        Case.of(
                "B33 mutual",
                """
            @Differentiable static double f(double x) {
              return x > 30 ? x : g(x) * x;
            }

            @Differentiable static double g(double x) {
              return f(x * 2) + x;
            }
            """)
            .at(1.5),
        Case.of(
                "recursion over arrays",
                """
            @Differentiable static double f(double[] x, int from) {
              if (from == x.length) {
                return 1;
              }
              double rest = f(x, from + 1);
              return rest * x[from] + Math.sin(rest);
            }
            """)
            .at(new double[] {1.5, .5, 2}, 0),
        Case.of(
                "B35",
                """
            @Differentiable static double f(double x) {
              for (int i = 0; i < 7; i++) {
                if (i % 3 == 0) {
                  x = x * x;
                } else if (i % 3 == 1) {
                  x = Math.sin(x);
                } else {
                  x = x + 1 / x;
                }
              }
              return x;
            }
            """)
            .at(.8)
            .gives(4.043410119)
            .slope(-4.237623753)
            .at(.8),
        Case.of(
                "B37",
                """
            @Differentiable static double f(double x) {
              if (x <= 1) {
                return 1;
              }
              return x * f(x - 1);
            }
            """)
            .at(1.0)
            .gives(1)
            .slope(0)
            .at(2.0)
            .gives(2)
            .slope(1)
            .at(3.0)
            .gives(6)
            .slope(5)
            .at(4.0)
            .gives(24)
            .slope(26)
            .at(5.0)
            .gives(120)
            .slope(154),
        Case.of(
                "while with a compound condition",
                """
            @Differentiable static double f(double x) {
              int trips = 0;
              while (x > 1 && trips < 10) {
                x = Math.sqrt(x) * 0.9 + x / 3;
                trips++;
              }
              return x * trips;
            }
            """)
            .at(20.0)
            .at(.5),
        Case.of(
                "nested while",
                """
            @Differentiable static double f(double x, double y) {
              double r = 0;
              while (x > 1) {
                double z = y;
                while (z > 1) {
                  z = z * 0.5 - 0.01 * x;
                  r += z * x;
                }
                x = x * 0.6;
              }
              return r;
            }
            """)
            .at(7.0, 9.0)
            .at(.5, 1.0),
        Case.of(
                "return in a loop",
                """
            @Differentiable static double f(double[] x, double limit) {
              double product = 1;
              for (int i = 0; i < x.length; i++) {
                product *= x[i];
                if (product > limit) {
                  return product * i;
                }
              }
              return product + limit;
            }
            """)
            .at(new double[] {1, 2, 3, 4}, 5.0)
            .at(new double[] {1, 2, 3, 4}, 50.0)
            .at(new double[] {}, 5.0),
        Case.of(
                "return in nested loops",
                """
            @Differentiable static double f(double[][] m) {
              double sum = 0;
              for (double[] row : m) {
                for (double each : row) {
                  sum += each * each;
                  if (sum > 10) {
                    return sum * each;
                  }
                }
                sum *= 0.5;
              }
              return sum;
            }
            """)
            .at((Object) new double[][] {{1, 2}, {3, 4}})
            .at((Object) new double[][] {{1, 2}, {1, 1}}),
        Case.of(
                "labelled break and continue",
                """
            @Differentiable static double f(double x) {
              double r = x;
              outer:
              for (int i = 0; i < 5; i++) {
                for (int j = 0; j < 5; j++) {
                  if (j == i) {
                    continue outer;
                  }
                  if (r > 50) {
                    break outer;
                  }
                  r = r * x + j;
                }
                r += i;
              }
              return r;
            }
            """)
            .at(1.1)
            .at(2.0)
            .at(-.3),
        Case.of(
                "do with continue",
                """
            @Differentiable static double f(double x) {
              int i = 0;
              do {
                i++;
                if (i % 2 == 0) {
                  continue;
                }
                x = x * Math.sin(x + i);
              } while (i < 6);
              return x;
            }
            """)
            .at(1.1),
        Case.of(
                "return from both loops of a callee",
                """
            static double g(double x) {
              for (int i = 0; i < 4; i++) {
                if (x > 3) {
                  return x * i;
                }
                x *= 1.7;
              }
              while (x < 100) {
                x = x * x + 2;
                if (x > 50) {
                  return -x;
                }
              }
              return x;
            }

            @Differentiable static double f(double x) {
              return g(x) * g(2 * x) + g(x * 0.1);
            }
            """)
            .at(1.1)
            .at(.3)
            .at(4.0),
        Case.of(
                "partly returning",
                """
            @Differentiable static double f(double x, double y) {
              if (x > 0) {
                if (y > 0) {
                  return x * y;
                }
                x = x * 3;
              } else if (y > 1) {
                return y * y * x;
              }
              x = x * x * y;
              return x;
            }
            """)
            .at(1.1, 2.0)
            .at(1.1, -2.0)
            .at(-1.1, 2.0)
            .at(-1.1, .5),
        Case.of(
                "changed count",
                """
            @Differentiable static double f(double x, int n) {
              for (int i = 0; i < n; i++) {
                x = x * Math.cos(x + i);
                i++;
                n--;
              }
              return x;
            }
            """)
            .at(1.1, 7)
            .at(1.1, 0),
        Case.of(
                "break in while",
                """
            @Differentiable static double f(double x) {
              int n = 0;
              while (true) {
                x = x / 2 + 1 / x;
                n++;
                if (n == 4) {
                  break;
                }
              }
              return x;
            }
            """)
            .at(3.0),
        Case.of(
                "loop by double",
                """
            @Differentiable static double f(double x) {
              double r = x;
              for (double t = 0; t < 1; t += 0.3) {
                r = r * x + t;
              }
              return r;
            }
            """)
            .at(1.3),
        Case.of(
                "overwritten twice in a branch",
                """
            @Differentiable static double f(double x, boolean c) {
              double a = x;
              if (c) {
                a = 2;
                a = 3;
              }
              return a * x;
            }
            """)
            .at(1.3, true)
            .slope(3)
            .at(1.3, false)
            .slope(2.6),
        Case.of(
                "overwritten twice in a loop",
                """
            @Differentiable static double f(double x, int n) {
              double a = x;
              for (int i = 0; i < n; i++) {
                a = 2;
                a = i;
              }
              return a * x;
            }
            """)
            .at(1.3, 3)
            .slope(2)
            .at(1.3, 0)
            .slope(2.6),
        Case.of(
                "element overwritten twice in a branch",
                """
            @Differentiable static double f(double x, boolean c) {
              double[] a = {x};
              if (c) {
                a[0] = 2;
                a[0] = 3;
              }
              return a[0] * x;
            }
            """)
            .at(1.3, true)
            .slope(3)
            .at(1.3, false)
            .slope(2.6),
        Case.of(
                "record overwritten twice in a branch",
                """
            record P(double u, double v) {
              @Differentiable double n() {
                return u * v;
              }
            }

            @Differentiable static double f(double x, boolean c) {
              P a = new P(x, x);
              if (c) {
                a = new P(1, 2);
                a = new P(2, 3);
              }
              return a.u() * a.v() * x;
            }
            """)
            .method("f")
            .at(1.3, true)
            .slope(6)
            .at(1.3, false));
  }
}
