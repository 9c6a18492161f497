package dev.adjoint.integration;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What random programs found, made small. */
class RandomFindsTest {
  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "a question to which a helper's argument knows the answer",
                """
            @Differentiable sealed interface Shape {}
            @Differentiable record Circle(double r) implements Shape {}
            @Differentiable record Bare() implements Shape {}

            private static double size(Shape s, double x) {
              if (s instanceof Circle c) {
                double n = Math.sin(x);
                if (n > 0.4) { throw new IllegalArgumentException(); }
                return c.r() * n;
              }
              Shape other = s instanceof Bare ? new Circle(x) : s;
              return other instanceof Circle c ? c.r() * c.r() : x;
            }

            @Differentiable static double f(double x) {
              return size(new Bare(), x) + size(new Circle(x), x * 0.2);
            }
            """)
            .at(0.7),
        Case.of(
                "a copy of an array that the next argument changes",
                """
            static double shift(double[] v) {
              double first = v[0];
              for (int i = 1; i < v.length; i++) { v[i - 1] = v[i]; }
              v[v.length - 1] = Math.sin(first);
              return first;
            }

            static double weigh(double[] v, double by) {
              double s = 0;
              for (int i = 0; i < v.length; i++) { s += v[i] * v[i] * (i + by); }
              return s;
            }

            @Differentiable static double f(double x, double y) {
              double[] a = {x, 0.5, y};
              double[][] both = {a.clone(), new double[] {shift(a)}, java.util.Arrays.copyOf(a, 2)};
              return weigh(a.clone(), shift(a)) + a.clone()[0] * shift(a) * a[1]
                  + weigh(both[0], 1) * weigh(both[2], both[1][0]);
            }
            """)
            .at(0.7, -0.4),
        Case.of(
                "the bound of a loop has effects",
                """
            @Differentiable static double f(double x, int k) {
              for (int i = 0; i < Math.min(k++ + (k += 1), 9); i++) {
                x *= 1.5;
              }
              return x * k;
            }
            """)
            .at(2.0, 0)
            .at(2.0, 3),
        Case.of(
                "the bound of a loop is a call that the body changes",
                """
            static int twice(int k) {
              return k + k;
            }

            @Differentiable static double f(double x) {
              int k = 1;
              for (int i = 0; i < twice(k); i++) {
                x = Math.sin(x) * 2;
                k = 2;
              }
              return x;
            }
            """)
            .at(0.7),
        Case.of(
                "the bound of a loop is an element that is written by another name",
                """
            @Differentiable static double f(double x) {
              int[] counts = {3, 4};
              int[] same = counts;
              for (int i = 0; i < counts[0]; i++) {
                x = Math.sin(x) * 2;
                same[0] = 1;
              }
              return x;
            }
            """)
            .at(0.7),
        Case.of(
                "an array is returned after a loop that is left",
                """
            @Differentiable static double[] f(double[] p, double x) {
              double[] u = p.clone();
              for (int i = 0; i < u.length; i++) {
                if (u[i] > 0.5) {
                  break;
                }
                u[i] *= x;
              }
              return u;
            }
            """)
            .at(new double[] {0.25, 0.75, 0.125}, 2.0),
        Case.of(
                "an array is returned after a while",
                """
            @Differentiable static double[] f(double[] p, int n) {
              while (n-- > 0) {
              }
              return p;
            }
            """)
            .at(new double[] {0.25, 0.75}, 2),
        Case.of(
                "a pullback runs again where a parameter was assigned",
                """
            record R(double[] w, double b) {
              @Differentiable double n() {
                return b;
              }
            }

            @Differentiable static double f(double a, double[] p) {
              R m = new R(p, a);
              for (int i = 0; i < 3; i++) {
                a = Math.cos(a);
                m = m;
              }
              return a * m.b();
            }
            """)
            .at(0.7, new double[] {1, 2}),
        Case.of(
                "a parameter gets another array",
                """
            @Differentiable static double f(double[] p, double a) {
              p = new double[] {a, 2, 1};
              return p[1] * p[0] + p[1];
            }
            """)
            .warns("ADJ-ZERO-02")
            .at(new double[] {1, 2}, 0.7),
        Case.of(
                "a parameter gets another array in a branch",
                """
            @Differentiable static double f(double[] p, double a) {
              double s = p[0];
              if (a > 0) {
                p = new double[] {a, s, 1};
              }
              return p[1] * p[0] + p[1];
            }
            """)
            .at(new double[] {1, 2}, 0.7)
            .at(new double[] {1, 2}, -0.7),
        Case.of(
                "a record parameter gets another array",
                """
            record R(double[] w, double b) {
              @Differentiable double n() {
                return b;
              }
            }

            @Differentiable static double f(R m, double a) {
              double s = m.w()[1];
              m = new R(new double[4], m.b() * s);
              double n = m.w()[2];
              return a > 0 ? n + m.b() : a;
            }
            """)
            .at(Case.instance("Case$R", new double[] {1, 2}, 0.5), 0.7)
            .at(Case.instance("Case$R", new double[] {1, 2}, 0.5), -0.7),
        Case.of(
                "a record gets another array in a loop",
                """
            record R(double[] w, double b) {
              @Differentiable double n() {
                return b;
              }
            }

            @Differentiable static double f(double[] p, double a) {
              R m = new R(p, a);
              double s = 0;
              for (int i = 0; i < 3; i++) {
                s += m.w()[0] * m.b();
                m = new R(new double[] {s, a}, m.b() * a);
              }
              return s + m.w()[1] * m.w()[0];
            }
            """)
            .at(new double[] {1, 2}, 0.7),
        Case.of(
                "a record gets a copy of its own array",
                """
            record R(double[] w, double b) {
              @Differentiable double n() {
                return b;
              }
            }

            @Differentiable static double f(R m, double a) {
              for (int i = 0; i < 2; i++) {
                m = new R(m.w().clone(), m.b() * a);
              }
              double[] u = {a, m.w()[0]};
              for (int i = 0; i < 2; i++) {
                u = new double[] {u[1] * a, u[0]};
              }
              return m.w()[1] * a + u[0] * u[1] * m.b();
            }
            """)
            .at(Case.instance("Case$R", new double[] {1, 2}, 0.5), 0.7),
        Case.of(
                "the row of a target is found before the right side changes its index",
                """
            @Differentiable static double f(double a, int k) {
              double[][] m = new double[3][4];
              m[k][1] = a;
              m[k][1] -= Math.sin(a) * (k += 1);
              m[k][k] = a * a + (k -= 1);
              m[k][k + 1] *= a + k++;
              return m[0][1] * m[1][1] + m[k][0] + m[0][2] * a;
            }
            """)
            .at(0.7, 0),
        Case.of(
                "constants of an enum are compared",
                """
            enum Op { LOW, HIGH }

            @Differentiable static double f(double x, Op op) {
              Op last = Op.LOW;
              if (op == Op.HIGH) {
                last = op;
                x *= x;
              }
              return last == Op.LOW ? 3 * x : x;
            }
            """)
            .at(1.5, Case.constant("Case$Op", 0))
            .at(1.5, Case.constant("Case$Op", 1)),
        Case.of(
                "a switch that yields within a switch",
                """
            @Differentiable static double f(double x, int n) {
              switch (n % 3) {
                case 0 -> {
                  double y = switch (n) {
                    case 0 -> x * x;
                    default -> {
                      if (x > 1) {
                        yield 2 * x;
                      }
                      yield x;
                    }
                  };
                  x = y * y;
                }
                case 1 -> x = 3 * x;
                default -> {}
              }
              return x * x;
            }
            """)
            .at(1.5, 0)
            .at(0.5, 1)
            .at(0.5, 2)
            .at(0.5, 3)
            .at(1.5, 3),
        Case.of(
                "a switch within a loop is left",
                """
            @Differentiable static double f(double x) {
              for (int i = 0; i < 4; i++) {
                switch (i) {
                  case 1:
                    x = Math.sin(x);
                    break;
                  case 2:
                    for (int j = 0; j < 3; j++) {
                      switch (j) {
                        case 0:
                          break;
                        default:
                          x = x * x + j;
                      }
                    }
                  default:
                    x *= 1.5;
                }
                x += 0.25;
              }
              return x;
            }
            """)
            .at(0.7),
        Case.of(
                "a list is kept in a counted loop",
                """
            @NonDifferentiable static List<String> names(String... names) {
              return List.of(names);
            }

            @Differentiable static double f(double x) {
              List<String> a = names("one");
              List<String> b = names("three", "four");
              List<String> names = a;
              double s = x;
              for (int i = 0; i < 4; i++) {
                s = s * x * names.size() * names.get(0).length();
                names = i % 2 == 0 ? b : a;
              }
              return s;
            }
            """)
            .with("import java.util.List;")
            .at(0.7),
        Case.of(
                "records with type parameters are kept in a counted loop",
                """
            record Box<T>(T label, int[] counts) {}

            @Differentiable static double f(int[] counts, double x) {
              Box<String> box = new Box<>("a", counts);
              double s = x;
              for (int i = 0; i < 4; i++) {
                s = s * x * box.counts()[i] * box.label().length();
                box = new Box<>(box.label() + "b", counts);
              }
              return s;
            }
            """)
            .at(new int[] {1, 2, 3, 4}, 0.7),
        Case.of(
                "what only an arm reads that a constant rules out leaves no trace",
                """
            static final boolean ON = true;
            static final int LEVEL = 3;

            static double chosen(double x, boolean takes) {
              double root = Math.sqrt(x);
              if (takes && LEVEL != 2.5) {
                return x;
              }
              return root;
            }

            @Differentiable static double f(double a, double b) {
              double n = Math.pow(a, b);
              final boolean off = 1.5f > 2;
              double s = a * a;
              if (off || LEVEL * 2 <= 5) {
                s += n;
              }
              s += !ON ? n : b;
              s += ON ^ false && -LEVEL < 0L ? chosen(a, LEVEL % 2 == 1) : n;
              if (true) {
                return s;
              }
              return n;
            }
            """)
            .at(-1.5, 0.5)
            .slope(-2, 1)
            .at(1.5, 0.5),
        Case.of(
                "arms that constants choose declare the same names",
                """
            @Differentiable static double f(double x, int k) {
              double y = x;
              if (true) {
                double t = Math.sin(x);
                y += t * k;
              }
              if (1 + 1 == 2) {
                double t = y * x;
                y *= t;
              } else {
                y = Math.log(y);
              }
              for (int i = 0; i < k; i++) {
                if (false) {
                  break;
                }
                double t = y * 0.5;
                y += t * x;
              }
              return 'a' == 'b' ? k : true ? y : 2;
            }
            """)
            .at(0.7, 3),
        Case.of(
                "a loop over an array, of which the variable gets a shorter one",
                """
            record Pair(double x, double y) {}

            @Differentiable static Pair f(double a, double b) {
              double[] h = new double[9];
              for (int i = 0; i < 4; i++) {
                h[2 * i] = 1.0;
                h[2 * i + i % 2] += h[i];
              }
              for (int i = 3; i >= 0; i--) {
                for (double ignored : h) {
                  h = new double[] {1.0, a, b, a, 1};
                  a -= 1.0;
                }
              }
              return new Pair(a, h[2] * h[1]);
            }
            """)
            .at(0.7, 0.4),
        Case.of(
                "a loop over an array, of which the variable gets a copy of another one",
                """
            @Differentiable static double f(double[] v, double a, int k) {
              double[] h = new double[9];
              for (int i = 0; i < 4; i++) {
                h[i] = a * h[i + k] + a;
              }
              double s = 0;
              for (double n : h) {
                h = java.util.Arrays.copyOf(v, ++k % 2 + 4);
                s += n * n;
              }
              return h[k % 4] * s;
            }
            """)
            .at(new double[] {0.3, 0.5, 0.2, 0.4}, 0.7, 2));
  }
}
