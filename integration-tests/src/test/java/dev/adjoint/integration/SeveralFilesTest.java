package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Methods that call annotated methods of other files, and what several files share. */
class SeveralFilesTest {
  private static final String CALLEE =
      """
      package files;
      import dev.adjoint.annotations.*;
      public class Callee {
        @Differentiable
        public static double product(double x, double y) {
          return x * y * y;
        }

        @Differentiable
        public static double[] scaled(double[] x, double by) {
          double[] r = new double[x.length];
          for (int i = 0; i < x.length; i++) {
            r[i] = x[i] * by * i;
          }
          return r;
        }
      }
      """;

  private static final String MODEL =
      """
      package files;
      import dev.adjoint.annotations.*;
      public record Model(double w, Part part) {
        @Differentiable
        public double value(double x) {
          return w * part.value(x);
        }
      }
      """;

  private static final String PART =
      """
      package files;
      import dev.adjoint.annotations.*;
      public record Part(double[] v, int k) {
        @Differentiable
        public double value(double x) {
          return v[0] * x + v[k] * x * x;
        }
      }
      """;

  private static final String CALLER =
      """
      package files;
      import dev.adjoint.annotations.*;
      class Caller {
        @Differentiable
        static double f(double a, double b, double[] v) {
          double s = 0;
          for (int i = 0; i < 3; i++) {
            if (a > i) {
              s += Callee.product(a, b + i) * s + a;
            }
          }
          double[] w = Callee.scaled(v, s);
          return w[1] * Callee.product(w[2], b);
        }

        @Differentiable
        static double changes(double[] v, boolean on) {
          double[] w = Callee.scaled(v, 2);
          if (on) {
            return w[1] * w[2];
          }
          w = new double[] {v[1]};
          return w[0] * v[0];
        }

        @Differentiable
        static double g(Model model, double x) {
          return model.value(x) * x + model.part().value(model.w());
        }
      }
      """;

  private static final Map<String, String> FILES =
      Map.of(
          "files.Callee", CALLEE,
          "files.Caller", CALLER,
          "files.Model", MODEL,
          "files.Part", PART);

  @Test
  void callsAcrossFiles() {
    Compilation compilation = Compiler.compile(FILES);
    ClassLoader loader = compilation.load();
    assertThat(compilation.findings()).isEmpty();
    GradientCheck.against(
        new Subject(loader, "files.Caller", "f"),
        List.of("a", "b", "v"),
        1.5,
        .7,
        new double[] {1, 2, 3});
    for (boolean on : new boolean[] {true, false}) {
      GradientCheck.against(
          new Subject(loader, "files.Caller", "changes"),
          List.of("v"),
          (Object) new double[] {1, 2, 3},
          on);
    }
    Object part = new Case.Instance("Part", new double[] {1, 2, 3}, 2).create(type(loader));
    Object model = new Case.Instance("Model", 1.5, part).create(type(loader));
    GradientCheck.against(
        new Subject(loader, "files.Caller", "g"), List.of("model", "x"), model, 2.0);
    GradientCheck.against(
        new Subject(loader, "files.Model", "value"), List.of("this", "x"), model, 2.0);
  }

  private static Class<?> type(ClassLoader loader) {
    try {
      return loader.loadClass("files.Caller");
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static final String LIBRARY =
      """
      package lib;
      import dev.adjoint.annotations.*;
      public class Lib {
        public static final double ROOT = Math.sqrt(2);

        @Differentiable
        public static double product(double x, double y) {
          return x * y * y;
        }

        @Differentiable(name = "productOfArrays")
        public static double product(double[] x, double... y) {
          return x[0] * y[1];
        }

        @Differentiable
        public static double[] scaled(double[] x, double by) {
          double[] r = x.clone();
          for (int i = 0; i < r.length; i++) r[i] *= by;
          return r;
        }

        public static int twice(int n) {
          return n * 2;
        }

        @NonDifferentiable
        public static double frozen(double x) {
          return 2 * x;
        }

        public record P(double u, double[] v) {
          @Differentiable
          public double dot(double s) {
            return u * v[0] * s;
          }
        }

        public record Pair<A, B>(A a, B b) {}

        public interface Layer {
          double value(double x);
        }

        public static class Nested {
          @Differentiable
          public static double half(double x) {
            return x / 2;
          }
        }
      }
      """;

  private static final String APP =
      """
      package app;
      import static lib.Lib.*;
      import dev.adjoint.annotations.*;
      import lib.Lib;
      public class App {
        record Own(double w) implements Lib.Layer {
          public double value(double x) {
            return w * x;
          }
        }

        static <T extends Layer> double apply(T layer, double x) {
          return layer.value(x);
        }

        @Differentiable
        public static double f(double[] x, double y) {
          P p = new P(y, x);
          Pair<P, Double> q = new Pair<>(p, 3.0);
          double[] s = scaled(x, y);
          return product(x[0], y) + product(x, y, y * 2) * ROOT + s[0] * Lib.twice(3) + p.dot(y)
              + frozen(3) * q.a().u() * Nested.half(y) + apply(new Own(y), y);
        }
      }
      """;

  /** A library of another package, of which only the class files are there. */
  @Test
  void callsAcrossJars(@TempDir Path jar) throws IOException {
    Compilation library = Compiler.compile(Map.of("lib.Lib", LIBRARY));
    ClassLoader loaded = library.load();
    assertThat(loaded).isNotNull();
    for (Map.Entry<String, byte[]> type : library.classes().entrySet()) {
      Path file = jar.resolve(type.getKey().replace('.', '/') + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, type.getValue());
    }
    String classPath = jar + File.pathSeparator + System.getProperty("java.class.path");
    Compilation app = Compiler.compile(Map.of("app.App", APP), "-cp", classPath);
    Map<String, byte[]> classes = new HashMap<>(library.classes());
    classes.putAll(app.classes());
    Compilation both = new Compilation(app.success(), app.diagnostics(), app.generated(), classes);
    assertThat(app.findings()).isEmpty();
    GradientCheck.against(
        new Subject(both.load(), "app.App", "f"),
        List.of("x", "y"),
        (Object) new double[] {1.5, 2},
        .7);
  }

  @Test
  void recordsOfASealedInterfaceInFilesOfTheirOwn() {
    Map<String, String> sources = new HashMap<>();
    sources.put(
        "files.Layer",
        """
        package files;
        import dev.adjoint.annotations.*;
        public sealed interface Layer permits Dense, Twice, Relu {
          @Differentiable
          double[] apply(double[] x);
        }
        """);
    sources.put(
        "files.Dense",
        """
        package files;
        import dev.adjoint.annotations.*;
        public record Dense(double[] w, double b) implements Layer {
          @Differentiable
          public double[] apply(double[] x) {
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
              y[i] = w[i] * x[(i + 1) % x.length] + b;
            }
            return y;
          }
        }
        """);
    sources.put(
        "files.Twice",
        """
        package files;
        import dev.adjoint.annotations.*;
        public record Twice(Layer inner, double scale) implements Layer {
          @Differentiable
          public double[] apply(double[] x) {
            double[] y = inner.apply(inner.apply(x)).clone();
            y[0] *= scale;
            return y;
          }
        }
        """);
    sources.put(
        "files.Relu",
        """
        package files;
        import dev.adjoint.annotations.*;
        public record Relu() implements Layer {
          @Differentiable
          public double[] apply(double[] x) {
            double[] y = new double[x.length];
            for (int i = 0; i < x.length; i++) {
              y[i] = Math.max(x[i], 0);
            }
            return y;
          }
        }
        """);
    sources.put(
        "files.App",
        """
        package files;
        import dev.adjoint.annotations.*;
        import java.util.List;
        public class App {
          @Differentiable
          public static double f(List<Layer> layers, double[] x) {
            double[] h = x;
            for (Layer layer : layers) {
              h = layer.apply(h);
            }
            return layers.get(0) instanceof Dense d ? h[0] * d.b() : h[0] * h[1];
          }
        }
        """);
    Compilation compilation = Compiler.compile(sources);
    assertThat(compilation.findings()).as(compilation.describe()).isEmpty();
    Subject subject = new Subject(compilation.load(), "files.App", "f");
    Object dense = Case.instance("Dense", new double[] {.5, -2}, .7).create(subject.owner());
    Object relu = Case.instance("Relu").create(subject.owner());
    Object twice = Case.instance("Twice", dense, 1.3).create(subject.owner());
    List<String> wrt = List.of("layers", "x");
    GradientCheck.against(subject, wrt, List.of(dense, relu, twice), new double[] {1.5, 2});
    GradientCheck.against(subject, wrt, List.of(twice, twice, dense), new double[] {1.5, 2});
    GradientCheck.against(subject, wrt, List.of(relu), new double[] {1.5, 2});
  }

  /** What broke: a record that inherits a method took its gradient for one of its own type. */
  @Test
  void annotatedMethodsOfASealedInterfaceAreCalledThroughItsCompanion() {
    Map<String, String> sources =
        Map.of(
            "app.Part",
            """
            package app;
            import dev.adjoint.annotations.Differentiable;
            import dev.adjoint.annotations.Mode;
            public sealed interface Part permits Scale, Twice {
              @Differentiable(modes = {Mode.JVP, Mode.HVP})
              double apply(double x);

              @Differentiable(modes = {Mode.JVP, Mode.HVP})
              default double again(double x, int times) {
                double y = x;
                for (int i = 0; i < times; i++) {
                  y = apply(y);
                }
                return y;
              }
            }
            """,
            "app.Scale",
            """
            package app;
            import dev.adjoint.annotations.Differentiable;
            import dev.adjoint.annotations.Mode;
            public record Scale(double by) implements Part {
              @Override
              @Differentiable(modes = {Mode.JVP, Mode.HVP})
              public double apply(double x) {
                return by * x * x;
              }
            }
            """,
            "app.Twice",
            """
            package app;
            import dev.adjoint.annotations.Differentiable;
            import dev.adjoint.annotations.Mode;
            public record Twice(Part first, double by) implements Part {
              @Override
              @Differentiable(modes = {Mode.JVP, Mode.HVP})
              public double apply(double x) {
                return first.apply(x) * by;
              }

              @Override
              @Differentiable(modes = {Mode.JVP, Mode.HVP})
              public double again(double x, int times) {
                return first.again(x, times) + by;
              }
            }
            """,
            "app.App",
            """
            package app;
            import dev.adjoint.annotations.Differentiable;
            import dev.adjoint.annotations.Mode;
            import java.util.List;
            public class App {
              @Differentiable(modes = {Mode.JVP, Mode.HVP})
              public static double f(Part part, Scale scale, List<Part> parts, double x) {
                double y = part.again(x, 2) + scale.again(x, 1) * scale.apply(x);
                for (Part each : parts) {
                  y = each.apply(y) + each.again(x, 1);
                }
                return y;
              }
            }
            """);
    Compilation compilation = Compiler.compile(sources);
    Subject subject = new Subject(compilation.load(), "app.App", "f");
    assertThat(compilation.findings()).isEmpty();
    assertThat(compilation.generated().get("app.AppGrad"))
        .contains("PartGrad.applyPullback", "PartGrad.againPullback")
        .doesNotContain("instanceof", "TwiceGrad");
    Object scale = Case.instance("Scale", .7).create(subject.owner());
    Object twice = Case.instance("Twice", scale, .8).create(subject.owner());
    List<String> wrt = List.of("part", "scale", "parts", "x");
    GradientCheck.against(subject, wrt, twice, scale, List.of(scale, twice, scale), .6);
    GradientCheck.against(subject, wrt, scale, scale, List.of(), .6);
  }

  /** What broke: second derivatives called the method twice, with other numbers each time. */
  @Test
  void randomNumbersOfAnotherFileAreDrawnOnce() {
    Map<String, String> sources =
        Map.of(
            "app.Noise",
            """
            package app;
            import dev.adjoint.annotations.Differentiable;
            import dev.adjoint.annotations.Mode;
            import dev.adjoint.random.RandomSource;
            public class Noise {
              @Differentiable(wrt = "x", modes = {Mode.JVP, Mode.HVP})
              public static double noisy(double x, RandomSource random) {
                return x * x * x * random.nextDouble();
              }
            }
            """,
            "app.App",
            """
            package app;
            import dev.adjoint.annotations.Differentiable;
            import dev.adjoint.annotations.Mode;
            import dev.adjoint.random.RandomSource;
            public class App {
              @Differentiable(wrt = "x", modes = Mode.JVP)
              public static double first(double x, RandomSource random) {
                return Noise.noisy(x, random) * x;
              }

              @Differentiable(wrt = "x", modes = {Mode.JVP, Mode.HVP})
              public static double second(double x, RandomSource random) {
                return Noise.noisy(x, random) * x;
              }
            }
            """);
    Compilation compilation = Compiler.compile(sources);
    assertThat(compilation.findings()).containsExactly("ADJ-CHECKPOINT-03:13");
    assertThat(compilation.describe())
        .contains(
            "Noise.noisy may not give the same when it is run again by the second derivatives of"
                + " second");
  }

  @Test
  void functionsDoNotGoToOtherFiles() {
    Compilation compilation =
        Compiler.compile(
            Map.of(
                "files.Integral",
                """
                package files;
                import dev.adjoint.annotations.*;
                import java.util.function.*;
                class Integral {
                  @Differentiable
                  static double of(IntToDoubleFunction f, int n, double h) {
                    double sum = 0;
                    for (int i = 0; i < n; i++) {
                      sum += f.applyAsDouble(i) * h;
                    }
                    return sum;
                  }
                }
                """,
                "files.User",
                """
                package files;
                import dev.adjoint.annotations.*;
                class User {
                  @Differentiable
                  static double f(double x) {
                    return Integral.of(i -> i * x, 3, x);
                  }
                }
                """));
    assertThat(compilation.findings()).containsExactly("ADJ-LANG-01:6");
    assertThat(compilation.describe()).contains("a function that is passed to Integral.of");
  }

  /** What calls a method with a mistake, or its companion, has none itself. */
  @Test
  void aMistakeIsReportedOnce() {
    Compilation compilation =
        Compiler.compile(
            Map.of(
                "files.Layer",
                """
                package files;
                import dev.adjoint.annotations.*;
                import dev.adjoint.tensor.Tensor;
                public record Layer(@Shape("I, O") Tensor weight, @Shape("O") Tensor bias) {
                  @Differentiable
                  public Tensor apply(@Shape("N, O") Tensor x) {
                    return x.matmul(weight).plus(bias);
                  }
                }
                """,
                "files.Model",
                """
                package files;
                import dev.adjoint.annotations.*;
                import dev.adjoint.tensor.Tensor;
                public record Model(Layer first, Layer second) {
                  @Differentiable(wrt = "this")
                  public float loss(Tensor x) {
                    return second.apply(first.apply(x)).sum();
                  }
                }
                """,
                "files.User",
                """
                package files;
                import dev.adjoint.tensor.Tensor;
                public class User {
                  private final LayerGrad.ApplyPullback kept;
                  User(Layer layer, Tensor x) {
                    kept = LayerGrad.applyPullback(layer, x);
                  }
                  Layer gradient(Tensor seed) {
                    return kept.apply(seed).layer();
                  }
                }
                """));
    assertThat(compilation.success()).isFalse();
    assertThat(compilation.findings()).containsExactly("ADJ-SHAPE-01:7");
    assertThat(compilation.diagnostics()).as(compilation.describe()).hasSize(1);
  }

  @Test
  void theSameInputYieldsTheSameBytes() {
    assertThat(Compiler.compile(FILES).generated()).isEqualTo(Compiler.compile(FILES).generated());
  }
}
