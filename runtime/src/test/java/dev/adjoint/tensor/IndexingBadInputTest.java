package dev.adjoint.tensor;

import static dev.adjoint.tensor.Embeddings.embedding;
import static dev.adjoint.tensor.Embeddings.oneHot;
import static dev.adjoint.tensor.Indexing.addSelected;
import static dev.adjoint.tensor.Indexing.gather;
import static dev.adjoint.tensor.Indexing.indexSelect;
import static dev.adjoint.tensor.Indexing.maskedFill;
import static dev.adjoint.tensor.Indexing.putAlong;
import static dev.adjoint.tensor.Indexing.scatterAdd;
import static dev.adjoint.tensor.Indexing.takeAlong;
import static dev.adjoint.tensor.Indexing.takeRows;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What indexing operations say of arguments that do not fit. */
class IndexingBadInputTest {
  private static final Tensor X = Tensor.zeros(2, 3);

  private static Arguments bad(String message, ThrowingCallable call) {
    return arguments(message, call);
  }

  static Stream<Arguments> calls() {
    return Stream.of(
        bad("takeAlong: 1 indices for 3 positions", () -> takeAlong(X, 0, new int[1])),
        bad("takeAlong: no axis 2 in [2, 3]", () -> takeAlong(X, 2, new int[1])),
        bad(
            "takeAlong: index 2 is outside of an axis of size 2",
            () -> takeAlong(X, 0, ints(0, 2, 1))),
        bad(
            "putAlong: index 5 is outside of an axis of size 4",
            () -> putAlong(Tensor.ones(1), 0, ints(5), 4)),
        bad("takeRows: rank 2 expected: [3]", () -> takeRows(Tensor.zeros(3), ints(0))),
        bad("takeRows: index -1 is outside of an axis of size 2", () -> takeRows(X, ints(-1))),
        bad("indexSelect: no axis 2 in [2, 3]", () -> indexSelect(X, 2, 0)),
        bad("indexSelect: index 3 is outside of an axis of size 3", () -> indexSelect(X, 1, 0, 3)),
        bad("addSelected: 1 indices for 3 positions", () -> addSelected(X, 1, ints(0), 3)),
        bad(
            "addSelected: index 1 is outside of an axis of size 1",
            () -> addSelected(X, 0, ints(0, 1), 1)),
        bad("gather: no axis 2 in [2, 3]", () -> gather(X, 2, ints(0), 1, 1)),
        bad(
            "gather: indices of shape [3, 1] along axis 1 do not fit [2, 3]",
            () -> gather(X, 1, ints(0, 0, 0), 3, 1)),
        bad("gather: indices of shape [1] along axis 0 do not fit", () -> gather(X, 0, ints(0), 1)),
        bad("gather: 1 indices for the shape [2, 1]", () -> gather(X, 0, ints(0), 2, 1)),
        bad("gather: index 2 is outside of an axis of size 2", () -> gather(X, 0, ints(2), 1, 1)),
        bad(
            "scatterAdd: indices of shape [3, 3] along axis 1 do not fit [2, 3]",
            () -> scatterAdd(X, 1, new int[9], Tensor.zeros(3, 3))),
        bad(
            "scatterAdd: index -1 is outside of",
            () -> scatterAdd(X, 0, ints(-1), Tensor.zeros(1, 1))),
        bad(
            "maskedFill: [2] cannot be broadcast to [2, 3]",
            () -> maskedFill(X, Tensor.zeros(2), 0)),
        bad("maskedFill: [1, 2, 3] cannot be", () -> maskedFill(X, Tensor.zeros(1, 2, 3), 0)),
        bad("embedding: index 2 is outside of an axis of size 2", () -> embedding(X, ints(2), 0)),
        bad("embedding: index 9 is outside of an axis of size 2", () -> embedding(X, ints(0), 9)),
        bad("embedding: rank 2 expected: [3]", () -> embedding(Tensor.zeros(3), ints(0), 0)),
        bad(
            "embedding: sequence 1 has 2 tokens, sequence 0 has 1",
            () -> embedding(X, new int[][] {{0}, {0, 1}})),
        bad("oneHot: index 3 is outside of an axis of size 3", () -> oneHot(ints(0, 3), 3)),
        bad("arange: from 0.0 to 1.0 by 0.0", () -> Tensors.arange(0, 1, 0)),
        bad("arange: from 0.0 to 1.0 by -1.0", () -> Tensors.arange(0, 1, -1)),
        bad("a shape has a negative size", () -> Tensors.eye(-1)),
        bad("row 1 has 1 elements, row 0 has 2", () -> Tensor.of(new float[][] {{1, 2}, {3}})),
        bad(
            "stack: shapes differ: [1, 2] and [1, 1]",
            () -> Tensor.of(new float[][][] {{{1, 2}}, {{3}}})));
  }

  private static int[] ints(int... numbers) {
    return numbers;
  }

  @ParameterizedTest
  @MethodSource("calls")
  void saysWhatDoesNotFit(String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfAny(
            ShapeException.class, IllegalArgumentException.class, IndexOutOfBoundsException.class)
        .hasMessageContaining(message);
  }
}
