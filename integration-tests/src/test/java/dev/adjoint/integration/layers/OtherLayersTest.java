package dev.adjoint.integration.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Leaf;
import dev.adjoint.nn.Activation;
import dev.adjoint.nn.BatchNorm;
import dev.adjoint.nn.Dropout;
import dev.adjoint.nn.DropoutGrad;
import dev.adjoint.nn.Embedding;
import dev.adjoint.nn.EmbeddingGrad;
import dev.adjoint.nn.EmbeddingTree;
import dev.adjoint.nn.Layer;
import dev.adjoint.nn.LayerGrad;
import dev.adjoint.nn.LayerTree;
import dev.adjoint.nn.Linear;
import dev.adjoint.nn.LinearGrad;
import dev.adjoint.nn.LinearTree;
import dev.adjoint.nn.MultiHeadAttention;
import dev.adjoint.nn.MultiHeadAttentionGrad;
import dev.adjoint.nn.MultiHeadAttentionTree;
import dev.adjoint.nn.Nonlinearity;
import dev.adjoint.nn.Residual;
import dev.adjoint.nn.Sequential;
import dev.adjoint.nn.SequentialTree;
import dev.adjoint.nn.TransformerBlock;
import dev.adjoint.nn.TransformerBlockGrad;
import dev.adjoint.nn.TransformerBlockTree;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Attention;
import dev.adjoint.tensor.BatchStatistics;
import dev.adjoint.tensor.ShapeException;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import dev.adjoint.testing.GradientCheck;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Layers of more than a tensor, random ones, and layers within layers. */
class OtherLayersTest {
  private static final RandomSource RANDOM = RandomSource.of(7);

  @Test
  void embedding() {
    LayerCase expected = LayerCase.of("embedding");
    Embedding embedding = expected.parametersFor(EmbeddingTree.TREE, Embedding.init(RANDOM, 7, 3));
    int[][] tokens = {{1, 6, 1}, {0, 3, 1}};
    LayerCase.assertClose("value", embedding.apply(tokens), expected.outputs().get(0));
    Embedding gradient =
        EmbeddingGrad.applyPullback(embedding, tokens).apply(expected.seeds().get(0));
    expected.assertGradient(EmbeddingTree.TREE, gradient);
    assertThat(embedding.ofTokens(new int[] {1, 6, 1, 0, 3, 1}))
        .isEqualTo(embedding.apply(tokens).reshape(6, 3));
    GradientCheck.of(Embedding::ofTokens, EmbeddingGrad::ofTokensPullback)
        .tree(Embedding.class, EmbeddingTree.TREE)
        .at(embedding, new int[] {1, 6, 1});
    assertThatThrownBy(() -> embedding.ofTokens(new int[] {7}))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("7");
  }

  @Test
  void attentionToMemory() {
    LayerCase expected = LayerCase.of("attention to memory");
    MultiHeadAttention attention = attention(expected);
    Tensor x = expected.inputs().get(0);
    Tensor memory = expected.inputs().get(1);
    Tensor mask = Tensor.scalar(0);
    LayerCase.assertClose("value", attention.attend(x, memory, mask), expected.outputs().get(0));
    var gradient =
        MultiHeadAttentionGrad.attendPullback(attention, x, memory, mask)
            .apply(expected.seeds().get(0));
    LayerCase.assertClose("by x", gradient.x(), expected.inputGradients().get(0));
    LayerCase.assertClose("by memory", gradient.memory(), expected.inputGradients().get(1));
    expected.assertGradient(MultiHeadAttentionTree.TREE, gradient.multiHeadAttention());
  }

  @Test
  void attentionWithPadding() {
    LayerCase expected = LayerCase.of("attention with padding");
    MultiHeadAttention attention = attention(expected);
    Tensor x = expected.inputs().get(0);
    Tensor seen = Tensor.of(new float[] {1, 1, 0, 1, 1, 0, 1, 1, 1, 0}, 2, 1, 1, 5);
    Tensor mask = Attention.maskOf(seen);
    LayerCase.assertClose("value", attention.masked(x, mask), expected.outputs().get(0));
    var gradient =
        MultiHeadAttentionGrad.maskedPullback(attention, x, mask).apply(expected.seeds().get(0));
    LayerCase.assertClose("by x", gradient.x(), expected.inputGradients().get(0));
    expected.assertGradient(MultiHeadAttentionTree.TREE, gradient.multiHeadAttention());
  }

  private static MultiHeadAttention attention(LayerCase expected) {
    return expected.parametersFor(
        MultiHeadAttentionTree.TREE, MultiHeadAttention.init(RANDOM, 6, 3));
  }

  @Test
  void dropoutKeepsTheMeanInTrainingAndDoesNothingElse() {
    Dropout dropout = new Dropout(.25f);
    Tensor x = Tensor.ones(100, 100);
    assertThat(dropout.apply(x)).isEqualTo(x);
    Tensor y = dropout.applyInTraining(x, RandomSource.of(3));
    int zeros = 0;
    for (float value : y.array()) {
      assertThat(value).isIn(0f, 1 / .75f);
      zeros += value == 0 ? 1 : 0;
    }
    // Five deviations of the number of zeros.
    assertThat(zeros).isCloseTo(2500, within((int) (5 * Math.sqrt(10_000 * .25 * .75))));
    assertThat(dropout.applyInTraining(x, RandomSource.of(3))).isEqualTo(y);
    assertThat(dropout.applyInTraining(x, RandomSource.of(4))).isNotEqualTo(y);
    assertThat(DropoutGrad.applyInTrainingPullback(dropout, x, RandomSource.of(3)).apply(x))
        .isEqualTo(y);
    assertThat(new Dropout(1).applyInTraining(x, RANDOM)).isEqualTo(Tensor.zeros(100, 100));
    assertThat(new Dropout(0).applyInTraining(x, RANDOM)).isEqualTo(x);
  }

  /** The same seed draws the same masks at each of the points that differences look at. */
  @Test
  void aBlockWithDropoutHasTheGradientOfItsMasks() {
    TransformerBlock block = TransformerBlock.init(RANDOM, 6, 2, 7, false).withDropout(.3f);
    Tensor x = Tensors.normal(RANDOM, 2, 5, 6);
    for (boolean first : new boolean[] {true, false}) {
      GradientCheck.of(
              (TransformerBlock b, Tensor at) -> b.applyInTraining(at, RandomSource.of(5)),
              (TransformerBlock b, Tensor at) ->
                  TransformerBlockGrad.applyInTrainingPullback(b, at, RandomSource.of(5)))
          .tree(TransformerBlock.class, TransformerBlockTree.TREE)
          .numbers(10)
          .at(block.withNormFirst(first), x);
    }
    assertThat(block.applyInTraining(x, RandomSource.of(5))).isNotEqualTo(block.apply(x));
    assertThat(block.withDropout(0).applyInTraining(x, RandomSource.of(5)))
        .isEqualTo(block.apply(x));
  }

  private static Sequential nested() {
    return Sequential.of(
        Linear.init(RANDOM, 4, 4),
        new Residual(
            Sequential.of(
                BatchNorm.init(4),
                new Activation(Nonlinearity.TANH),
                new Dropout(.5f),
                Linear.init(RANDOM, 4, 4))),
        BatchNorm.init(4));
  }

  @Test
  void pathsTellWhereAParameterStands() {
    assertThat(SequentialTree.TREE.leaves(nested()))
        .extracting(Leaf::path)
        .containsExactly(
            "layers.0.weight",
            "layers.0.bias",
            "layers.1.inner.layers.0.weight",
            "layers.1.inner.layers.0.bias",
            "layers.1.inner.layers.3.weight",
            "layers.1.inner.layers.3.bias",
            "layers.2.weight",
            "layers.2.bias");
    TransformerBlock block = TransformerBlock.init(RANDOM, 2, 1, 3, false);
    assertThat(TransformerBlockTree.TREE.leaves(block))
        .extracting(Leaf::path)
        .startsWith("attention.query.weight", "attention.query.bias")
        .contains("linear1.weight", "norm2.bias");
  }

  /** Each normalization moves towards the batch as it came to it, with the dropout before it. */
  @Test
  void layersWithinLayersSeeABatch() {
    Sequential model = SequentialTree.TREE.copy(nested());
    Tensor x = Tensors.normal(RANDOM, 6, 4);
    BatchStatistics seen = new BatchStatistics();
    seen.during(() -> model.applyInTraining(x, RandomSource.of(5)));
    Sequential updated = seen.applyTo(SequentialTree.TREE, model);
    assertThat(SequentialTree.TREE.flatten(updated)).isEqualTo(SequentialTree.TREE.flatten(model));
    Tensor h = model.layers().get(0).apply(x);
    BatchNorm inner = (BatchNorm) inner(model);
    assertThat(((BatchNorm) inner(updated)).statistics())
        .isEqualTo(inner.statistics().updated(h, inner.momentum()));
    Tensor g = model.layers().get(1).applyInTraining(h, RandomSource.of(5));
    BatchNorm last = (BatchNorm) model.layers().get(2);
    assertThat(((BatchNorm) updated.layers().get(2)).statistics())
        .isEqualTo(last.statistics().updated(g, last.momentum()));
  }

  @Test
  void stateIsSavedWithTheParameters() {
    List<Leaf> all = SequentialTree.TREE.allLeaves(nested());
    int parameters = SequentialTree.TREE.leaves(nested()).size();
    assertThat(all.subList(parameters, all.size()))
        .extracting(Leaf::path)
        .containsExactly(
            "layers.1.inner.layers.0.statistics.mean",
            "layers.1.inner.layers.0.statistics.variance",
            "layers.2.statistics.mean",
            "layers.2.statistics.variance");
  }

  private static Layer inner(Sequential model) {
    return ((Sequential) ((Residual) model.layers().get(1)).inner()).layers().get(0);
  }

  @Test
  void gradientsInTrainingAgreeWithDifferences() {
    GradientCheck.of(
            (Layer layer, Tensor x) -> layer.applyInTraining(x, RandomSource.of(5)),
            (Layer layer, Tensor x) ->
                LayerGrad.applyInTrainingPullback(layer, x, RandomSource.of(5)))
        .tree(Layer.class, LayerTree.TREE)
        .at(nested(), Tensors.normal(RANDOM, 6, 4));
  }

  @Test
  void secondDerivativesAreThere() {
    Linear linear = Linear.init(RANDOM, 3, 2);
    Tensor x = Tensors.normal(RANDOM, 4, 3);
    Tensor seed = Tensor.ones(4, 2);
    var both =
        LinearGrad.applyPullbackJvp(
            linear, x, seed, LinearTree.TREE.zeros(linear), x, Tensor.zeros(4, 2));
    // The gradient by the weight is x^T seed, so its derivative along x is itself.
    assertThat(both.tangent().linear().weight()).isEqualTo(both.value().linear().weight());
  }

  @Test
  void wrongShapesAreRefusedByName() {
    Linear linear = Linear.init(RANDOM, 3, 2);
    assertThatThrownBy(() -> LinearGrad.applyPullback(linear, Tensor.zeros(2, 4)))
        .isInstanceOf(ShapeException.class)
        .hasMessage("x is [2, 4], but @Shape says [*b, N, IN], here [*, ?, 3]");
  }
}
