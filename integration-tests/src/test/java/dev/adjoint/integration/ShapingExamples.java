package dev.adjoint.integration;

import dev.adjoint.tensor.Tensor;
import java.util.List;

/** Axes that come and go, parts, longer axes, diagonals, and several tensors in one. */
final class ShapingExamples extends Examples {
  ShapingExamples() {
    axes();
    parts();
    padding();
    orders();
    diagonals();
    joining();
    grids();
  }

  private void axes() {
    add("Shaping.squeeze(Tensor)", args(signed(1, 2, 1, 3)), args(signed(1)), args(signed(2)));
    add(
        "Shaping.squeeze(Tensor, int[])",
        args(signed(1, 2, 1), ints(0)),
        args(signed(1, 2, 1), ints(-1, 1)),
        args(signed(1, 2, 1), ints()));
    add(
        "Shaping.unsqueeze(Tensor, int)",
        args(signed(2, 3), 0),
        args(signed(2, 3), -1),
        args(signed(), 0));
    add("Shaping.flatten(Tensor, int)", args(signed(2, 3, 2), 1), args(signed(3), -1));
    add(
        "Shaping.flatten(Tensor, int, int)",
        args(signed(2, 3, 2), 0, 1),
        args(signed(2, 3), 1, 1),
        args(signed(), 0, -1));
    add(
        "Shaping.expand(Tensor, int[])",
        args(signed(2, 1), ints(-1, 3)),
        args(signed(3), ints(2, 3)),
        args(signed(), ints(2)));
  }

  private void parts() {
    add(
        "Shaping.select(Tensor, int, int)",
        args(signed(2, 3), 1, -1),
        args(signed(2, 3, 2), 0, 1),
        args(signed(3), 0, 2));
    add(
        "Shaping.slice(Tensor, int, int, int)",
        args(signed(2, 4), 1, 1, 3),
        args(signed(3), 0, -2, -1));
    add(
        "Shaping.slice(Tensor, int, int, int, int)",
        args(signed(2, 5), -1, 0, 5, 2),
        args(signed(5, 2), 0, 1, 5, 3));
    add(
        "Shaping.slice(Tensor, int[], int[], int[], int[])",
        args(signed(3, 2, 5), ints(0, 2), ints(1, 0), ints(3, -1), ints(1, 2)),
        args(signed(2), ints(), ints(), ints(), ints()));
    add(
        "Shaping.narrow(Tensor, int, int, int)",
        args(signed(2, 4), 1, 1, 2),
        args(signed(4), 0, -3, 2));
  }

  private void padding() {
    add(
        "Shaping.pad(Tensor, int[], float)",
        args(signed(2, 3), ints(1, 2), .5f),
        args(signed(2, 3), ints(0, 1, 2, 0), 0f),
        args(signed(2, 3), ints(-1, 2, 1, -1), -1f),
        args(signed(2), ints(), 1f));
    for (String name : List.of("padReflect", "padReplicate", "padCircular")) {
      add(
          "Shaping." + name + "(Tensor, int[])",
          args(signed(2, 3), ints(1, 2)),
          args(signed(3, 2, 3), ints(2, 0, 1, 1)),
          args(signed(3), ints(0, 0)));
    }
    add(
        "Shaping.repeat(Tensor, int[])",
        args(signed(2, 3), ints(2, 1)),
        args(signed(2), ints(2, 3)),
        args(signed(), ints(2)));
  }

  private void orders() {
    add(
        "Shaping.flip(Tensor, int[])",
        args(signed(2, 3), ints(1)),
        args(signed(2, 3), ints(0, -1)),
        args(signed(2), ints()));
    add("Shaping.roll(Tensor, int, int)", args(signed(2, 3), 1, 1), args(signed(5), -7, 0));
    add(
        "Shaping.roll(Tensor, int[], int[])",
        args(signed(2, 3), ints(1, 2), ints(0, 1)),
        args(signed(4), ints(1, 2), ints(0, -1)));
  }

  private void diagonals() {
    for (String name : List.of("tril", "triu")) {
      add(
          "Diagonals." + name + "(Tensor, int)",
          args(signed(3, 3), 0),
          args(signed(2, 3), 1),
          args(signed(2, 4, 2), -2));
    }
    add(
        "Diagonals.triangle(Tensor, boolean)",
        args(signed(3, 3), true),
        args(signed(2, 2, 3), false));
    add(
        "Diagonals.diagonal(Tensor, int, int, int)",
        args(signed(3, 3), 0, 0, 1),
        args(signed(2, 4), 1, 0, 1),
        args(signed(3, 2, 3), -1, -1, 0));
    add(
        "Diagonals.putDiagonal(Tensor, int[], int, int, int)",
        args(signed(3), ints(3, 3), 0, 0, 1),
        args(signed(2, 2), ints(3, 2, 3), -1, -1, 0));
    add(
        "Diagonals.embedDiagonal(Tensor, int, int, int)",
        args(signed(3), 0, 0, 1),
        args(signed(2, 3), -1, 0, 2),
        args(signed(2, 2), 1, -2, -1));
  }

  private void joining() {
    add(
        "Joining.concat(int, Tensor[])",
        args(0, list(signed(2, 3), signed(1, 3))),
        args(-1, list(signed(2, 3), signed(2, 1), signed(2, 2))),
        args(1, list(signed(2, 2, 2))));
    add(
        "Joining.stack(int, Tensor[])",
        args(0, list(signed(2), signed(2), signed(2))),
        args(-1, list(signed(2, 3), signed(2, 3))),
        args(0, list(signed(), signed())));
    add(
        "Joining.split(Tensor, int, int[])",
        args(signed(2, 5), 1, ints(2, 3)),
        args(signed(4, 2), 0, ints(2, 2)),
        args(signed(3), -1, ints(3)));
    add(
        "Joining.chunk(Tensor, int, int)",
        args(signed(2, 6), 1, 3),
        args(signed(5), 0, 2),
        args(signed(2, 2), 0, 1));
    add("Joining.unstack(Tensor, int)", args(signed(2, 3), 0), args(signed(2, 3, 2), -1));
  }

  private void grids() {
    int[][] places = {{1, 0, 1}, {2, 2}};
    add(
        "Shaping.takeGrid(Tensor, int[][])",
        args(signed(2, 3), places),
        args(signed(2, 3), new int[][] {{1}, {0, 1, 2}}));
    add(
        "Shaping.addGrid(Tensor, int[][], int[])",
        args(signed(3, 2), places, ints(2, 3)),
        args(signed(1, 3), new int[][] {{1}, {0, 1, 2}}, ints(2, 3)));
  }

  private static Tensor[] list(Tensor... tensors) {
    return tensors;
  }
}
