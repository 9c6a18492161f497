package dev.adjoint.integration;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lambdas and method references that are called where they stand, or passed to a helper. */
class FunctionsTest {

  private static final String FUNCTIONS = "import java.util.function.*;\n";

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "simpson's rule for a function of an expression",
                """
                static double integrate(DoubleUnaryOperator f, double a, double b, int n) {
                  double h = (b - a) / n;
                  double sum = f.applyAsDouble(a) + f.applyAsDouble(b);
                  for (int i = 1; i < n; i++) {
                    sum += (i % 2 == 0 ? 2 : 4) * f.applyAsDouble(a + i * h);
                  }
                  return sum * h / 3;
                }
                @Differentiable static double f(double[] k, double a, double b) {
                  return integrate(x -> k[0] * Math.sin(k[1] * x) + x * x, a, b, 8);
                }
                """)
            .with(FUNCTIONS)
            .at(new double[] {1.5, 0.7}, -0.3, 2.1),
        Case.of(
                "newton's method in a helper, with a derivative as a second function",
                """
                static double solve(DoubleUnaryOperator g, DoubleUnaryOperator slope, double from) {
                  double x = from;
                  int trips = 0;
                  while (Math.abs(g.applyAsDouble(x)) > 1e-12) {
                    if (trips++ > 50) {
                      return Double.NaN;
                    }
                    x -= g.applyAsDouble(x) / slope.applyAsDouble(x);
                  }
                  return x;
                }
                @Differentiable static double f(double a, double b) {
                  return b * solve(x -> x * x * x - a, x -> 3 * x * x, 2);
                }
                """)
            .with(FUNCTIONS)
            .at(5.0, 0.5),
        Case.of(
                "a block body with early returns, a loop and its own parameter assigned",
                """
                @Differentiable static double f(double[] a, double limit) {
                  DoubleBinaryOperator clipped = (z, w) -> {
                    z *= w;
                    if (z > limit) {
                      return limit;
                    }
                    for (int i = 0; i < a.length; i++) {
                      if (a[i] < 0) {
                        return z + a[i] * w;
                      }
                      z += a[i] * a[i];
                    }
                    return z * z;
                  };
                  double sum = 0;
                  for (double v : a) {
                    sum += clipped.applyAsDouble(v, sum + 1);
                  }
                  return sum;
                }
                """)
            .with(FUNCTIONS)
            .at(new double[] {0.5, 0.25, 0.75}, 2.5)
            .at(new double[] {0.5, 0.25, -0.75}, 2.5)
            .at(new double[] {3.5, 0.25, 0.75}, 2.5),
        Case.of(
                "references to methods of every kind",
                """
                record P(double x, double y) {
                  double area() { return x * y; }
                  double scaled(double by) { return by * x + y; }
                }
                static double cube(double x) { return x * x * x; }
                @Differentiable static double f(double a, double b) {
                  DoubleUnaryOperator sine = Math::sin;
                  DoubleUnaryOperator own = Case::cube;
                  DoubleBinaryOperator larger = Math::max;
                  BiFunction<Double, Double, P> make = P::new;
                  P p = make.apply(a, own.applyAsDouble(b));
                  ToDoubleFunction<P> area = P::area;
                  ToDoubleFunction<P> side = P::y;
                  DoubleUnaryOperator bound = p::scaled;
                  DoubleUnaryOperator again = new P(a, a * b)::scaled;
                  return sine.applyAsDouble(area.applyAsDouble(p))
                      + side.applyAsDouble(p) * bound.applyAsDouble(a)
                      + larger.applyAsDouble(a, b)
                      + again.applyAsDouble(2);
                }
                """)
            .with(FUNCTIONS)
            .at(0.7, 1.3),
        Case.of(
                "a bound reference keeps the object that it was made of",
                """
                record P(double k) { double times(double x) { return k * x; } }
                @Differentiable static double f(double a, double b) {
                  P p = new P(a);
                  DoubleUnaryOperator first = p::times;
                  p = new P(b);
                  DoubleUnaryOperator second = p::times;
                  p = new P(a * b);
                  return first.applyAsDouble(b) + 3 * second.applyAsDouble(b) + p.k();
                }
                """)
            .with(FUNCTIONS)
            .at(2.0, 5.0)
            .gives(2 * 5 + 3 * 25 + 10)
            .slope(10, 2 + 30 + 2),
        Case.of(
                "this in a lambda and in a reference",
                """
                import java.util.function.*;
                record Model(double k, double[] w) {
                  double g(double x) { return k * x * x; }
                  static double twice(DoubleUnaryOperator f, double x) {
                    return f.applyAsDouble(f.applyAsDouble(x));
                  }
                  double sum(DoubleUnaryOperator each) {
                    double s = 0;
                    for (double v : w) {
                      s += each.applyAsDouble(v) * this.k;
                    }
                    return s;
                  }
                  @Differentiable double f(double x) {
                    return twice(this::g, x) + twice(z -> z * w[0] + k, x) + sum(v -> g(v) + x);
                  }
                }
                """)
            .file("Model")
            .at(Case.instance("Model", 0.5, new double[] {1.5, -2.0}), 1.2),
        Case.of(
                "one call within another, and a function that calls the function around it",
                """
                static double twice(DoubleUnaryOperator f, double x) {
                  return f.applyAsDouble(f.applyAsDouble(x));
                }
                @Differentiable static double f(double x, double k) {
                  DoubleUnaryOperator inc = z -> z + k * z * z;
                  DoubleUnaryOperator both = z -> inc.applyAsDouble(Math.sin(inc.applyAsDouble(z)));
                  return twice(z -> twice(both, z) * k, x);
                }
                """)
            .with(FUNCTIONS)
            .at(0.3, 0.2),
        Case.of(
                "a choice between functions, made once",
                """
                @Differentiable static double f(double x, double y) {
                  double limit = 1;
                  DoubleUnaryOperator g = x > limit ? z -> z * z * y : Math::exp;
                  x = -x;
                  double sum = 0;
                  for (int i = 0; i < 3; i++) {
                    sum += g.applyAsDouble(x * i) * (x < limit ? 1 : 2);
                  }
                  return sum;
                }
                """)
            .with(FUNCTIONS)
            .at(2.0, 3.0)
            .at(0.5, 3.0),
        Case.of(
                "a function that makes functions sees the values of its own time",
                """
                static DoubleUnaryOperator line(double k, double c) { return z -> k * z + c; }
                @Differentiable static double f(double x, double y) {
                  DoubleUnaryOperator old = line(x, y);
                  DoubleFunction<DoubleUnaryOperator> curried = k -> z -> k * z * y;
                  DoubleUnaryOperator product = curried.apply(x);
                  x = x * x;
                  return old.applyAsDouble(3) + product.applyAsDouble(x) + line(x, x).applyAsDouble(y);
                }
                """)
            .with(FUNCTIONS)
            .at(2.0, 5.0),
        Case.of(
                "boxes in and out, and whole numbers",
                """
                static double apply(Function<Double, Double> f, double x) { return f.apply(x); }
                @Differentiable static double f(double x, float y) {
                  Function<Double, Double> g = z -> z > 0 ? z * z : -z;
                  BiFunction<Integer, Double, Double> power = (n, z) -> {
                    double p = 1.0;
                    for (int i = 0; i < n; i++) {
                      p *= z;
                    }
                    return p;
                  };
                  IntToDoubleFunction root = Math::sqrt;
                  DoubleUnaryOperator one = z -> 1;
                  Supplier<Double> captured = () -> x * y;
                  UnaryOperator<Double> plus = z -> z.doubleValue() + y;
                  return apply(g, x) + power.apply(3, x) * root.applyAsDouble(2)
                      + one.applyAsDouble(x) + captured.get() + plus.apply(x) + apply(Math::exp, y);
                }
                """)
            .with(FUNCTIONS)
            .at(1.5, 0.5f)
            .at(-1.5, 0.5f),
        Case.of(
                "division of a whole number that a function widens",
                """
                static double half(DoubleUnaryOperator f, int n) { return f.applyAsDouble(n); }
                @Differentiable static double f(double x) {
                  return half(z -> z / 2 * x, 3);
                }
                """)
            .with(FUNCTIONS)
            .at(2.0)
            .gives(3)
            .slope(1.5),
        Case.of(
                "functions of arrays and of records",
                """
                record P(double x, double y) {}
                static double[] map(double[] a, DoubleUnaryOperator f) {
                  double[] b = new double[a.length];
                  for (int i = 0; i < a.length; i++) {
                    b[i] = f.applyAsDouble(a[i]);
                  }
                  return b;
                }
                static double fold(double[] a, double start, DoubleBinaryOperator f) {
                  double result = start;
                  for (double v : a) {
                    result = f.applyAsDouble(result, v);
                  }
                  return result;
                }
                @Differentiable static double f(double[] a, double k) {
                  UnaryOperator<double[]> doubled = v -> map(v, z -> 2 * z);
                  Function<P, P> turn = p -> new P(-p.y() * k, p.x());
                  BiFunction<double[], Integer, double[]> head = (v, n) -> {
                    double[] h = new double[n];
                    for (int i = 0; i < n; i++) {
                      h[i] = v[i];
                    }
                    return h;
                  };
                  IntFunction<double[]> fresh = double[]::new;
                  double[] t = fresh.apply(1);
                  t[0] = fold(map(doubled.apply(a), z -> z * k), 1, (s, v) -> s * v + k);
                  P p = turn.apply(turn.apply(new P(a[0], t[0])));
                  return p.x() * p.y() + fold(head.apply(a, 2), 0, Double::sum);
                }
                """)
            .with(FUNCTIONS)
            .at(new double[] {0.5, -0.25, 0.75}, 1.5),
        Case.of(
                "a function that writes an array it captures",
                """
                static void each(int n, IntConsumer action) {
                  for (int i = 0; i < n; i++) {
                    action.accept(i);
                  }
                }
                @Differentiable static double f(double[] a, double k) {
                  double[] sums = new double[a.length];
                  each(a.length, i -> sums[i] = a[i] * k);
                  each(a.length - 1, i -> {
                    if (a[i] < 0) {
                      return;
                    }
                    sums[i + 1] += sums[i] * sums[i + 1];
                  });
                  Runnable last = () -> sums[0] *= k;
                  last.run();
                  return sums[0] + sums[1] * sums[2];
                }
                """)
            .with(FUNCTIONS)
            .at(new double[] {0.5, -0.25, 0.75}, 1.5),
        Case.of(
                "interfaces of the user's own, with defaults and generics",
                """
                interface Activation {
                  double apply(double x);
                  default Activation then(Activation next) { return x -> next.apply(apply(x)); }
                  default double twice(double x) { return apply(apply(x)); }
                }
                interface Norm extends Activation {}
                interface Reduce<T> { double of(T value, int n, double... rest); }
                static final Activation SQUARE = x -> x * x;
                private static final Activation SINE = Math::sin;
                @Differentiable static double f(double x, double y) {
                  Activation soft = v -> v / (1 + Math.abs(v) * y);
                  Norm norm = v -> v - y;
                  Reduce<double[]> dot = (a, n, rest) -> a[n] * rest[0] + rest.length * a[0];
                  return soft.then(SQUARE).then(norm).twice(x)
                      + SINE.apply(x)
                      + norm.apply(x) * dot.of(new double[] {x, y}, 1, x * y, y);
                }
                """)
            .with(FUNCTIONS)
            .at(0.5, 1.25),
        Case.of(
                "order of evaluation: arguments before the body, the body before what follows",
                """
                @Differentiable static double f(double x, double y) {
                  double[] a = {x, y};
                  DoubleBinaryOperator g = (u, v) -> {
                    a[0] = u * v;
                    return a[0] + a[1];
                  };
                  double first = a[0] * g.applyAsDouble(a[0], a[1] *= 2) * a[0];
                  double n = 1;
                  return first + g.applyAsDouble(n, n = 3 * x) * n;
                }
                """)
            .with(FUNCTIONS)
            .at(2.0, 5.0),
        Case.of(
                "a function that throws",
                """
                @Differentiable static double f(double x) {
                  DoubleUnaryOperator g = z -> {
                    if (z < 0) {
                      throw new IllegalArgumentException("negative: " + z);
                    }
                    return Math.sqrt(z) * x;
                  };
                  DoubleSupplier never = () -> {
                    throw new IllegalStateException("never");
                  };
                  return x > 10 ? never.getAsDouble() : g.applyAsDouble(x - 1);
                }
                """)
            .with(FUNCTIONS)
            .at(3.0)
            .fails(0.5)
            .fails(11.0),
        Case.of(
                "a function from elsewhere is called like any other method",
                """
                static double times(IntToDoubleFunction weight, int n, double x) {
                  return weight.applyAsDouble(n) * x;
                }
                static double sum(int n, double x) {
                  return f(x, n, i -> i + 1.5) + times(i -> i * x, n, x);
                }
                @Differentiable static double f(double x, int n, IntToDoubleFunction weight) {
                  Function<Double, Double> own = z -> z * x;
                  double s = times(weight, n, x);
                  for (int i = 0; i < n; i++) {
                    s += weight.applyAsDouble(i) * own.apply(x);
                  }
                  return s;
                }
                @Differentiable static double g(double x) { return sum(3, x); }
                """)
            .with(FUNCTIONS)
            .method("g")
            .at(2.0),
        Case.of(
                "parameters that hide and names that clash",
                """
                static double helper(DoubleUnaryOperator f, double y) {
                  double x = y * y;
                  double sum = f.applyAsDouble(x);
                  {
                    double z = sum * x;
                    sum += f.applyAsDouble(z);
                  }
                  return sum;
                }
                @Differentiable static double f(double x, double y) {
                  double sum = helper(z -> x * z + y, y);
                  return helper(v -> {
                    double z = sum * v;
                    return z + helper(w -> w * x * z, v);
                  }, x);
                }
                """)
            .with(FUNCTIONS)
            .at(0.75, 0.5),
        Case.of(
                "records that serve as functions",
                """
                record Scale(double k) implements DoubleUnaryOperator {
                  public double applyAsDouble(double x) { return k * x * x; }
                }
                static double twice(DoubleUnaryOperator f, double x) {
                  return f.applyAsDouble(f.applyAsDouble(x));
                }
                @Differentiable static double f(double x, double y) {
                  Scale scale = new Scale(y);
                  return twice(new Scale(x), y) + twice(scale, x) * twice(scale::applyAsDouble, y);
                }
                """)
            .with(FUNCTIONS)
            .at(0.75, 0.5),
        Case.of(
                "generic helpers and lists",
                """
                record Pair(double a, double b) {}
                static <A, B> B call(Function<A, B> f, A a) { return f.apply(a); }
                static <T> double total(List<T> list, ToDoubleFunction<T> f) {
                  double sum = 0;
                  for (T item : list) {
                    sum += f.applyAsDouble(item);
                  }
                  return sum;
                }
                static <T> T repeat(UnaryOperator<T> f, T start, int n) {
                  T value = start;
                  for (int i = 0; i < n; i++) {
                    value = f.apply(value);
                  }
                  return value;
                }
                @Differentiable static double f(double x, double y) {
                  List<Pair> pairs = List.of(new Pair(x, y), new Pair(y, x * y));
                  IntFunction<Pair> at = pairs::get;
                  Pair p = repeat(q -> new Pair(q.b() * x, q.a() + y), at.apply(1), 3);
                  return total(pairs, q -> q.a() * q.b()) + p.a() * p.b()
                      + call(q -> q.a() * y, p)
                      + call((Pair q) -> new Pair(q.b(), x), p).a();
                }
                """)
            .with(FUNCTIONS + "import java.util.List;\n")
            .at(0.75, 0.5),
        Case.of(
                "switches and loops with jumps around and within",
                """
                static double run(DoubleUnaryOperator g, double[] a) {
                  double s = 0;
                  outer:
                  for (int i = 0; i < a.length; i++) {
                    for (int j = 0; j <= i; j++) {
                      double v = g.applyAsDouble(a[i] * j);
                      if (v > 3) {
                        break outer;
                      } else if (v < -1) {
                        continue outer;
                      }
                      s += v;
                    }
                  }
                  return s;
                }
                @Differentiable static double f(double[] a, int mode, double k) {
                  return run(
                      z ->
                          switch (mode) {
                            case 0 -> z * k;
                            case 1 -> {
                              double w = k;
                              while (w < 2) {
                                w *= 1.5;
                                if (z < 0) {
                                  yield w;
                                }
                              }
                              yield w * z;
                            }
                            default -> run(v -> v * k + z, a);
                          },
                      a);
                }
                """)
            .with(FUNCTIONS)
            .at(new double[] {0.5, -0.25, 0.75, 1.5}, 0, 1.2)
            .at(new double[] {0.5, -0.25, 0.75, 1.5}, 1, 1.2)
            .at(new double[] {0.5, -0.25, 0.75, 1.5}, 2, 1.2));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void test(Case program) {
    program.run();
  }
}
