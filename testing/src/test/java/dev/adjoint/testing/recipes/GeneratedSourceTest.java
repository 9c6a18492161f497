package dev.adjoint.testing.recipes;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.adjoint.processor.AdjointProcessor;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

class GeneratedSourceTest {
  private static Compilation compile(String name, String... lines) {
    JavaFileObject source = JavaFileObjects.forSourceLines(name, lines);
    return javac()
        .withProcessors(new AdjointProcessor())
        .withOptions("-parameters")
        .compile(source);
  }

  @Test
  void nothingIsKeptOfALinearLoop() {
    Compilation compilation =
        compile(
            "Total",
            "import dev.adjoint.annotations.Differentiable;",
            "class Total {",
            "  @Differentiable static double total(double[] a, double k) {",
            "    double s = 0;",
            "    for (double each : a) s += k * each;",
            "    return s;",
            "  }",
            "}");
    assertThat(compilation).succeededWithoutWarnings();
    assertThat(compilation)
        .generatedSourceFile("TotalGrad")
        .contentsAsUtf8String()
        .contains("aBar[i] = k;");
    assertThat(compilation)
        .generatedSourceFile("TotalGrad")
        .contentsAsUtf8String()
        .doesNotContain("Stack");
  }

  @Test
  void whatCannotBeDifferentiatedIsRefusedAtItsLine() {
    Compilation compilation =
        compile(
            "Counted",
            "import dev.adjoint.annotations.Differentiable;",
            "class Counted {",
            "  @Differentiable static double f(int n) {",
            "    return 2.0 * n;",
            "  }",
            "}");
    assertThat(compilation)
        .hadErrorContaining("[ADJ-METHOD-03]")
        .inFile(compilation.sourceFiles().get(0))
        .onLine(3);
  }
}
