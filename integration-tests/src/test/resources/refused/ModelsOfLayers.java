import static dev.adjoint.tensor.Activations.*;
import static dev.adjoint.tensor.Losses.*;

import dev.adjoint.annotations.*;
import dev.adjoint.nn.*;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/** Models made of the library's layers, each with one mistake. */
record ModelsOfLayers(
    Conv2d conv,
    BatchNorm norm,
    Linear body,
    Linear head,
    Embedding embedding,
    Lstm lstm,
    MultiHeadAttention attention,
    TransformerBlock block,
    MaxPool2d pool,
    AdaptiveAvgPool2d average,
    Linear last) {

  @Differentiable(wrt = "this")
  float vectorsAreNoImages(@Shape("N, 784") Tensor x) {
    // ERROR ADJ-SHAPE-01: apply: operand must have 4 dimensions, but x has shape [N, 784]
    return conv.apply(x).sum();
  }

  @Differentiable(wrt = "this")
  float imagesNotFlat(@Shape("N, 1, 28, 28") Tensor x, @Shape("N") int[] labels) {
    // ERROR ADJ-SHAPE-01: crossEntropy: operand must have 2 dimensions, but logits has shape [N, 1, 28, head.OUT]
    return crossEntropy(head.apply(x), labels);
  }

  @Differentiable(wrt = "this")
  float otherLabels(@Shape("N, 784") Tensor x, @Shape("M") int[] labels) {
    // ERROR ADJ-SHAPE-01: crossEntropy: n differs: logits [N, head.OUT], labels [M]
    return crossEntropy(head.apply(relu(body.apply(x))), labels);
  }

  @Differentiable(wrt = "this")
  float notFlattened(@Shape("N, 1, 28, 28") Tensor x, @Shape("N") int[] labels, RandomSource random) {
    Tensor h = pool.apply(relu(norm.applyInTraining(conv.apply(x), random)));
    // ERROR ADJ-SHAPE-01: crossEntropy: operand must have 2 dimensions, but h has shape [N, conv.OUT, ?, ?]
    return crossEntropy(h, labels);
  }

  @Differentiable(wrt = "this")
  float notSequences(@Shape("N, 64") Tensor x) {
    // ERROR ADJ-SHAPE-01: apply: operand must have 3 dimensions, but x has shape [N, 64]
    return lstm.apply(x).sum();
  }

  @Differentiable(wrt = "this")
  float widthOfAttention(@Shape("N, T, 64") Tensor x, @Shape("N, S, 32") Tensor memory) {
    // ERROR ADJ-SHAPE-01: attend: D differs: x [N, T, 64], memory [N, S, 32]
    return attention.attend(x, memory, Tensor.scalar(0)).sum();
  }

  @Differentiable(wrt = "this")
  float blockOfImages(@Shape("N, 3, 8, 8") Tensor x) {
    // ERROR ADJ-SHAPE-01: apply: operand must have 3 dimensions, but x has shape [N, 3, 8, 8]
    return block.apply(x).sum();
  }

  @Differentiable
  @Shape("N, T, 10")
  Tensor timeForgotten(@Shape("N, S") int[][] tokens) {
    // ERROR ADJ-SHAPE-01: timeForgotten returns [N, embedding.D], but @Shape says [N, T, 10]
    return block.apply(embedding.apply(tokens)).meanOver(1);
  }

  @Differentiable(wrt = "this")
  float pooledTooFar(@Shape("N") Tensor x) {
    // ERROR ADJ-SHAPE-01: apply: operand must have at least 2 dimensions, but x has shape [N]
    return average.apply(x).sum();
  }
}
