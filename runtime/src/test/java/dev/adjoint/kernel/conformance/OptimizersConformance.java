package dev.adjoint.kernel.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.kernel.AdamStep;
import dev.adjoint.kernel.Kernels;
import dev.adjoint.kernel.PlainKernels;
import dev.adjoint.kernel.SgdStep;
import dev.adjoint.kernel.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Optimizer steps: every provider has the bits of the plain kernels, so training does too. */
public abstract class OptimizersConformance {
  private final Numbers numbers = new Numbers(14);
  private final Kernels kernels = kernels(new Workers(1));
  private final Kernels plain = new PlainKernels(new Workers(1));

  /** The kernels under test, sharing their work among some threads. */
  protected abstract Kernels kernels(Workers workers);

  @ParameterizedTest
  @CsvSource({
    "0, 0, false, false",
    "0.9, 0, false, false",
    "0.9, 0.1, false, true",
    "0.9, 0.1, false, false",
    "0.9, 0, true, false",
    "0.9, 0, true, true"
  })
  void sgd(float momentum, float dampening, boolean nesterov, boolean first) {
    SgdStep step = new SgdStep(0.1f, 0.01f, momentum, dampening, nesterov, first);
    for (int size : Numbers.SIZES) {
      float[] gradient = numbers.uniform(size + 2);
      float[] p = numbers.uniform(size + 2);
      float[] v = numbers.uniform(size + 2);
      float[] expectedP = p.clone();
      float[] expectedV = v.clone();
      plain.sgd(step, expectedP, gradient, expectedV, 1, size + 1);
      kernels.sgd(step, p, gradient, v, 1, size + 1);
      assertThat(p).isEqualTo(expectedP);
      assertThat(v).isEqualTo(expectedV);
    }
  }

  @Test
  void adam() {
    AdamStep step = new AdamStep(0.01f, 0.1f, 0.999f, 0.001f, 0.3f, 1e-8f, 0.01f, 0.99f);
    for (int size : Numbers.SIZES) {
      float[] gradient = numbers.uniform(size + 2);
      float[][] state = {numbers.uniform(size + 2), numbers.uniform(size + 2), gradient.clone()};
      for (int i = 0; i < size + 2; i++) {
        state[2][i] *= gradient[i];
      }
      float[][] expected = {state[0].clone(), state[1].clone(), state[2].clone()};
      plain.adam(step, expected[0], gradient, expected[1], expected[2], 1, size + 1);
      kernels.adam(step, state[0], gradient, state[1], state[2], 1, size + 1);
      assertThat(state).isDeepEqualTo(expected);
    }
  }
}
