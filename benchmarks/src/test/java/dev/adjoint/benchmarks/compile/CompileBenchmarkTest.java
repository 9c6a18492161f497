package dev.adjoint.benchmarks.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.benchmarks.Benchmarks;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompileBenchmarkTest {
  @ParameterizedTest
  @ValueSource(strings = {"scalars", "arrays", "tensors", "mixed"})
  void makesAsManyMethodsAsAsked(String kind) {
    for (int methods : new int[] {1, 16, 17, 50}) {
      Map<String, String> sources = SourceMaker.sources(kind, methods);
      String all = String.join("", sources.values());
      assertThat(all.split("@Differentiable", -1)).hasSize(methods + 1);
    }
  }

  @Test
  void refusesAnUnknownKind() {
    assertThatThrownBy(() -> SourceMaker.sources("poems", 1)).hasMessageContaining("poems");
  }

  @Test
  void printsARowForEachKindAndNumberOfMethods() {
    StringWriter out = new StringWriter();
    int exit =
        Benchmarks.commandLine()
            .setOut(new PrintWriter(out))
            .execute("compile", "--methods=1,16", "--runs=1", "--warmup=0");
    assertThat(exit).isZero();
    assertThat(out.toString().lines().skip(2).map(line -> line.split(" *\\| *")))
        .hasSize(8)
        .allMatch(columns -> columns.length == 13)
        .map(columns -> columns[0].strip() + " " + columns[1])
        .contains("scalars 1", "arrays 16", "tensors 1", "mixed 16");
  }
}
