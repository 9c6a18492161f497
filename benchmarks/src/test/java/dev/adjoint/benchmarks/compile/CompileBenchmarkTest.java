package dev.adjoint.benchmarks.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.benchmarks.Benchmarks;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompileBenchmarkTest {
  @Test
  void makesAsManyMethodsAsAsked() {
    for (int methods : new int[] {1, 16, 17, 50}) {
      Map<String, String> sources = SourceMaker.sources(methods);
      String all = String.join("", sources.values());
      assertThat(all.split("@Differentiable", -1)).hasSize(methods + 1);
    }
    assertThat(SourceMaker.sources(50)).hasSize(4);
  }

  @Test
  void printsARowForEachNumberOfMethods() {
    StringWriter out = new StringWriter();
    int exit =
        Benchmarks.commandLine()
            .setOut(new PrintWriter(out))
            .execute("compile", "--methods=1,16", "--runs=1", "--warmup=0");
    assertThat(exit).isZero();
    assertThat(out.toString().lines().toList())
        .hasSize(4)
        .anyMatch(line -> line.matches(" *1 \\|.* \\| \\d+"))
        .anyMatch(line -> line.matches(" *16 \\|.* \\| \\d+"));
  }
}
