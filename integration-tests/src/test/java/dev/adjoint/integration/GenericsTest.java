package dev.adjoint.integration;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Generic records and helpers, which are called with types that are known. */
class GenericsTest {
  private static final String PAIR =
      """
      record Pair<A, B>(A a, B b) {
        A first() {
          return a;
        }

        <C> Pair<C, B> with(C c) {
          return new Pair<>(c, b);
        }

        static <X> Pair<X, X> twice(X x) {
          return new Pair<>(x, x);
        }
      }

      record P(double u, double v) {
        double product() {
          return u * v;
        }
      }
      """;

  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "generic records and helpers",
                PAIR
                    + """
            static <T> T pick(boolean c, T a, T b) {
              return c ? a : b;
            }

            static <T> T same(T t) {
              return t;
            }

            static double length(Pair<double[], P> p) {
              return p.a()[0] * p.b().u() + p.first()[1] + p.a[1] * p.b.product();
            }

            @Differentiable static double f(double[] x, double y) {
              Pair<double[], P> p = new Pair<>(x, new P(y, y * y));
              var q = p.with(new P(2 * y, x[0]));
              Pair<P, P> two = Pair.twice(q.a());
              return length(p) + pick(y > 0, p.b(), new P(y, 1)).v() + q.first().product()
                  * same(same(q)).b().u() + two.b().v() * same(y > 1 ? two : q).a().u();
            }
            """)
            .at(new double[] {1, 2}, 1.5)
            .at(new double[] {1, 2}, -.5),
        Case.of(
                "one helper with several types",
                PAIR
                    + """
            static <A, B> double weigh(Pair<A, B> pair, double by) {
              return by * by;
            }

            static <T> Pair<T, double[]> beside(T t, double x) {
              return new Pair<>(t, new double[] {x, x * x});
            }

            @Differentiable static double f(double x, int n, String name) {
              Pair<P, double[]> first = beside(new P(x, 2 * x), x);
              Pair<double[], double[]> second = beside(first.b().clone(), x * x);
              Pair<Pair<P, double[]>, double[]> third = beside(first, second.b()[1]);
              double s = 0;
              for (int i = 0; i < n; i++) {
                Pair<String, P> text = new Pair<>(name, new P(s, x));
                s += third.a().a().product() * second.a()[1] + third.b()[0] + text.b().u() / 3;
              }
              return s * weigh(first, x) + weigh(second, s / 100);
            }
            """)
            .at(.5, 3, "a"),
        Case.of(
                "bounded helpers call the record's own methods",
                """
            interface Layer {
              double value(double x);

              double w();

              default double twice(double x) {
                return value(value(x)) + w();
              }
            }

            record Dense(double w) implements Layer {
              public double value(double x) {
                return w * x;
              }
            }

            record Bias(double w, int k) implements Layer {
              public double value(double x) {
                return w + k * x;
              }

              public double twice(double x) {
                return w * x + Layer.super.twice(x);
              }
            }

            static <T extends Layer> double apply(T layer, double x) {
              return layer.value(x) * layer.w() + layer.twice(x);
            }

            static <L extends Layer, M extends Layer> double both(L l, M m, double x) {
              return m.value(apply(l, x)) + apply(m, x);
            }

            @Differentiable static double f(double w, double x) {
              return both(new Dense(w), new Bias(w * x, 3), x) + new Dense(x).twice(w);
            }
            """)
            .at(1.2, .7),
        Case.of(
                "a generic helper that calls itself",
                """
            record Chain<T>(T head, double tail) {}

            record P(double u) {}

            static <T> double walk(Chain<T> chain, T other, int n) {
              return n == 0 ? chain.tail() : chain.tail() * walk(new Chain<>(other, chain.tail() * 2),
                  chain.head(), n - 1);
            }

            @Differentiable static double f(double x) {
              return walk(new Chain<>(new P(x), x), new P(2 * x), 3)
                  + walk(new Chain<>(new double[] {x}, 3 * x), new double[2], 2);
            }
            """)
            .at(.5),
        Case.of(
                "varargs of records",
                """
            record V(double scale, double... v) {
              double sum() {
                double s = 0;
                for (double each : v) s += each * scale;
                return s;
              }
            }

            @Differentiable static double f(double x, double y) {
              return new V(x).sum() + new V(x, y, x * y).sum() * new V(y, new double[] {x, 2}).v()[0];
            }
            """)
            .at(1.5, .7));
  }
}
