package dev.adjoint.tensor;

import static dev.adjoint.tensor.Diagonals.diagonal;
import static dev.adjoint.tensor.Diagonals.embedDiagonal;
import static dev.adjoint.tensor.Diagonals.putDiagonal;
import static dev.adjoint.tensor.Diagonals.tril;
import static dev.adjoint.tensor.Joining.chunk;
import static dev.adjoint.tensor.Joining.concat;
import static dev.adjoint.tensor.Joining.split;
import static dev.adjoint.tensor.Joining.stack;
import static dev.adjoint.tensor.Joining.unstack;
import static dev.adjoint.tensor.Shaping.addGrid;
import static dev.adjoint.tensor.Shaping.expand;
import static dev.adjoint.tensor.Shaping.flatten;
import static dev.adjoint.tensor.Shaping.flip;
import static dev.adjoint.tensor.Shaping.narrow;
import static dev.adjoint.tensor.Shaping.pad;
import static dev.adjoint.tensor.Shaping.padCircular;
import static dev.adjoint.tensor.Shaping.padReflect;
import static dev.adjoint.tensor.Shaping.padReplicate;
import static dev.adjoint.tensor.Shaping.repeat;
import static dev.adjoint.tensor.Shaping.roll;
import static dev.adjoint.tensor.Shaping.select;
import static dev.adjoint.tensor.Shaping.slice;
import static dev.adjoint.tensor.Shaping.squeeze;
import static dev.adjoint.tensor.Shaping.takeGrid;
import static dev.adjoint.tensor.Shaping.unsqueeze;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What shaping operations say of arguments that do not fit. */
class ShapingBadInputTest {
  private static final Tensor X = Tensor.zeros(2, 3);
  private static final Tensor NONE = Tensor.zeros(0, 3);

  private static Arguments bad(String message, ThrowingCallable call) {
    return arguments(message, call);
  }

  static Stream<Arguments> calls() {
    return Stream.of(
        bad("squeeze: no axis 2 in [2, 3]", () -> squeeze(X, 2)),
        bad("unsqueeze: no place for an axis 3 in [2, 3]", () -> unsqueeze(X, 3)),
        bad("flatten: no axis -3 in [2, 3]", () -> flatten(X, -3)),
        bad("flatten: axis 1 comes after axis 0 in [2, 3]", () -> flatten(X, 1, 0)),
        bad("expand: [2, 3] cannot be broadcast to [2, 4]", () -> expand(X, -1, 4)),
        bad("a shape has a negative size: [-1, 2, 3]", () -> expand(X, -1, 2, 3)),
        bad("select: place 3 is outside of axis 1 of [2, 3]", () -> select(X, 1, 3)),
        bad("select: no axis 2 in [2, 3]", () -> select(X, 2, 0)),
        bad("slice: [1, 4) is outside of axis 1 of [2, 3]", () -> slice(X, 1, 1, 4)),
        bad("slice: [2, 1) is outside of axis 1 of [2, 3]", () -> slice(X, -1, 2, 1)),
        bad("slice: the step is 0", () -> slice(X, 0, 0, 1, 0)),
        bad(
            "slice: 2 starts, 1 ends and 1 steps for 1 axes",
            () -> slice(X, new int[1], new int[2], new int[1], new int[] {1})),
        bad("narrow: start 1, length 3 is outside of axis 1 of [2, 3]", () -> narrow(X, 1, 1, 3)),
        bad("narrow: start 0, length -1 is outside of axis 0 of", () -> narrow(X, 0, 0, -1)),
        bad("pad: 3 amounts for [2, 3]", () -> pad(X, new int[3], 0)),
        bad("pad: 6 amounts for [2, 3]", () -> pad(X, new int[6], 0)),
        bad("pad: axis 1 of [2, 3] cannot be padded by -2 and -2", () -> pad(X, cut(), 0)),
        bad("padReflect: axis 1 of [2, 3] cannot be padded by 3 and 0", () -> padReflect(X, 3, 0)),
        bad(
            "padReflect: axis 1 of [2, 3] cannot be padded by 1 and -1",
            () -> padReflect(X, 1, -1)),
        bad(
            "padReplicate: axis 0 of [0, 3] cannot be padded by 1 and 0",
            () -> padReplicate(NONE, 0, 0, 1, 0)),
        bad(
            "padCircular: axis 1 of [2, 3] cannot be padded by 4 and 0",
            () -> padCircular(X, 4, 0)),
        bad("repeat: 1 counts for the axes of [2, 3]", () -> repeat(X, 2)),
        bad("a shape has a negative size", () -> repeat(X, -1, 1)),
        bad("flip: no axis 2 in [2, 3]", () -> flip(X, 2)),
        bad("roll: no axis 2 in [2, 3]", () -> roll(X, 1, 2)),
        bad("roll: 1 shifts for 2 axes", () -> roll(X, new int[1], new int[2])),
        bad("takeGrid: places for 1 axes are given", () -> takeGrid(X, new int[1][1])),
        bad("takeGrid: place 3 is outside of axis 1", () -> takeGrid(X, new int[][] {{0}, {3}})),
        bad("addGrid: [2, 3] does not fit a grid of [1, 1]", () -> addGrid(X, new int[2][1], 2, 3)),
        bad("tril: no axis -2 in [3]", () -> tril(Tensor.zeros(3), 0)),
        bad("diagonal: both axes of [2, 3] are 1", () -> diagonal(X, 0, 1, -1)),
        bad("diagonal: no axis 2 in [2, 3]", () -> diagonal(X, 0, 0, 2)),
        bad("embedDiagonal: both axes are 0", () -> embedDiagonal(X, 0, 0, 0)),
        bad("embedDiagonal: no axis -1 in []", () -> embedDiagonal(Tensor.scalar(1), 0, 0, 1)),
        bad(
            "putDiagonal: shapes differ: [3] and [2, 3]",
            () -> putDiagonal(X, new int[] {3, 3}, 0, 0, 1)),
        bad("concat: no tensors are given", () -> concat(0)),
        bad("concat: no axis 2 in [2, 3]", () -> concat(2, X)),
        bad(
            "concat: shapes differ in more than axis 0: [2, 3] and [2, 4]",
            () -> concat(0, X, Tensor.zeros(2, 4))),
        bad(
            "concat: shapes differ in more than axis 0: [2, 3] and [3]",
            () -> concat(0, X, Tensor.zeros(3))),
        bad("stack: shapes differ: [2, 3] and [3]", () -> stack(0, X, Tensor.zeros(3))),
        bad("stack: no place for an axis 3 in [2, 3]", () -> stack(3, X)),
        bad("split: sizes [1, 3] do not add up to axis 1 of [2, 3]", () -> split(X, 1, 1, 3)),
        bad("split: sizes [4, -1] do not add up to axis 1 of [2, 3]", () -> split(X, 1, 4, -1)),
        bad("chunk: 0 parts of [2, 3]", () -> chunk(X, 1, 0)),
        bad("unstack: nothing along axis 0 of [0, 3]", () -> unstack(NONE, 0)));
  }

  private static int[] cut() {
    return new int[] {-2, -2};
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
