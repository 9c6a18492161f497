package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.Kernels;
import dev.adjoint.kernel.Unary;
import dev.adjoint.kernel.Workers;

/**
 * The steps of recurrent networks, for static import, in PyTorch's order of gates. A step of an
 * LSTM is
 *
 * <pre>{@code
 * var gates = lstmGates(gates(x, h, wInput, wHidden, bInput, bHidden));
 * c = lstmMemory(gates, c);
 * h = lstmHidden(gates, c);
 * }</pre>
 *
 * and one of a GRU, with {@code ofInput = x wInput^T + bInput} and {@code ofHidden = h wHidden^T +
 * bHidden},
 *
 * <pre>{@code
 * var reset = gruGate(ofInput, ofHidden, 0);
 * var update = gruGate(ofInput, ofHidden, 1);
 * h = lerp(gruCandidate(ofInput, ofHidden, reset), h, update);
 * }</pre>
 *
 * <p>Faster is to compute what comes from the inputs for all steps before the first, in one product
 * of large matrices, and to transpose the other weights once:
 *
 * <pre>{@code
 * var ofInputs = unstack(x.matmulTransposed(wInput).plus(bInput.plus(bHidden)), 0);
 * var w = wHidden.transpose();
 * // in step t
 * var gates = lstmGates(gates(ofInputs[t], h, w));
 * }</pre>
 *
 * <p>All throw {@link ShapeException} if the shapes do not fit.
 */
public final class Recurrent {
  /** The gates that are worth waking a thread. */
  private static final int GRAIN = 1 << 13;

  private Recurrent() {}

  /**
   * What the gates of a step come from: {@code x wInput^T + bInput + h wHidden^T + bHidden}.
   *
   * @param x of shape {@code [n, i]}
   * @param h of shape {@code [n, j]}
   * @param wInput of shape {@code [g, i]}
   * @param wHidden of shape {@code [g, j]}
   * @param bInput of shape {@code [g]}, as {@code bHidden}
   */
  @Primitive(shape = "(n, i), (n, j), (g, i), (g, j), (g), (g) -> (n, g)")
  @Vjp(of = "x", is = "yBar.matmul(wInput)")
  @Vjp(of = "h", is = "yBar.matmul(wHidden)")
  @Vjp(of = "wInput", is = "yBar.transposedMatmul(x)")
  @Vjp(of = "wHidden", is = "yBar.transposedMatmul(h)")
  @Vjp(of = "bInput", is = "yBar.sumOver(0)")
  @Vjp(of = "bHidden", is = "yBar.sumOver(0)")
  @Jvp(
      "xDot.matmulTransposed(wInput).plus(x.matmulTransposed(wInputDot))"
          + ".plus(hDot.matmulTransposed(wHidden)).plus(h.matmulTransposed(wHiddenDot))"
          + ".plus(bInputDot).plus(bHiddenDot)")
  public static Tensor gates(
      Tensor x, Tensor h, Tensor wInput, Tensor wHidden, Tensor bInput, Tensor bHidden) {
    Shapes.requireRank("gates", 2, x.shape);
    Shapes.requireRank("gates", 2, h.shape);
    Shapes.requireRank("gates", 1, bInput.shape);
    Shapes.requireEqual("gates", bInput.shape, bHidden.shape);
    Shapes.requireEqual("gates", wInput.shape, new int[] {bInput.shape[0], x.shape[1]});
    Shapes.requireEqual("gates", wHidden.shape, new int[] {bInput.shape[0], h.shape[1]});
    Shapes.requireEqual("gates", h.shape, new int[] {x.shape[0], h.shape[1]});
    int rows = x.shape[0];
    int width = bInput.shape[0];
    float[] y = Workspace.floats(Shapes.size(rows, width));
    for (int j = 0; rows > 0 && j < width; j++) {
      y[j] = bInput.data[j] + bHidden.data[j];
    }
    for (int i = 1; i < rows; i++) {
      System.arraycopy(y, 0, y, i * width, width);
    }
    Kernels kernels = ActiveKernels.get();
    kernels.gemm(false, true, rows, width, x.shape[1], x.data, 0, wInput.data, 0, y, 0, true);
    kernels.gemm(false, true, rows, width, h.shape[1], h.data, 0, wHidden.data, 0, y, 0, true);
    return Tensor.wrap(y, rows, width);
  }

  /**
   * What the gates of a step come from, if the input's part of it is known: {@code ofInput + h
   * weight}.
   *
   * @param ofInput of shape {@code [n, g]}
   * @param h of shape {@code [n, j]}
   * @param weight of shape {@code [j, g]}: the transpose of the {@code wHidden} of the other {@code
   *     gates}, because products with it take less time
   */
  @Primitive(shape = "(n, g), (n, j), (j, g) -> (n, g)")
  @Vjp(of = "ofInput", is = "yBar")
  @Vjp(of = "h", is = "yBar.matmulTransposed(weight)")
  @Vjp(of = "weight", is = "h.transposedMatmul(yBar)")
  @Jvp("ofInputDot.plus(hDot.matmul(weight)).plus(h.matmul(weightDot))")
  public static Tensor gates(Tensor ofInput, Tensor h, Tensor weight) {
    Shapes.requireRank("gates", 2, ofInput.shape);
    Shapes.requireRank("gates", 2, h.shape);
    int rows = ofInput.shape[0];
    int inner = h.shape[1];
    Shapes.requireEqual("gates", h.shape, new int[] {rows, inner});
    Shapes.requireEqual("gates", weight.shape, new int[] {inner, ofInput.shape[1]});
    return Broadcasting.plusInto(h.matmul(weight), ofInput);
  }

  /**
   * One of the gates that stand one after the other.
   *
   * @param x of shape {@code [n, count h]}
   * @param index which one
   * @param count how many there are
   */
  @Primitive(shape = "(n, g) -> (n, g/count) where g/count*count = g")
  @Vjp(of = "x", is = "fromGate(yBar, index, count)")
  @Jvp("gate(xDot, index, count)")
  public static Tensor gate(Tensor x, int index, int count) {
    Shapes.requireRank("gate", 2, x.shape);
    requireIndex("gate", index, count);
    int width = x.shape[1] / count;
    Shapes.requireEqual("gate", x.shape, new int[] {x.shape[0], count * width});
    float[] y = Workspace.floats(x.shape[0] * width);
    for (int i = 0; i < x.shape[0]; i++) {
      System.arraycopy(x.data, (i * count + index) * width, y, i * width, width);
    }
    return Tensor.wrap(y, x.shape[0], width);
  }

  /**
   * The transpose of {@link #gate}: zeros in place of the other gates.
   *
   * @param x of shape {@code [n, h]}
   * @param index which one
   * @param count how many there are
   */
  @Primitive(shape = "(n, h) -> (n, count*h)")
  @Vjp(of = "x", is = "gate(yBar, index, count)")
  @Jvp("fromGate(xDot, index, count)")
  public static Tensor fromGate(Tensor x, int index, int count) {
    Shapes.requireRank("fromGate", 2, x.shape);
    requireIndex("fromGate", index, count);
    int width = x.shape[1];
    float[] y = Workspace.zeros(Shapes.size(x.shape[0], count * width));
    for (int i = 0; i < x.shape[0]; i++) {
      System.arraycopy(x.data, i * width, y, (i * count + index) * width, width);
    }
    return Tensor.wrap(y, x.shape[0], count * width);
  }

  /**
   * The gates {@code i, f, g, o} of an LSTM, one after the other: {@code sigmoid}, but {@code tanh}
   * of the third.
   *
   * @param x of shape {@code [n, 4 h]}, as {@link #gates} gives it
   */
  @Primitive(shape = "(n, 4*h) -> (n, 4*h)")
  @Vjp(of = "x", is = "yBar.times(dev.adjoint.tensor.RecurrentGradients.lstmSlope(y))")
  @Jvp("xDot.times(dev.adjoint.tensor.RecurrentGradients.lstmSlope(y))")
  public static Tensor lstmGates(Tensor x) {
    float[] y = Workspace.floats(x.data.length);
    lstmGatesInto(x, y);
    return Tensor.wrap(y, x.shape);
  }

  /** The gates in memory of their own, which may be that of {@code x}. */
  static void lstmGatesInto(Tensor x, float[] y) {
    int width = RecurrentGradients.requireFour("lstmGates", x);
    Kernels kernels = ActiveKernels.get();
    Workers workers = Workers.shared();
    int parts = Math.min(2 * workers.threads(), y.length / GRAIN);
    workers.share(
        0,
        x.shape[0],
        Math.min(parts, x.shape[0]),
        (from, to) -> {
          for (int row = from; row < to; row++) {
            int at = row * 4 * width;
            kernels.unary(Unary.SIGMOID, x.data, y, at, at + 2 * width);
            kernels.unary(Unary.TANH, x.data, y, at + 2 * width, at + 3 * width);
            kernels.unary(Unary.SIGMOID, x.data, y, at + 3 * width, at + 4 * width);
          }
        });
  }

  /**
   * The memory after a step of an LSTM: {@code f c + i g}.
   *
   * @param gates {@code i, f, g, o} of shape {@code [n, 4 h]}, as {@link #lstmGates} gives them
   * @param c of shape {@code [n, h]}
   */
  @Primitive(shape = "(n, 4*h), (n, h) -> (n, h)")
  @Vjp(of = "gates", is = "dev.adjoint.tensor.RecurrentGradients.memoryGates(gates, c, yBar)")
  @Vjp(of = "c", is = "yBar.times(gate(gates, 1, 4))")
  @Jvp(
      "cDot.times(gate(gates, 1, 4)).plus(c.times(gate(gatesDot, 1, 4)))"
          + ".plus(gate(gatesDot, 0, 4).times(gate(gates, 2, 4)))"
          + ".plus(gate(gates, 0, 4).times(gate(gatesDot, 2, 4)))")
  public static Tensor lstmMemory(Tensor gates, Tensor c) {
    requireGates("lstmMemory", gates, c, 4);
    int rows = c.shape[0];
    int w = c.shape[1];
    float[] g = gates.data;
    float[] y = Workspace.floats(c.data.length);
    Kernels kernels = ActiveKernels.get();
    kernels.multiplyParts(rows, w, g, w, 4 * w, c.data, 0, w, y, 0, w, false);
    kernels.multiplyParts(rows, w, g, 0, 4 * w, g, 2 * w, 4 * w, y, 0, w, true);
    return Tensor.wrap(y, c.shape);
  }

  /**
   * What a step of an LSTM shows of its memory: {@code o tanh(c)}.
   *
   * @param gates {@code i, f, g, o} of shape {@code [n, 4 h]}, as {@link #lstmGates} gives them
   * @param c the memory after the step, of shape {@code [n, h]}
   */
  @Primitive(shape = "(n, 4*h), (n, h) -> (n, h)")
  @Vjp(of = "gates", is = "fromGate(yBar.times(dev.adjoint.tensor.Activations.tanh(c)), 3, 4)")
  @Vjp(
      of = "c",
      is =
          "dev.adjoint.tensor.ActivationGradients.tanhGradient("
              + "dev.adjoint.tensor.Activations.tanh(c), yBar.times(gate(gates, 3, 4)))")
  @Jvp(
      "gate(gatesDot, 3, 4).times(dev.adjoint.tensor.Activations.tanh(c))"
          + ".plus(dev.adjoint.tensor.ActivationGradients.tanhGradient("
          + "dev.adjoint.tensor.Activations.tanh(c), cDot.times(gate(gates, 3, 4))))")
  public static Tensor lstmHidden(Tensor gates, Tensor c) {
    requireGates("lstmHidden", gates, c, 4);
    int width = c.shape[1];
    float[] y = Workspace.floats(c.data.length);
    ActiveKernels.get().unary(Unary.TANH, c.data, y, 0, y.length);
    timesGate(y, gates, 3, 4, y, width);
    return Tensor.wrap(y, c.shape);
  }

  /**
   * A gate of a GRU: the logistic function of the sum of both parts.
   *
   * @param ofInput the parts {@code r, z, n} that come from the input, of shape {@code [n, 3 h]}
   * @param ofHidden the parts that come from the state, likewise
   * @param index 0 for the reset gate, 1 for the update gate
   */
  @Primitive(shape = "(n, 3*h), (n, 3*h) -> (n, h)")
  @Vjp(
      of = "ofInput",
      is = "fromGate(dev.adjoint.tensor.ActivationGradients.sigmoidGradient(y, yBar), index, 3)")
  @Vjp(
      of = "ofHidden",
      is = "fromGate(dev.adjoint.tensor.ActivationGradients.sigmoidGradient(y, yBar), index, 3)")
  @Jvp(
      "dev.adjoint.tensor.ActivationGradients.sigmoidGradient("
          + "y, gate(ofInputDot, index, 3).plus(gate(ofHiddenDot, index, 3)))")
  public static Tensor gruGate(Tensor ofInput, Tensor ofHidden, int index) {
    Shapes.requireEqual("gruGate", ofInput.shape, ofHidden.shape);
    return Activations.sigmoid(gate(ofInput, index, 3).plus(gate(ofHidden, index, 3)));
  }

  /**
   * What a GRU may write into its state: {@code tanh(in + r hn)}.
   *
   * @param ofInput as for {@link #gruGate}
   * @param ofHidden as for {@link #gruGate}
   * @param reset the reset gate {@code r} of shape {@code [n, h]}
   */
  @Primitive(shape = "(n, 3*h), (n, 3*h), (n, h) -> (n, h)")
  @Vjp(
      of = "ofInput",
      is = "fromGate(dev.adjoint.tensor.ActivationGradients.tanhGradient(y, yBar), 2, 3)")
  @Vjp(
      of = "ofHidden",
      is =
          "fromGate(dev.adjoint.tensor.ActivationGradients.tanhGradient(y, yBar.times(reset)), 2, 3)")
  @Vjp(
      of = "reset",
      is =
          "dev.adjoint.tensor.ActivationGradients.tanhGradient("
              + "y, yBar.times(gate(ofHidden, 2, 3)))")
  @Jvp(
      "dev.adjoint.tensor.ActivationGradients.tanhGradient(y, gate(ofInputDot, 2, 3)"
          + ".plus(reset.times(gate(ofHiddenDot, 2, 3)))"
          + ".plus(resetDot.times(gate(ofHidden, 2, 3))))")
  public static Tensor gruCandidate(Tensor ofInput, Tensor ofHidden, Tensor reset) {
    requireGates("gruCandidate", ofInput, reset, 3);
    requireGates("gruCandidate", ofHidden, reset, 3);
    return Activations.tanh(gate(ofInput, 2, 3).plus(reset.times(gate(ofHidden, 2, 3))));
  }

  /** y = x times one of the gates, for rows of some width; {@code y} may be {@code x}. */
  static void timesGate(float[] x, Tensor gates, int index, int count, float[] y, int width) {
    int rows = gates.shape[0];
    int from = index * width;
    ActiveKernels.get()
        .multiplyParts(
            rows, width, x, 0, width, gates.data, from, count * width, y, 0, width, false);
  }

  static void requireGates(String operation, Tensor gates, Tensor state, int count) {
    Shapes.requireRank(operation, 2, state.shape);
    Shapes.requireEqual(operation, gates.shape, new int[] {state.shape[0], count * state.shape[1]});
  }

  private static void requireIndex(String operation, int index, int count) {
    if (count < 1 || index < 0 || index >= count) {
      throw new IndexOutOfBoundsException(
          "%s: there is no gate %d of %d".formatted(operation, index, count));
    }
  }
}
