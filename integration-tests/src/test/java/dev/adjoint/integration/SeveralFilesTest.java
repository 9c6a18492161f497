package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

  @Test
  void theSameInputYieldsTheSameBytes() {
    assertThat(Compiler.compile(FILES).generated()).isEqualTo(Compiler.compile(FILES).generated());
  }
}
