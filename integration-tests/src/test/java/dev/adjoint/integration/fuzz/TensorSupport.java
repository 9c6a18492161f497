package dev.adjoint.integration.fuzz;

/** What random programs over tensors call. */
final class TensorSupport {
  private static final String HEADER =
      """
      package fuzz;

      import dev.adjoint.annotations.*;
      import dev.adjoint.tensor.*;
      import java.util.List;
      import java.util.function.UnaryOperator;

      """;

  static final Sources SOURCES = new Sources(HEADER);

  private TensorSupport() {}

  static {
    members();
    layers();
    records();
  }

  private static void members() {
    SOURCES.member(
        "same",
        """
        static Tensor same(Tensor x) {
          return x;
        }
        """);
    SOURCES.member(
        "bent",
        """
        static Tensor bent(Tensor x, int n) {
          Tensor h = x;
          if (n == 0) {
            return Activations.tanh(h);
          }
          for (int i = 0; i < n; i++) {
            Tensor u = Elementwise.sin(h.times(x));
            if (u.mean() > 0.2) {
              break;
            }
            h = u;
          }
          return Activations.tanh(h);
        }
        """);
    SOURCES.member(
        "energy",
        """
        static double energy(Tensor x) {
          Tensor y = x.times(x);
          x = Activations.tanh(x);
          return Math.atan(y.sum() + x.mean());
        }
        """);
    SOURCES.member(
        "rotate",
        """
        static void rotate(Tensor[] z) {
          Tensor first = z[0];
          for (int i = 1; i < z.length; i++) {
            z[i - 1] = z[i];
          }
          z[z.length - 1] = Activations.tanh(first);
        }
        """);
    SOURCES.member(
        "falling",
        """
        static Tensor falling(Tensor x, Tensor w, int n) {
          if (n <= 0 || x.sum() > 4) {
            return Elementwise.cos(x);
          }
          return falling(x.times(w), w, n - 1).times(falling(w, x.scale(0.5f), n - 1));
        }
        """);
    SOURCES.member(
        "Gate",
        """
        @Differentiable sealed interface Gate {
          Tensor of(Tensor x);

          @Differentiable record Open(Tensor w) implements Gate {
            public Tensor of(Tensor x) {
              Tensor y = x;
              if (y.sum() < 0) {
                y = y.times(w);
              }
              return y.plus(w);
            }
          }

          record Shut() implements Gate {
            public Tensor of(Tensor x) {
              return x;
            }
          }

          @Differentiable record Both(Gate first, Gate second) implements Gate {
            public Tensor of(Tensor x) {
              return first.of(x).times(second.of(x));
            }
          }
        }
        """);
  }

  /** Methods of another file, which give back, or hold, what they are given in many ways. */
  private static void layers() {
    SOURCES.type(
        "Layers",
        """
        public final class Layers {
          private Layers() {}

          @Differentiable
          public static Tensor same(Tensor x) {
            return x;
          }

          @Differentiable
          public static Tensor view(Tensor x) {
            return x.reshape(x.size());
          }

          @Differentiable
          public static Tensor kept(Tensor x) {
            return Activations.tanh(x);
          }

          @Differentiable
          public static Tensor keptView(Tensor x) {
            Tensor y = Activations.tanh(x);
            return y.reshape(y.size());
          }

          @Differentiable
          public static Tensor twice(Tensor x) {
            return kept(same(x)).times(kept(x));
          }

          @Differentiable
          public static Tensor either(Tensor x, Tensor y, boolean isFirst) {
            return isFirst ? x : y;
          }

          @Differentiable
          public static Tensor loop(Tensor x, Tensor w, int n) {
            Tensor h = x;
            for (int i = 0; i < n; i++) {
              h = Activations.tanh(h.times(w));
            }
            return h;
          }

          @Differentiable
          public static Tensor last(Tensor x, Tensor w) {
            Tensor[] all = new Tensor[3];
            all[0] = x;
            for (int i = 1; i < 3; i++) {
              all[i] = same(all[i - 1]).times(w);
            }
            return all[2].plus(all[0]);
          }

          @Differentiable
          public static Tensor parts(Tensor x) {
            Tensor[] parts = Joining.chunk(x, 0, 2);
            return Joining.concat(0, parts[1].times(parts[0]), Activations.tanh(parts[0]));
          }

          @Differentiable
          public static Cell pair(Tensor h, Tensor c) {
            return new Cell(h, c.times(h));
          }

          @Differentiable
          public static Tensor product(Cell cell) {
            return cell.c().sumOver(0).times(cell.h());
          }

          @Differentiable
          public static float loss(Tensor x, Tensor target, int kind) {
            if (kind == 0) {
              return Losses.meanSquaredError(x, target);
            }
            Tensor d = x.minus(target);
            return d.times(d).sum();
          }

          @Differentiable
          public static Tensor through(List<Dense> layers, Tensor x) {
            Tensor h = x;
            for (Dense layer : layers) {
              h = layer.apply(h).plus(h);
            }
            return h;
          }

          @Differentiable
          public static Tensor falling(Tensor x, Tensor w, int n) {
            if (n <= 0) {
              return Elementwise.cos(x);
            }
            Tensor h = falling(x.times(w), w, n - 1);
            return h.times(Activations.tanh(h.plus(w)));
          }
        }
        """);
  }

  private static void records() {
    SOURCES.type(
        "Cell",
        """
        public record Cell(@Shape("3") Tensor h, Tensor c) {
          @Differentiable
          public Cell next(Tensor x) {
            Tensor g = Activations.tanh(h.times(x).plus(c.sumOver(0)));
            return new Cell(g, c.times(g));
          }

          @Differentiable
          public Cell with(Tensor other) {
            return new Cell(h, other);
          }
        }
        """);
    SOURCES.type(
        "Dense",
        """
        public record Dense(Tensor w, Tensor b) {
          @Differentiable
          public Tensor apply(Tensor x) {
            return Activations.tanh(x.matmul(w).plus(b));
          }

          @Differentiable
          public Tensor around(Tensor x) {
            Tensor y = apply(x);
            return y.times(x).plus(x);
          }
        }
        """);
    SOURCES.type(
        "Unit",
        """
        public sealed interface Unit {
          @Differentiable
          Tensor of(Tensor x);

          record Same() implements Unit {
            @Differentiable
            public Tensor of(Tensor x) {
              return x;
            }
          }

          record Affine(Tensor w, Tensor b) implements Unit {
            @Differentiable
            public Tensor of(Tensor x) {
              return x.times(w).plus(b);
            }
          }

          record Twice(Unit inner) implements Unit {
            @Differentiable
            public Tensor of(Tensor x) {
              return Activations.tanh(inner.of(inner.of(x)));
            }
          }
        }
        """);
    // For the test of the tests.
    SOURCES.type(
        "Crooked",
        """
        public final class Crooked {
          private Crooked() {}

          @Primitive(shape = "x -> x")
          @Vjp(of = "x", is = "yBar.scale(1.02f)")
          @Jvp("xDot.scale(1.02f)")
          public static Tensor twist(Tensor x) {
            return x.copy();
          }
        }
        """);
  }
}
