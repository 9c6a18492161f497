package dev.adjoint.integration.fuzz;

/** What random programs call: members of their class, and types in files of their own. */
final class Support {
  static final Sources SOURCES =
      new Sources(
          """
          package fuzz;

          import dev.adjoint.annotations.*;
          import java.util.Arrays;
          import java.util.List;
          import java.util.function.DoubleUnaryOperator;

          """);

  static {
    SOURCES.member(
        "bend",
        """
        static double bend(double x, double y) {
          if (x > y) {
            return Math.sin(x) * y;
          }
          double z = x - y;
          if (z < -2) {
            return z / (1 + y * y);
          } else {
            z *= 0.5;
          }
          return Math.tanh(z) + y;
        }
        """);
    SOURCES.member(
        "total",
        """
        static double total(double[] v, int from) {
          double s = 0;
          for (int i = from; i < v.length; i++) {
            s += v[i] * (i + 1);
          }
          return Math.sin(s);
        }
        """);
    SOURCES.member(
        "blurred",
        """
        static double[] blurred(double[] v) {
          double[] r = new double[v.length];
          for (int i = 0; i < v.length; i++) {
            r[i] = 0.5 * v[i];
            if (i > 0) {
              r[i] += 0.25 * v[i - 1] * v[i];
            }
          }
          return r;
        }
        """);
    SOURCES.member(
        "even",
        """
        @Differentiable static double even(double x, int n) {
          return n <= 0 ? Math.sin(x) : x * odd(x + 0.1, n - 1);
        }

        @Differentiable static double odd(double x, int n) {
          if (n <= 0) {
            return 0.5 * x;
          }
          double y = even(x * 0.7, n - 1);
          return y - x * y;
        }
        """);
    SOURCES.member(
        "falling",
        """
        @Differentiable static double falling(double x, int n) {
          if (n <= 0 || x > 2) {
            return Math.cos(x);
          }
          return falling(x * 0.5, n - 1) * falling(Math.sin(x), n - 1);
        }
        """);
    SOURCES.member(
        "sum",
        """
        static double sum(double... values) {
          double s = 0;
          for (double each : values) {
            if (each > 1) {
              continue;
            }
            s += each * each;
          }
          return Math.atan(s);
        }
        """);
    SOURCES.member(
        "split",
        """
        static Pair split(double x) {
          return x > 0 ? new Pair(x, x * x) : new Pair(-x, 1);
        }
        """);
    SOURCES.member(
        "scale",
        """
        static void scale(double[] v, double by) {
          if (by > 0.9) {
            return;
          }
          for (int i = 0; i < v.length; i++) {
            v[i] *= 0.5 + by;
          }
        }
        """);
    SOURCES.member(
        "shift",
        """
        static double shift(double[] v) {
          double first = v[0];
          for (int i = 1; i < v.length; i++) {
            v[i - 1] = v[i];
          }
          v[v.length - 1] = Math.sin(first);
          return Math.tanh(first);
        }
        """);
    SOURCES.member(
        "exchange",
        """
        static void exchange(double[] v, double[] w) {
          for (int i = 0; i < 4; i++) {
            double t = v[i];
            v[i] = w[i];
            w[i] = t * 0.9;
          }
        }
        """);
    SOURCES.member(
        "Act",
        """
        @Differentiable sealed interface Act {
          double of(double x);

          default double twice(double x) {
            return of(0.5 * of(x));
          }

          default double[] all(double[] v) {
            double[] r = new double[v.length];
            for (int i = 0; i < v.length; i++) {
              r[i] = of(v[i]);
            }
            return r;
          }

          @Differentiable record Sharp(double at) implements Act {
            public double of(double x) {
              if (x < at) {
                return 0.3 * x;
              }
              return x - 0.7 * at;
            }
          }

          @Differentiable record Soft(double[] w, int n) implements Act {
            public double of(double x) {
              return Math.tanh(x * w[0] + w[1]) * (1 + n % 3);
            }

            public double[] all(double[] v) {
              double[] r = v.clone();
              r[0] *= w[1];
              return r;
            }
          }

          @Differentiable record Chain(Act first, Act second) implements Act {
            public double of(double x) {
              return second.of(first.of(x));
            }
          }

          record Flat() implements Act {
            public double of(double x) {
              return x > 0 ? Math.sin(x) : x;
            }
          }
        }
        """);
    SOURCES.type(
        "Shape",
        """
        public sealed interface Shape {
          @Differentiable
          double size();

          @Differentiable
          Shape grown(double by);

          @NonDifferentiable
          default int corners() {
            return 0;
          }

          @Differentiable
          sealed interface Round extends Shape {}

          record Circle(double r) implements Round {
            @Differentiable
            public double size() {
              return Math.tanh(r * r);
            }

            @Differentiable
            public Shape grown(double by) {
              return by > 0.5 ? new Scaled(this, by) : new Circle(r + by);
            }
          }

          record Box(double a, double b, int n) implements Shape {
            @Differentiable
            public double size() {
              return Math.sin(a * b);
            }

            @Differentiable
            public Shape grown(double by) {
              return new Box(a * by, b, n);
            }

            public int corners() {
              return 4;
            }
          }

          record Scaled(Shape inner, double by) implements Round {
            @Differentiable
            public double size() {
              return inner.size() * by;
            }

            @Differentiable
            public Shape grown(double by) {
              return new Scaled(inner.grown(by), this.by * 0.5);
            }

            public int corners() {
              return inner.corners();
            }
          }

          record Walk(double[] steps) implements Shape {
            @Differentiable
            public double size() {
              double s = 0;
              for (double step : steps) {
                s += s * step + step;
              }
              return Math.atan(s);
            }

            @Differentiable
            public Shape grown(double by) {
              double[] more = steps.clone();
              more[0] += by;
              return new Walk(more);
            }
          }

          record Bare() implements Shape {
            public double size() {
              return 0.7;
            }

            @Differentiable
            public Shape grown(double by) {
              return new Circle(by);
            }
          }
        }
        """);
    SOURCES.type(
        "Pair",
        """
        public record Pair(double x, double y) {
          @Differentiable
          public double norm() {
            return Math.sqrt(1 + x * x + 0.5 * y * y) - 1.2;
          }

          @Differentiable
          public Pair turned(double by) {
            return new Pair(Math.cos(by) * x - Math.sin(by) * y, Math.sin(by) * x + Math.cos(by) * y);
          }
        }
        """);
    SOURCES.type(
        "Model",
        """
        public record Model(double[] w, Pair pair, double b, int k) {
          @Differentiable
          public double score(double x) {
            double s = b;
            for (int i = 0; i < w.length; i++) {
              s += w[i] * x + pair.x() * i;
            }
            return Math.tanh(s * pair.y());
          }
        }
        """);
    SOURCES.type("Mode", "public enum Mode { LOW, MID, HIGH }\n");
    SOURCES.type(
        "Library",
        """
        public final class Library {
          private Library() {}

          @Differentiable
          public static double ramp(double x, double y) {
            if (x < -1) {
              return -Math.cos(y);
            }
            double s = y;
            for (int i = 0; i < 3; i++) {
              if (s > 1.5) {
                return x * Math.sin(s);
              }
              s += 0.3 * x * s;
            }
            return Math.tanh(s);
          }

          @Differentiable
          public static double[] mixed(double[] v, double by) {
            double[] r = v.clone();
            for (int i = 1; i < r.length; i++) {
              r[i] = 0.5 * r[i] + by * r[i - 1];
            }
            return r;
          }

          @Differentiable
          public static double power(double x, int n) {
            return n <= 0 ? 1 : x * power(x, n - 1);
          }
        }
        """);
    // For the test of the tests.
    SOURCES.type(
        "Crooked",
        """
        public final class Crooked {
          private Crooked() {}

          @Primitive
          @Vjp(of = "x", is = "yBar * 1.001")
          @Jvp("xDot * 1.001")
          public static double twist(double x) {
            return x;
          }
        }
        """);
  }

  private Support() {}
}
