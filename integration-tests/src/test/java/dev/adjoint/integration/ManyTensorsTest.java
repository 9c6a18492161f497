package dev.adjoint.integration;

import static dev.adjoint.tensor.Tensor.of;
import static dev.adjoint.tensor.Tensor.vector;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tensors that are joined, taken apart, and summed by equations, in both directions and twice. */
class ManyTensorsTest {
  private static final String IMPORTS =
      """
      import static dev.adjoint.tensor.Einsum.*;
      import static dev.adjoint.tensor.Embeddings.*;
      import static dev.adjoint.tensor.Indexing.*;
      import static dev.adjoint.tensor.Joining.*;
      import static dev.adjoint.tensor.LinearAlgebra.*;
      import static dev.adjoint.tensor.Shaping.*;
      import dev.adjoint.tensor.Activations;
      """;

  @ParameterizedTest
  @MethodSource
  void cases(Case program) {
    program.run();
  }

  static Stream<Case> cases() {
    return Stream.of(
        Case.of(
                "a tensor that is joined with itself, and parts that nobody reads",
                """
                @Differentiable static float f(Tensor x, Tensor y) {
                  Tensor both = concat(0, x, y, x);
                  Tensor[] parts = split(both.times(both), 0, 2, 1, 2, 2);
                  return parts[0].times(parts[2]).sum() + parts[3].sum();
                }
                """)
            .with(IMPORTS)
            .at(vector(.1f, .2f), vector(.5f, -.2f, 1.1f)),
        Case.of(
                "a loop over the parts of a tensor, and the states stacked",
                """
                @Differentiable static float f(Tensor x, Tensor w) {
                  Tensor h = w.sumOver(0);
                  Tensor[] states = new Tensor[3];
                  int t = 0;
                  for (Tensor part : unstack(x, 0)) {
                    h = Activations.tanh(product(w, h).plus(part));
                    states[t++] = h;
                  }
                  return stack(1, states).norm();
                }
                """)
            .with(IMPORTS)
            .at(
                of(new float[] {.1f, .2f, -.3f, .4f, .5f, .6f}, 3, 2),
                of(new float[] {.3f, -.1f, .2f, .5f}, 2, 2)),
        Case.of(
                "attention by equations, of one tensor three times",
                """
                @Differentiable static float f(Tensor x, Tensor w) {
                  Tensor[] qkv = chunk(einsum("btd,de->bte", x, w), 2, 3);
                  Tensor scores = einsum("bqd,bkd->bqk", qkv[0], qkv[1]);
                  return einsum("bqk,bkd->", Activations.softmax(scores), qkv[2]).item();
                }
                """)
            .with(IMPORTS)
            .at(
                of(new float[] {.1f, .2f, -.3f, .4f}, 1, 2, 2),
                of(new float[] {.3f, -.1f, .2f, .5f, .7f, -.4f}, 2, 3)),
        Case.of(
                "a tensor that an equation has three times",
                """
                @Differentiable static float f(Tensor x) {
                  return einsum("ij,jk,ki", x, x, x).item();
                }
                """)
            .with(IMPORTS)
            .at(of(new float[] {.3f, -.1f, .2f, .5f}, 2, 2)),
        Case.of(
                "the likelihood of a normal distribution",
                """
                @Differentiable static float f(Tensor a, Tensor x) {
                  Tensor cov = a.matmulTransposed(a).plus(dev.adjoint.tensor.Tensors.eye(2));
                  Tensor z = triangularSolve(cholesky(cov), unsqueeze(x, 1), false);
                  return z.times(z).sum() + logDeterminant(cov).item() + solve(cov, z).sum();
                }
                """)
            .with(IMPORTS)
            .at(of(new float[] {.3f, -.1f, .2f, .5f}, 2, 2), vector(.5f, -.2f)),
        Case.of(
                "determinant and inverse",
                """
                @Differentiable static float f(Tensor a) {
                  return determinant(a).times(trace(inverse(a))).item();
                }
                """)
            .with(IMPORTS)
            .at(of(new float[] {1.3f, -.1f, .2f, .8f}, 2, 2)),
        Case.of(
                "elements by number",
                """
                @Differentiable static float f(Tensor table, int[] tokens) {
                  Tensor x = embedding(table, tokens, 0);
                  Tensor y = gather(x.times(x), 1, new int[] {1, 0, 0}, 3, 1);
                  Tensor z = scatterAdd(x, 0, new int[] {0, 0, 1, 1, 0, 0}, x.times(x));
                  return y.sum() + z.times(z).sum() + indexSelect(z, 1, 1, 1).norm();
                }
                """)
            .with(IMPORTS)
            .at(of(new float[] {.3f, -.1f, .2f, .5f, .7f, .4f}, 3, 2), new int[] {2, 1, 1}),
        Case.of(
                "parts and longer axes",
                """
                @Differentiable static float f(Tensor x) {
                  Tensor y = padReflect(x, 1, 1).times(pad(roll(x, 1, 0), new int[] {1, 1}, 2f));
                  return slice(flip(y.times(y), 0), 1, 0, 3, 2).sum();
                }
                """)
            .with(IMPORTS)
            .at(of(new float[] {.3f, -.1f, .2f, .5f}, 2, 2)));
  }
}
