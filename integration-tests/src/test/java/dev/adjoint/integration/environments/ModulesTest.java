package dev.adjoint.integration.environments;

import static dev.adjoint.integration.environments.Tools.path;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Named modules that build on each other, and warnings that are errors. */
class ModulesTest {
  @TempDir private Path folder;

  private static final String MODEL =
      """
      package app.model;

      import static dev.adjoint.tensor.Activations.relu;
      import static dev.adjoint.tensor.Losses.crossEntropy;

      import dev.adjoint.annotations.Differentiable;
      import dev.adjoint.annotations.Mode;
      import dev.adjoint.annotations.Shape;
      import dev.adjoint.tensor.Tensor;

      public record Mlp(@Shape("4, H") Tensor w1, @Shape("H, 3") Tensor w2) {
        @Differentiable
        public Tensor logits(@Shape("N, 4") Tensor x) {
          return relu(x.matmul(w1)).matmul(w2);
        }

        @Differentiable(wrt = "this")
        public float loss(@Shape("N, 4") Tensor x, @Shape("N") int[] labels) {
          return crossEntropy(logits(x), labels);
        }

        @Differentiable(modes = {Mode.JVP, Mode.HESSIAN})
        public static double energy(double[] a) {
          double sum = 0;
          for (int i = 1; i < a.length; i++) {
            sum += Math.exp(a[i - 1] * a[i]);
          }
          return sum;
        }
      }
      """;

  private static Tools.Result compile(Tools tools, String module, String modulePath)
      throws IOException, InterruptedException {
    return tools.javac(
        "-Xlint:all",
        "-Werror",
        "-d",
        "classes/" + module,
        "--module-path",
        modulePath,
        "-processorpath",
        Tools.PROCESSOR.toString(),
        "--module-source-path",
        "src",
        "--module",
        module);
  }

  @Test
  void twoModulesCompileWithoutAnyWarningAndRun() throws IOException, InterruptedException {
    Tools tools =
        new Tools(folder)
            .write("src/app.model/app/model/Mlp.java", MODEL)
            .write(
                "src/app.model/module-info.java",
                "module app.model { requires transitive dev.adjoint.runtime; exports app.model; }")
            .write("src/app.main/module-info.java", "module app.main { requires app.model; }")
            .write(
                "src/app.main/app/main/Main.java",
                """
                package app.main;

                import app.model.MlpGrad;
                import dev.adjoint.annotations.Differentiable;

                public final class Main {
                  private Main() {}

                  @Differentiable
                  static double scaled(double k, double[] a) {
                    return k * app.model.Mlp.energy(a);
                  }

                  public static void main(String[] arguments) {
                    double[] a = {0, 1, 2};
                    System.out.println(MainGrad.scaled(2, a).gradient().a()[0]);
                    System.out.println(MlpGrad.energy(a).gradient()[1]);
                  }
                }
                """);
    Tools.Result model = compile(tools, "app.model", Tools.LIBRARY);
    assertThat(model.output()).isEmpty();
    // The first module again as a jar would be, without its source.
    Tools.Result main =
        tools.javac(
            "-Xlint:all",
            "-Werror",
            "-d",
            "classes/app.main",
            "--module-path",
            path(Tools.LIBRARY, "classes/app.model"),
            "-processorpath",
            Tools.PROCESSOR.toString(),
            "src/app.main/module-info.java",
            "src/app.main/app/main/Main.java");
    assertThat(main.output()).isEmpty();
    Tools.Result run =
        tools.java(
            "--module-path",
            path(Tools.LIBRARY, "classes/app.model", "classes/app.main"),
            "--module",
            "app.main/app.main.Main");
    assertThat(run.output().lines()).containsExactly("2.0", String.valueOf(2 * Math.exp(2)));
  }

  @Test
  void aModuleWithoutTheRuntimeIsToldSo() throws IOException, InterruptedException {
    Tools tools =
        new Tools(folder)
            .write("a/module-info.java", "module a { requires dev.adjoint.annotations; }")
            .write(
                "a/a/A.java",
                """
                package a;
                class A {
                  @dev.adjoint.annotations.Differentiable
                  static double f(double x) { return x * AGrad.class.hashCode(); }
                }
                """);
    Tools.Result result =
        tools.javac(
            "-d",
            "classes",
            "--module-path",
            Tools.LIBRARY,
            "-processorpath",
            Tools.PROCESSOR.toString(),
            "a/module-info.java",
            "a/a/A.java");
    assertThat(result.output())
        .contains("A.java:4: error: [ADJ-TOOL-04]", "requires dev.adjoint.runtime", "1 error");
  }

  @Test
  void aClassWithoutAPackageIsToldSo() throws IOException, InterruptedException {
    Tools tools =
        new Tools(folder)
            .write("a/module-info.java", "module a { requires dev.adjoint.runtime; }")
            .write(
                "a/A.java",
                """
                class A {
                  @dev.adjoint.annotations.Differentiable
                  static double f(double x) { return x * x; }
                }
                """);
    Tools.Result result =
        tools.javac(
            "-d",
            "classes",
            "--module-path",
            Tools.LIBRARY,
            "-processorpath",
            Tools.PROCESSOR.toString(),
            "a/module-info.java",
            "a/A.java");
    assertThat(result.output())
        .contains("A.java:1: error: [ADJ-METHOD-17] A stands in a named module, but in no package")
        .contains("1 error");
  }
}
