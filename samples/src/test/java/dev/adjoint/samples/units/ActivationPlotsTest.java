package dev.adjoint.samples.units;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationPlotsTest {
  @TempDir Path directory;

  static List<ActivationPlots.Activation> activations() {
    return ActivationPlots.ALL;
  }

  @ParameterizedTest
  @MethodSource("activations")
  void generatedDerivativesAreThoseByHand(ActivationPlots.Activation activation) {
    assertThat(ActivationPlots.difference(activation)).as(activation.name()).isLessThan(1e-14);
  }

  @Test
  void theSignHasTheDerivativeZero() {
    assertThat(ActivationsGrad.sign(3).gradient()).isZero();
    assertThat(ActivationsGrad.sign(0).gradient()).isZero();
  }

  /** javac warns where the sample's own annotation does not silence it. */
  @Test
  void theSignWarns() throws IOException {
    Path source = directory.resolve("Unit.java");
    Files.writeString(
        source,
        """
        final class Unit {
          @dev.adjoint.annotations.Differentiable
          static double sign(double x) {
            return Math.signum(x);
          }
        }
        """);
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-parameters",
              "-processor",
              "dev.adjoint.processor.AdjointProcessor",
              "-d",
              directory.toString());
      compiler
          .getTask(null, files, diagnostics, options, null, files.getJavaFileObjects(source))
          .call();
    }
    assertThat(diagnostics.getDiagnostics())
        .filteredOn(each -> each.getKind() != Diagnostic.Kind.NOTE)
        .anySatisfy(
            each -> {
              assertThat(each.getKind())
                  .isIn(Diagnostic.Kind.WARNING, Diagnostic.Kind.MANDATORY_WARNING);
              assertThat(each.getMessage(Locale.ROOT)).isEqualTo(ActivationPlots.WARNING);
              assertThat(each.getLineNumber()).isEqualTo(4);
            });
  }
}
