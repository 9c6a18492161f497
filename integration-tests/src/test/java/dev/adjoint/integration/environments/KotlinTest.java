package dev.adjoint.integration.environments;

import static dev.adjoint.integration.environments.Tools.jar;
import static dev.adjoint.integration.environments.Tools.path;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kotlin calls what is generated, with trailing lambdas, and knows what is never null. */
class KotlinTest {
  @TempDir private Path folder;

  @Test
  void kotlinCallsGeneratedCode() throws IOException, InterruptedException {
    Tools tools =
        new Tools(folder)
            .write(
                "calc/Curve.java",
                """
                package calc;
                import dev.adjoint.annotations.Differentiable;
                @Differentiable
                public record Curve(double slope, double bend) {
                  @Differentiable(wrt = "this")
                  public double height(double x) { return slope * x + bend * x * x; }
                }
                """)
            .write(
                "Main.kt",
                """
                import calc.Curve
                import calc.CurveGrad
                import calc.CurveTree
                import dev.adjoint.optim.Optimizers.adam
                import dev.adjoint.tensor.Tensor

                fun norm(row: Tensor): Float = row.sum()

                fun main() {
                    val result = CurveGrad.height(Curve(2.0, 3.0), 5.0)
                    val (slope, bend) = result.gradient().let { it.slope() to it.bend() }
                    println("${result.value()} $slope $bend")
                    println(CurveTree.TREE.leaves(result.gradient()).map { it.path() })
                    val optimizer = adam { it.learningRate(1e-3) }
                    println(optimizer!! == null)
                    println(norm(Tensor.of(floatArrayOf(1f, 2f), 2)))
                }
                """);
    Tools.Result java =
        tools.javac(
            "-d",
            "classes",
            "-cp",
            Tools.LIBRARY,
            "-processorpath",
            Tools.PROCESSOR.toString(),
            "calc/Curve.java");
    assertThat(java.output()).isEmpty();
    String library = path(jar("kotlin-stdlib"), "classes", Tools.LIBRARY, Tools.JSPECIFY);
    Tools.Result kotlin =
        tools.java(
            "-cp",
            jar("*").toString().replace(".jar", ""),
            "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
            "-no-stdlib",
            "-no-reflect",
            "-cp",
            library,
            "-d",
            "classes",
            "Main.kt");
    assertThat(kotlin.status()).as(kotlin.output()).isZero();
    assertThat(kotlin.output()).contains("Main.kt:15:22: warning: unnecessary non-null assertion");
    assertThat(tools.java("-cp", library, "MainKt").output().lines())
        .containsSubsequence("85.0 5.0 25.0", "[slope, bend]", "false", "3.0");
  }
}
