package dev.adjoint.tensor;

import dev.adjoint.Scalars;
import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.Kernels;

/**
 * The steps of recurrent networks, for static import, in PyTorch's order of gates. A step of an
 * LSTM is
 *
 * <pre>{@code
 * var gates = gates(x, h, wInput, wHidden, bInput, bHidden);
 * c = lstmMemory(gates, c);
 * h = lstmHidden(gates, c);
 * }</pre>
 *
 * <p>All throw {@link ShapeException} if the shapes do not fit.
 */
public final class Recurrent {
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
      "xDot.matmulTransposed(wInput).plus(x.matmulTransposed(wInputDot)).plus(hDot.matmulTransposed(wHidden)).plus(h.matmulTransposed(wHiddenDot)).plus(bInputDot).plus(bHiddenDot)")
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
    float[] y = new float[Shapes.size(rows, width)];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < width; j++) {
        y[i * width + j] = bInput.data[j] + bHidden.data[j];
      }
    }
    Kernels kernels = ActiveKernels.get();
    kernels.gemm(false, true, rows, width, x.shape[1], x.data, 0, wInput.data, 0, y, 0, true);
    kernels.gemm(false, true, rows, width, h.shape[1], h.data, 0, wHidden.data, 0, y, 0, true);
    return Tensor.wrap(y, rows, width);
  }

  /**
   * The memory after a step of an LSTM: {@code sigmoid(f) c + sigmoid(i) tanh(g)}, the gates being
   * {@code i, f, g, o} one after the other.
   *
   * @param gates of shape {@code [n, 4 h]}
   * @param c of shape {@code [n, h]}
   */
  @Primitive(shape = "(n, 4*h), (n, h) -> (n, h)")
  @Vjp(
      of = "gates",
      is =
          "dev.adjoint.tensor.RecurrentGradients.fromGate(dev.adjoint.tensor.ActivationGradients.sigmoidGradient(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(gates,"
              + " 0, 4)),"
              + " yBar.times(dev.adjoint.tensor.Activations.tanh(dev.adjoint.tensor.RecurrentGradients.gate(gates,"
              + " 2, 4)))), 0,"
              + " 4).plus(dev.adjoint.tensor.RecurrentGradients.fromGate(dev.adjoint.tensor.ActivationGradients.sigmoidGradient(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(gates,"
              + " 1, 4)), yBar.times(c)), 1,"
              + " 4)).plus(dev.adjoint.tensor.RecurrentGradients.fromGate(dev.adjoint.tensor.ActivationGradients.tanhGradient(dev.adjoint.tensor.Activations.tanh(dev.adjoint.tensor.RecurrentGradients.gate(gates,"
              + " 2, 4)),"
              + " yBar.times(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(gates,"
              + " 0, 4)))), 2, 4))")
  @Vjp(
      of = "c",
      is =
          "yBar.times(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(gates,"
              + " 1, 4)))")
  @Jvp(
      "dev.adjoint.tensor.ActivationGradients.sigmoidGradient(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(gates,"
          + " 0, 4)), dev.adjoint.tensor.RecurrentGradients.gate(gatesDot, 0,"
          + " 4).times(dev.adjoint.tensor.Activations.tanh(dev.adjoint.tensor.RecurrentGradients.gate(gates,"
          + " 2, 4)))).plus(dev.adjoint.tensor.ActivationGradients.sigmoidGradient(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(gates,"
          + " 1, 4)), dev.adjoint.tensor.RecurrentGradients.gate(gatesDot, 1,"
          + " 4).times(c))).plus(dev.adjoint.tensor.ActivationGradients.tanhGradient(dev.adjoint.tensor.Activations.tanh(dev.adjoint.tensor.RecurrentGradients.gate(gates,"
          + " 2, 4)), dev.adjoint.tensor.RecurrentGradients.gate(gatesDot, 2,"
          + " 4).times(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(gates,"
          + " 0, 4))))).plus(cDot.times(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(gates,"
          + " 1, 4))))")
  public static Tensor lstmMemory(Tensor gates, Tensor c) {
    RecurrentGradients.requireGates("lstmMemory", gates, c, 4);
    int width = c.shape[1];
    float[] y = new float[c.data.length];
    for (int row = 0; row < c.shape[0]; row++) {
      int at = row * 4 * width;
      for (int j = 0; j < width; j++) {
        double kept =
            Scalars.sigmoid((double) gates.data[at + width + j]) * c.data[row * width + j];
        double written =
            Scalars.sigmoid((double) gates.data[at + j])
                * Math.tanh(gates.data[at + 2 * width + j]);
        y[row * width + j] = (float) (kept + written);
      }
    }
    return Tensor.wrap(y, c.shape);
  }

  /**
   * What a step of an LSTM shows of its memory: {@code sigmoid(o) tanh(c)}.
   *
   * @param gates of shape {@code [n, 4 h]}
   * @param c the memory after the step, of shape {@code [n, h]}
   */
  @Primitive(shape = "(n, 4*h), (n, h) -> (n, h)")
  @Vjp(
      of = "gates",
      is =
          "dev.adjoint.tensor.RecurrentGradients.fromGate(dev.adjoint.tensor.ActivationGradients.sigmoidGradient(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(gates,"
              + " 3, 4)), yBar.times(dev.adjoint.tensor.Activations.tanh(c))), 3, 4)")
  @Vjp(
      of = "c",
      is =
          "dev.adjoint.tensor.ActivationGradients.tanhGradient(dev.adjoint.tensor.Activations.tanh(c),"
              + " yBar.times(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(gates,"
              + " 3, 4))))")
  @Jvp(
      "dev.adjoint.tensor.ActivationGradients.sigmoidGradient(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(gates,"
          + " 3, 4)), dev.adjoint.tensor.RecurrentGradients.gate(gatesDot, 3,"
          + " 4).times(dev.adjoint.tensor.Activations.tanh(c))).plus(dev.adjoint.tensor.ActivationGradients.tanhGradient(dev.adjoint.tensor.Activations.tanh(c),"
          + " cDot.times(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(gates,"
          + " 3, 4)))))")
  public static Tensor lstmHidden(Tensor gates, Tensor c) {
    RecurrentGradients.requireGates("lstmHidden", gates, c, 4);
    int width = c.shape[1];
    float[] y = new float[c.data.length];
    for (int row = 0; row < c.shape[0]; row++) {
      for (int j = 0; j < width; j++) {
        double shown = Scalars.sigmoid((double) gates.data[(row * 4 + 3) * width + j]);
        y[row * width + j] = (float) (shown * Math.tanh(c.data[row * width + j]));
      }
    }
    return Tensor.wrap(y, c.shape);
  }

  /**
   * The state after a step of a GRU: {@code (1 - z) n + z h} with {@code r = sigmoid(ir + hr)},
   * {@code z = sigmoid(iz + hz)} and {@code n = tanh(in + r hn)}.
   *
   * @param ofInput {@code ir, iz, in} one after the other, of shape {@code [n, 3 h]}: the input
   *     times its weights and a bias
   * @param ofHidden {@code hr, hz, hn} likewise, of the state
   * @param h the state before, of shape {@code [n, h]}
   */
  @Primitive(shape = "(n, 3*d), (n, 3*d), (n, d) -> (n, d)")
  @Vjp(
      of = "ofInput",
      is =
          "dev.adjoint.tensor.RecurrentGradients.fromGate(dev.adjoint.tensor.ActivationGradients.sigmoidGradient(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
              + " 0, 3).plus(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 0, 3))),"
              + " dev.adjoint.tensor.ActivationGradients.tanhGradient(dev.adjoint.tensor.Activations.tanh(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
              + " 2, 3).plus(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
              + " 0, 3).plus(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 0,"
              + " 3))).times(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 2, 3)))),"
              + " yBar.times(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
              + " 1, 3).plus(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 1,"
              + " 3))).negate().shift(1f))).times(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden,"
              + " 2, 3))), 0,"
              + " 3).plus(dev.adjoint.tensor.RecurrentGradients.fromGate(dev.adjoint.tensor.ActivationGradients.sigmoidGradient(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
              + " 1, 3).plus(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 1, 3))),"
              + " yBar.times(h.minus(dev.adjoint.tensor.Activations.tanh(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
              + " 2, 3).plus(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
              + " 0, 3).plus(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 0,"
              + " 3))).times(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 2, 3))))))), 1,"
              + " 3)).plus(dev.adjoint.tensor.RecurrentGradients.fromGate(dev.adjoint.tensor.ActivationGradients.tanhGradient(dev.adjoint.tensor.Activations.tanh(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
              + " 2, 3).plus(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
              + " 0, 3).plus(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 0,"
              + " 3))).times(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 2, 3)))),"
              + " yBar.times(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
              + " 1, 3).plus(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 1,"
              + " 3))).negate().shift(1f))), 2, 3))")
  @Vjp(
      of = "ofHidden",
      is =
          "dev.adjoint.tensor.RecurrentGradients.fromGate(dev.adjoint.tensor.ActivationGradients.sigmoidGradient(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
              + " 0, 3).plus(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 0, 3))),"
              + " dev.adjoint.tensor.ActivationGradients.tanhGradient(dev.adjoint.tensor.Activations.tanh(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
              + " 2, 3).plus(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
              + " 0, 3).plus(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 0,"
              + " 3))).times(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 2, 3)))),"
              + " yBar.times(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
              + " 1, 3).plus(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 1,"
              + " 3))).negate().shift(1f))).times(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden,"
              + " 2, 3))), 0,"
              + " 3).plus(dev.adjoint.tensor.RecurrentGradients.fromGate(dev.adjoint.tensor.ActivationGradients.sigmoidGradient(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
              + " 1, 3).plus(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 1, 3))),"
              + " yBar.times(h.minus(dev.adjoint.tensor.Activations.tanh(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
              + " 2, 3).plus(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
              + " 0, 3).plus(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 0,"
              + " 3))).times(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 2, 3))))))), 1,"
              + " 3)).plus(dev.adjoint.tensor.RecurrentGradients.fromGate(dev.adjoint.tensor.ActivationGradients.tanhGradient(dev.adjoint.tensor.Activations.tanh(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
              + " 2, 3).plus(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
              + " 0, 3).plus(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 0,"
              + " 3))).times(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 2, 3)))),"
              + " yBar.times(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
              + " 1, 3).plus(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 1,"
              + " 3))).negate().shift(1f))).times(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
              + " 0, 3).plus(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 0, 3)))), 2, 3))")
  @Vjp(
      of = "h",
      is =
          "yBar.times(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
              + " 1, 3).plus(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 1, 3))))")
  @Jvp(
      "dev.adjoint.tensor.ActivationGradients.tanhGradient(dev.adjoint.tensor.Activations.tanh(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
          + " 2, 3).plus(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
          + " 0, 3).plus(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 0,"
          + " 3))).times(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 2, 3)))),"
          + " dev.adjoint.tensor.RecurrentGradients.gate(ofInputDot, 2,"
          + " 3).plus(dev.adjoint.tensor.ActivationGradients.sigmoidGradient(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
          + " 0, 3).plus(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 0, 3))),"
          + " dev.adjoint.tensor.RecurrentGradients.gate(ofInputDot, 0,"
          + " 3).plus(dev.adjoint.tensor.RecurrentGradients.gate(ofHiddenDot, 0,"
          + " 3))).times(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 2,"
          + " 3))).plus(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
          + " 0, 3).plus(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 0,"
          + " 3))).times(dev.adjoint.tensor.RecurrentGradients.gate(ofHiddenDot, 2,"
          + " 3)))).times(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
          + " 1, 3).plus(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 1,"
          + " 3))).negate().shift(1f)).plus(dev.adjoint.tensor.ActivationGradients.sigmoidGradient(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
          + " 1, 3).plus(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 1, 3))),"
          + " dev.adjoint.tensor.RecurrentGradients.gate(ofInputDot, 1,"
          + " 3).plus(dev.adjoint.tensor.RecurrentGradients.gate(ofHiddenDot, 1,"
          + " 3))).times(h.minus(dev.adjoint.tensor.Activations.tanh(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
          + " 2, 3).plus(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
          + " 0, 3).plus(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 0,"
          + " 3))).times(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 2,"
          + " 3))))))).plus(hDot.times(dev.adjoint.tensor.Activations.sigmoid(dev.adjoint.tensor.RecurrentGradients.gate(ofInput,"
          + " 1, 3).plus(dev.adjoint.tensor.RecurrentGradients.gate(ofHidden, 1, 3)))))")
  public static Tensor gruHidden(Tensor ofInput, Tensor ofHidden, Tensor h) {
    RecurrentGradients.requireGates("gruHidden", ofInput, h, 3);
    RecurrentGradients.requireGates("gruHidden", ofHidden, h, 3);
    int width = h.shape[1];
    float[] y = new float[h.data.length];
    for (int row = 0; row < h.shape[0]; row++) {
      int at = row * 3 * width;
      for (int j = at; j < at + width; j++) {
        double r = Scalars.sigmoid((double) ofInput.data[j] + ofHidden.data[j]);
        double z = Scalars.sigmoid((double) ofInput.data[j + width] + ofHidden.data[j + width]);
        double n = Math.tanh(ofInput.data[j + 2 * width] + r * ofHidden.data[j + 2 * width]);
        int place = row * width + j - at;
        y[place] = (float) ((1 - z) * n + z * h.data[place]);
      }
    }
    return Tensor.wrap(y, h.shape);
  }
}
