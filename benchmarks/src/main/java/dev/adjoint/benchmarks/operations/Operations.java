package dev.adjoint.benchmarks.operations;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.tensor.Activations;
import dev.adjoint.tensor.Attention;
import dev.adjoint.tensor.Elementwise;
import dev.adjoint.tensor.Embeddings;
import dev.adjoint.tensor.Losses;
import dev.adjoint.tensor.Normalizations;
import dev.adjoint.tensor.Tensor;

/** Operations, each a function of its own, so that its derivative is what a user gets. */
final class Operations {
  private Operations() {}

  @Differentiable
  static Tensor plus(Tensor x) {
    return x.plus(x);
  }

  @Differentiable
  static Tensor relu(Tensor x) {
    return Activations.relu(x);
  }

  @Differentiable
  static Tensor exp(Tensor x) {
    return Elementwise.exp(x);
  }

  @Differentiable
  static Tensor tanh(Tensor x) {
    return Activations.tanh(x);
  }

  @Differentiable
  static Tensor sigmoid(Tensor x) {
    return Activations.sigmoid(x);
  }

  @Differentiable
  static Tensor gelu(Tensor x) {
    return Activations.gelu(x);
  }

  @Differentiable
  static Tensor geluTanh(Tensor x) {
    return Activations.geluTanh(x);
  }

  @Differentiable
  static Tensor softmax(Tensor x) {
    return Activations.softmax(x);
  }

  @Differentiable
  static Tensor layerNorm(Tensor x, Tensor weight, Tensor bias) {
    return Normalizations.layerNorm(x, weight, bias, 1e-5f);
  }

  @Differentiable
  static Tensor attention(Tensor query, Tensor key, Tensor value) {
    return Attention.scaledDotProductAttention(query, key, value, true);
  }

  @Differentiable(wrt = "logits")
  static float crossEntropy(Tensor logits, int[] labels) {
    return Losses.crossEntropy(logits, labels);
  }

  @Differentiable(wrt = "table")
  static Tensor embedding(Tensor table, @NonDifferentiable int[][] tokens) {
    return Embeddings.embedding(table, tokens);
  }
}
