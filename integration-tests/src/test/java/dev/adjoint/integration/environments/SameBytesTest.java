package dev.adjoint.integration.environments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same source yields the same text in every JVM: {@code Set.of} and {@code hashCode} of enums
 * give another order in each, which no test within one JVM can see.
 */
class SameBytesTest {
  private static final int RUNS = 5;

  @TempDir private Path folder;

  @Test
  void everyJvmWritesTheSame() throws IOException, InterruptedException {
    Tools tools =
        new Tools(folder)
            .write(
                "Case.java",
                """
                import dev.adjoint.annotations.*;
                import dev.adjoint.tensor.Tensor;
                import static dev.adjoint.tensor.Joining.chunk;
                import static dev.adjoint.annotations.Mode.*;
                class Case {
                  @Differentiable(modes = {JVP, HVP, HESSIAN, JACOBIAN})
                  static double all(double[] x) {
                    return x[0] * x[0] * x[1];
                  }
                  @Differentiable
                  static Tensor parts(Tensor x, Tensor w) {
                    Tensor a = x;
                    Tensor b = w;
                    for (int i = 0; i < 2; i++) {
                      a = a.times(w);
                      b = b.times(x);
                    }
                    Tensor[] first = chunk(a, 0, 2);
                    Tensor[] second = chunk(b, 0, 2);
                    return first[0].times(second[1]).plus(first[1]).plus(second[0]).plus(a.plus(b));
                  }
                }
                """);
    Set<String> texts = new TreeSet<>();
    for (int run = 0; run < RUNS; run++) {
      Tools.Result compiled =
          tools.javac(
              "-d",
              "classes" + run,
              "-cp",
              Tools.LIBRARY,
              "-processorpath",
              Tools.path(Tools.PROCESSOR),
              "Case.java");
      assertThat(compiled.status()).as(compiled.output()).isZero();
      texts.add(tools.read("classes%d/CaseGrad.java".formatted(run)));
    }
    assertThat(texts).hasSize(1);
  }
}
