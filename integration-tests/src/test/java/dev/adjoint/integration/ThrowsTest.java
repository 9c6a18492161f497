package dev.adjoint.integration;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Guards that throw: the derivatives throw the same, and elsewhere are as if nothing stood there.
 */
class ThrowsTest {
  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "E23 partial sums before the throw",
                """
            @Differentiable static double f(double[] x, double limit) {
              double s = 0;
              double[] seen = new double[x.length];
              for (int i = 0; i < x.length; i++) {
                s += x[i] * x[i];
                seen[i] = s * limit;
                if (s > limit) {
                  throw new IllegalArgumentException("sum " + s + " at " + i + " is above " + limit);
                }
                s *= x[i];
              }
              return s * seen[0];
            }
            """)
            .at(new double[] {1, 2, 3}, 1e9)
            .fails(new double[] {1, 2, 3}, 4.0),
        Case.of(
                "the last statement throws",
                """
            @Differentiable static double f(double x, int n) {
              if (n == 0) {
                return x * x;
              } else if (n == 1) {
                return Math.sin(x);
              }
              throw new UnsupportedOperationException("n = " + n);
            }
            """)
            .at(1.5, 0)
            .at(1.5, 1)
            .fails(1.5, 2),
        Case.of(
                "one branch of several throws",
                """
            @Differentiable static double f(double x, double y) {
              double z;
              if (x > 1) {
                z = x * y;
              } else if (y > 1) {
                throw new ArithmeticException("y is " + y);
              } else {
                z = x + y * y;
                if (z > 1.5) throw new IllegalStateException("z = " + z + '!');
                z *= z;
              }
              return z * z * x;
            }
            """)
            .at(1.5, 2.0)
            .at(.5, .7)
            .fails(.5, 2.0)
            .fails(.9, .99),
        Case.of(
                "then and else both end",
                """
            @Differentiable static double f(double x, int n) {
              double s = x;
              for (int i = 0; i < 5; i++) {
                s *= x;
                if (i == n) {
                  if (s > 10) {
                    throw new IllegalStateException("too large: " + s);
                  } else {
                    return s;
                  }
                }
              }
              return s * x;
            }
            """)
            .at(1.5, 2)
            .at(1.5, 7)
            .fails(2.5, 3),
        Case.of(
                "loops that only a throw ends",
                """
            @Differentiable static double f(double x, int n) {
              double s = x;
              int i = 0;
              while (true) {
                s = s * x + i;
                if (++i > n) {
                  if (i > 4) {
                    throw new IllegalStateException("n " + n);
                  }
                  return s;
                }
              }
            }
            """)
            .at(1.3, 2)
            .fails(1.3, 9),
        Case.of(
                "a loop whose body ends in a throw",
                """
            @Differentiable static double f(double[] x) {
              double s = 1;
              for (double each : x) {
                s *= each;
                if (each > 0) {
                  continue;
                }
                throw new IllegalArgumentException("not positive: " + each);
              }
              return s;
            }
            """)
            .at(new double[] {1, 2, 3})
            .fails(new double[] {1, -2, 3}),
        Case.of(
                "inlined helpers that throw",
                """
            static double positive(String unused, double x, String name) {
              if (!(x > 0)) {
                throw new IllegalArgumentException(name + " must be positive, but is " + x);
              }
              return Math.log(x);
            }

            private static double checked(double x, double low, double high) {
              if (x < low || x > high) {
                throw new IndexOutOfBoundsException(
                    String.format(java.util.Locale.ROOT, "%.3f not in [%.1f, %.1f]", x, low, high));
              }
              return x * x;
            }

            static double root(double x) {
              return x >= 0 ? Math.sqrt(x) : fail(x);
            }

            static double fail(double x) {
              throw new ArithmeticException("root of " + x);
            }

            @Differentiable static double f(double x, double y) {
              double a = checked(x, 0, 10) * root(y);
              a += checked(a, -5, 5);
              return a * root(y - x);
            }
            """)
            .at(1.1, 2.3)
            .fails(-1.0, 2.0)
            .fails(3.0, 2.0)
            .fails(1.1, -2.0)
            .fails(1.0, .9),
        Case.of(
                "switches that throw",
                """
            enum Op { ADD, MULTIPLY, DIVIDE, POWER }

            static double apply(Op op, double a, double b) {
              return switch (op) {
                case ADD -> a + b;
                case MULTIPLY -> a * b;
                case DIVIDE -> {
                  if (b == 0) {
                    throw new ArithmeticException("division of " + a + " by zero");
                  }
                  yield a / b;
                }
                default -> throw new UnsupportedOperationException(op + " of " + a + " and " + b);
              };
            }

            @Differentiable static double f(Op op, int how, double a, double b) {
              double r;
              switch (how) {
                case 1:
                  r = apply(op, a, b);
                  break;
                case 2:
                  r = a;
                case 3:
                  r = b * a;
                  break;
                default:
                  throw new IllegalArgumentException("how: " + how);
              }
              return r * r + a;
            }
            """)
            .at(Case.constant("Case$Op", 0), 1, 2.0, 3.0)
            .at(Case.constant("Case$Op", 1), 1, 2.0, 3.0)
            .at(Case.constant("Case$Op", 2), 1, 2.0, 3.0)
            .at(Case.constant("Case$Op", 3), 2, 2.0, 3.0)
            .at(Case.constant("Case$Op", 3), 3, 2.0, 3.0)
            .fails(Case.constant("Case$Op", 3), 1, 2.0, 3.0)
            .fails(Case.constant("Case$Op", 2), 1, 2.0, 0.0)
            .fails(Case.constant("Case$Op", 2), 4, 2.0, 0.0),
        Case.of(
                "text of all kinds",
                """
            private static final String NAME = "q\\"t\\\\\\n\\t";
            private static final char SIGN = '\\'';
            static final int LIMIT = 3;

            static class Bad extends RuntimeException {
              private static final long serialVersionUID = 1;
              final double by;

              Bad(String message, double by, Throwable cause) {
                super(message, cause);
                this.by = by;
              }

              @Override
              public String toString() {
                return getMessage() + by;
              }
            }

            static String describe(double... x) {
              return java.util.Arrays.toString(x);
            }

            @Differentiable static double f(double[] x, long n, float g, boolean b, int i) {
              if (n > LIMIT) {
                throw new Bad(
                    NAME + SIGN + 'c' + 1 + 2L + 1.5f + (i + 1) + i++ + i + -i + !b + (char) 65,
                    x[0] + i,
                    null);
              } else if (b) {
                throw new IllegalStateException(
                    describe(x) + describe(1, 2) + (x.length > 1 ? "many" : x[0])
                        + String.valueOf(g) + Double.toString(x[0]).length()
                        + "%s and %d".formatted(x[0] * 2, n), new Bad("cause", 1, null));
              }
              return x[0] * g * n;
            }
            """)
            .at(new double[] {1.5, 2}, 2L, 2f, false, 3)
            .fails(new double[] {1.5, 2}, 4L, 2f, false, 3)
            .fails(new double[] {1.5}, 2L, 2f, true, 3),
        Case.of(
                "an error that is made elsewhere",
                """
            static RuntimeException error(double x, double[] y) {
              return new IllegalArgumentException("x = " + x + ", y has " + y.length);
            }

            @Differentiable static double f(double x, double[] y) {
              if (x < 0) {
                throw error(x, y);
              } else if (x > y.length) {
                throw x > 10 ? new ArithmeticException() : new IllegalStateException("" + (int) x);
              }
              return x * y[(int) Math.floor(2.5)];
            }
            """)
            .at(1.5, new double[] {1, 2, 3})
            .fails(-1.5, new double[] {1, 2, 3})
            .fails(11.5, new double[] {1, 2, 3})
            .fails(5.5, new double[] {1, 2, 3}),
        Case.of(
                "guards of records and rows",
                """
            record Layer(double[] w, double b) {
              Layer {
                if (w.length == 0) throw new IllegalArgumentException("no weights");
              }

              @Differentiable double f(double[] x) {
                if (x.length != w.length) {
                  throw new IllegalArgumentException(
                      "expected " + w.length + " inputs, got " + x.length);
                }
                double s = b;
                for (int i = 0; i < x.length; i++) s += w[i] * x[i];
                if (Double.isNaN(s)) throw new ArithmeticException(this.b + " " + b());
                return s * s;
              }
            }
            """)
            .file("Layer")
            .at(Case.instance("Layer", new double[] {1, 2}, .5), new double[] {3, 4})
            .fails(Case.instance("Layer", new double[] {1, 2}, .5), new double[] {3})
            .fails(Case.instance("Layer", new double[] {1, Double.NaN}, .5), new double[] {3, 4}));
  }
}
