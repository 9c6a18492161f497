package dev.adjoint.integration;

import dev.adjoint.tensor.Tensor;

/** Elements by number, tokens and labels, and tensors of numbers that are known. */
final class IndexingExamples extends Examples {
  IndexingExamples() {
    places();
    masks();
    tokens();
    creation();
  }

  private void places() {
    add(
        "Indexing.takeAlong(Tensor, int, int[])",
        args(signed(2, 3), 1, ints(2, 0)),
        args(signed(2, 3), 0, ints(1, 0, 1)),
        args(signed(4), 0, ints(3)));
    add(
        "Indexing.putAlong(Tensor, int, int[], int)",
        args(signed(2), 1, ints(2, 0), 3),
        args(signed(3), 0, ints(1, 0, 1), 2));
    add(
        "Indexing.takeRows(Tensor, int[])",
        args(signed(3, 2), ints(2, 0, 2, 1)),
        args(signed(3, 1), ints(1)));
    add(
        "Indexing.addRows(Tensor, int[], int)",
        args(signed(3, 2), ints(2, 0, 2), 4),
        args(signed(1, 2), ints(0), 1));
    add(
        "Indexing.indexSelect(Tensor, int, int[])",
        args(signed(2, 3), 1, ints(2, 0, 2, 1)),
        args(signed(3, 2, 2), 0, ints(1, 1)),
        args(signed(4), -1, ints(3)));
    add(
        "Indexing.addSelected(Tensor, int, int[], int)",
        args(signed(2, 4), 1, ints(2, 0, 2, 1), 3),
        args(signed(2, 2), 0, ints(3, 1), 5));
    add(
        "Indexing.gather(Tensor, int, int[], int[])",
        args(signed(2, 3), 1, ints(2, 0, 0, 1), ints(2, 2)),
        args(signed(3, 4), 0, ints(2, 0, 1, 1), ints(2, 2)),
        args(signed(3), 0, ints(2, 2, 0, 1), ints(4)));
    add(
        "Indexing.scatterAdd(Tensor, int, int[], Tensor)",
        args(signed(2, 3), 1, ints(2, 0, 0, 0), signed(2, 2)),
        args(signed(3, 4), -2, ints(2, 0, 1, 1), signed(2, 2)),
        args(signed(3), 0, ints(2, 2, 0, 1), signed(4)));
  }

  private void masks() {
    Tensor mask = of(new float[] {0, 1, 0, 0, 2, 1}, 2, 3);
    add(
        "Indexing.maskedFill(Tensor, Tensor, float)",
        args(signed(2, 3), mask, -1e3f),
        args(signed(2, 3), of(new float[] {1, 0}, 2, 1), 0f),
        args(signed(2, 2, 3), mask, .5f));
  }

  private void tokens() {
    add(
        "Embeddings.embedding(Tensor, int[][])",
        args(signed(4, 2), new int[][] {{3, 0, 3}, {1, 1, 0}}),
        args(signed(2, 1), new int[][] {{1}}));
    add(
        "Embeddings.embedding(Tensor, int[], int)",
        args(signed(4, 2), ints(3, 0), 2),
        args(signed(2, 1), ints(1), 0));
    add(
        "Embeddings.embeddingGradient(Tensor, int[], int)",
        args(signed(3, 2), ints(3, 0, 3), 3),
        args(signed(1, 2), ints(1), 0));
    add("Embeddings.oneHot(int[], int)", args(ints(2, 0, 1), 3), args(ints(0), 1));
  }

  private void creation() {
    add("Tensors.eye(int)", args(3), args(1));
    add("Tensors.eye(int, int)", args(2, 3), args(3, 1));
    add("Tensors.arange(int)", args(4), args(1));
    add("Tensors.linspace(float, float, int)", args(1f, 2f, 5), args(3f, 0f, 2));
  }
}
