package dev.adjoint.integration;

import static dev.adjoint.integration.Case.instance;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that generated code may stumble over, and where a method may stand. */
class NamesTest {
  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "variables with names of generated ones",
                """
            @Differentiable static double f(double seed, double value, double wBar, double xBar) {
              double w = seed * value;
              double x = w * wBar;
              double i2 = x + xBar;
              double value2 = i2 * w;
              double wKept = value2 * seed;
              double sumBar = wKept + x;
              double productBar = sumBar * i2;
              return productBar * value2;
            }
            """)
            .at(1.1, .7, -.3, .2),
        Case.of(
                "parameters named like members",
                """
            @Differentiable static double f(double apply, double hashCode, double toString) {
              return apply * hashCode + toString * apply;
            }
            """)
            .at(1.1, .7, -.3),
        Case.of(
                "wait",
                """
            @Differentiable static double f(double wait, double notify, double getClass, double clone, double finalize) {
              return wait * notify + getClass * clone * finalize;
            }
            """)
            .at(1.1, .7, -.3, 2.0, 1.0),
        Case.of(
                "method called value",
                """
            @Differentiable static double value(double x, double y) {
              return x * y;
            }

            @Differentiable static double apply(double x) {
              return x * x;
            }

            @Differentiable static double gradient(double x) {
              return x * 3;
            }
            """)
            .method("value")
            .at(2.0, 3.0),
        Case.of(
                "a variable called Math",
                """
            @Differentiable static double f(double Math, double x) {
              return java.lang.Math.sin(Math) * x;
            }
            """)
            .at(1.1, 2.0),
        Case.of(
                "a variable called Tensor",
                """
            @Differentiable static float f(Tensor x, float Tensor) {
              float Adjoints = x.sum() * Tensor;
              Tensor y = x.scale(Adjoints);
              return y.sum();
            }
            """)
            .at(dev.adjoint.tensor.Tensor.vector(1, 2), 2f),
        Case.of(
                "a variable called like the runtime",
                """
            @Differentiable static double f(double[][] ValueAndGradient, double Adjoints) {
              double[][] ScalarPullback = new double[2][2];
              ScalarPullback[1][0] = ValueAndGradient[0][1] * Adjoints;
              return ScalarPullback[1][0] * Adjoints;
            }
            """)
            .at(new double[][] {{1, 2}}, 3.0),
        Case.of(
                "variables called like packages",
                """
            @Differentiable static double f(double dev, double java) {
              double adjoint = dev * java;
              double lang = Math.exp(adjoint);
              return lang * adjoint;
            }
            """)
            .inReverseOnly()
            .at(.5, .3),
        Case.of(
                "dollars",
                """
            @Differentiable static double f(double a$b, double x) {
              double t$L = a$b * x;
              t$L *= x;
              double $ = t$L;
              return t$L * $;
            }
            """)
            .at(1.1, 2.0),
        Case.of(
                "unicode",
                """
            @Differentiable static double f(double π, double größe) {
              double 变量 = π * größe;
              if (变量 > 0) {
                变量 = 变量 * 变量;
              }
              return 变量 * π;
            }
            """)
            .at(1.1, 2.0),
        Case.of(
                "two methods that differ in case",
                """
            @Differentiable static double f(double x, double y) {
              return x * y;
            }

            @Differentiable(name = "other") static double F(double x, double y) {
              return x + y;
            }
            """)
            .at(1.1, 2.0),
        Case.of(
                "shadowed in sibling blocks",
                """
            @Differentiable static double f(double x, boolean c) {
              double s = 0;
              {
                double t = x * x;
                s += t * t;
              }
              if (c) {
                double t = Math.sin(x);
                s += t * t;
              } else {
                int t = 3;
                s += t * x;
              }
              for (int t = 0; t < 3; t++) {
                double u = x * t;
                s *= u + 1;
              }
              for (int t = 0; t < 2; t++) {
                double u = s * t;
                s += u * x;
              }
              double t = s * x;
              return t * t;
            }
            """)
            .at(1.1, true)
            .at(1.1, false),
        Case.of(
                "twenty parameters",
                """
            @Differentiable static double f(double x0, double x1, double x2, double x3, double x4, double x5, double x6, double x7, double x8, double x9, double x10, double x11, double x12, double x13, double x14, double x15, double x16, double x17, double x18, double x19) {
              return x0 * x3 + x1 * x10 + x2 * x17 + x3 * x4 + x4 * x11 + x5 * x18 + x6 * x5 + x7 * x12 + x8 * x19 + x9 * x6 + x10 * x13 + x11 * x0 + x12 * x7 + x13 * x14 + x14 * x1 + x15 * x8 + x16 * x15 + x17 * x2 + x18 * x9 + x19 * x16;
            }
            """)
            .at(
                0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2.0, 2.1,
                2.2, 2.3, 2.4),
        Case.of(
                "varargs",
                """
            @Differentiable static double f(double a, double... xs) {
              double s = a;
              for (double x : xs) {
                s *= x;
              }
              return s + sum(a, xs[0]) + sum();
            }

            static double sum(double... xs) {
              double s = 0;
              for (double x : xs) {
                s += x * x;
              }
              return s;
            }
            """)
            .at(2.0, new double[] {3, 4}),
        Case.of(
                "constants",
                """
            private static final double C = -2.5;
            private static final int N = 3;
            private static final float F = 0.1f;
            private static final long L = 1L << 40;
            private static final double TINY = 1e-300;
            static final double OPEN = Math.sqrt(3);
            static final double[] TABLE = {1, 2, 3};

            @Differentiable static double f(double x) {
              double s = -C * x - C + -N;
              for (int i = 0; i < N; i++) {
                s += x * TABLE[i] * F / OPEN;
              }
              return s * x / L * 1e12 - -C * TINY + Integer.MAX_VALUE * x * 1e-9 + Math.PI * x;
            }
            """)
            .at(1.3),
        Case.of(
                "constants of a nested class",
                """
            static class K {
              static final double C = Math.cos(1);

              static double twice(double x) {
                return Inner.twice(x) + C;
              }

              static class Inner {
                private static double twice(double x) {
                  return 2 * x * K.C;
                }
              }
            }

            @Differentiable static double f(double x) {
              return K.twice(x) * K.Inner.twice(x * x);
            }
            """)
            .at(1.3),
        Case.of(
                "static imports",
                """
            @Differentiable static double f(double x, double y) {
              return sin(x) * max(x, y) + pow(x, 2) + PI * y;
            }
            """)
            .with("import static java.lang.Math.*;\n")
            .at(1.3, .5),
        Case.of(
                "final and var",
                """
            @Differentiable static double f(final double x, double y) {
              final var a = x * y;
              var b = 2;
              var c = a * b;
              final double d;
              d = c * x;
              return d;
            }
            """)
            .at(1.3, .5),
        Case.of(
                "a record with a parameter of its own name",
                """
            record Mlp(double mlp, double value) {
              @Differentiable double f(double value, double mlp) {
                return this.mlp * value + this.value * mlp * mlp() + value();
              }
            }
            """)
            .file("Mlp")
            .at(instance("Mlp", 1.5, .5), 2.0, 3.0),
        Case.of(
                "a record whose receiver would be a keyword",
                """
            record Int(double a) {
              @Differentiable double f(double x) {
                return a * x;
              }
            }
            """)
            .file("Int")
            .at(instance("Int", 1.5), 2.0),
        Case.of(
                "a record called like the runtime",
                """
            record Pullback(double a) {
              @Differentiable double f(double x) {
                return a * x;
              }
            }
            """)
            .file("Pullback")
            .at(instance("Pullback", 1.5), 2.0),
        Case.of(
                "static nested in nested",
                """
            public class Outer {
              public static class Middle {
                record Inner(double w) {
                  @Differentiable double f(double x) {
                    return w * x * helper(x);
                  }
                }

                private static double helper(double x) {
                  return x * x;
                }
              }
            }
            """)
            .file("Outer$Middle$Inner")
            .at(instance("Outer$Middle$Inner", 1.5), 2.0),
        Case.of(
                "static method of an interface",
                """
            public interface Shapely {
              @Differentiable static double f(double x, double y) {
                return x * y * y;
              }
            }
            """)
            .file("Shapely")
            .at(1.5, 2.0),
        Case.of(
                "method of an enum",
                """
            enum Kind {
              A;

              @Differentiable static double f(double x) {
                return x * x;
              }
            }
            """)
            .file("Kind")
            .at(1.5),
        Case.of(
                "several annotated classes in a file",
                """
            class First {
              @Differentiable static double f(double x) {
                return Second.g(x) * Third.CONSTANT * new Third(x).h(2 * x);
              }

              static class Second {
                @Differentiable static double g(double x) {
                  return x * x;
                }
              }

              record Third(double w) {
                static final double CONSTANT = 3;

                @Differentiable double h(double x) {
                  return w * x;
                }
              }
            }
            """)
            .file("First")
            .at(1.5));
  }
}
