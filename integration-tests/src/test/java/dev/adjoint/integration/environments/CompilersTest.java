package dev.adjoint.integration.environments;

import static dev.adjoint.integration.environments.Tools.jar;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compilers that run no processor, or show it too little. */
class CompilersTest {
  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    new Tools(folder)
        .write(
            "Mlp.java",
            """
            import dev.adjoint.annotations.Differentiable;
            class Mlp {
              @Differentiable static double f(double x) { return x * x; }
              @Differentiable static double g(double x) { return 2 * f(x); }
            }
            """)
        .write("Use.java", "class Use { Object use() { return MlpGrad.f(1); } }");
  }

  @Test
  void eclipsesCompilerGivesOneMessageForEachMethod() throws IOException, InterruptedException {
    Tools.Result result =
        new Tools(folder)
            .java(
                "-jar",
                jar("ecj").toString(),
                "--release",
                "17",
                "-cp",
                Tools.LIBRARY,
                "-processorpath",
                Tools.PROCESSOR.toString(),
                "-d",
                "classes",
                "Mlp.java");
    assertThat(result.status()).isNotZero();
    assertThat(result.output())
        .contains(
            "(at line 3)", "(at line 4)", "[ADJ-TOOL-01] this compiler does not show method bodies")
        .contains("2 problems (2 errors)");
  }

  /** As JDK 23 and later do with a processor that is on the class path alone. */
  @Test
  void withoutAProcessorJavacMissesWhatThePagesName() throws IOException, InterruptedException {
    Tools.Result result =
        new Tools(folder)
            .javac("-proc:none", "-d", "classes", "-cp", Tools.LIBRARY, "Mlp.java", "Use.java");
    assertThat(result.output()).contains("error: cannot find symbol", "variable MlpGrad");
    for (String page : new String[] {"README.md", "docs/guide.md", "docs/diagnostics.md"}) {
      assertThat(Files.readString(Path.of("..", page)))
          .as(page)
          .contains("cannot find symbol", "MlpGrad", "annotationProcessorPaths");
    }
  }
}
