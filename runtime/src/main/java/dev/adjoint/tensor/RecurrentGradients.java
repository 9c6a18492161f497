package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.Kernels;

/**
 * Derivatives of the gates of an LSTM by what they come from, as functions of the gates: {@code y
 * (1 - y)} where y is a logistic function, and {@code (1 + y) (1 - y)} where it is a tanh.
 */
public final class RecurrentGradients {
  private RecurrentGradients() {}

  /**
   * The first derivative.
   *
   * @param gates of shape {@code [n, 4 h]}, the third of them the tanh
   */
  @Primitive(shape = "(n, 4*h) -> (n, 4*h)")
  @Vjp(of = "gates", is = "yBar.times(lstmCurvature(gates))")
  @Jvp("gatesDot.times(lstmCurvature(gates))")
  public static Tensor lstmSlope(Tensor gates) {
    return each("lstmSlope", gates, false);
  }

  /**
   * The derivative of {@link #lstmSlope} by the gates: {@code 1 - 2 y}, and {@code -2 y}.
   *
   * @param gates of shape {@code [n, 4 h]}, the third of them the tanh
   */
  @Primitive(shape = "(n, 4*h) -> (n, 4*h)")
  @Vjp(of = "gates", is = "yBar.scale(-2f)")
  @Jvp("gatesDot.scale(-2f)")
  public static Tensor lstmCurvature(Tensor gates) {
    return each("lstmCurvature", gates, true);
  }

  private static Tensor each(String operation, Tensor gates, boolean isCurvature) {
    int width = requireFour(operation, gates);
    float[] x = gates.data;
    float[] y = Workspace.floats(x.length);
    for (int at = 0; at < y.length; at += 4 * width) {
      each(x, y, at, at + 2 * width, 0, isCurvature);
      each(x, y, at + 2 * width, at + 3 * width, -1, isCurvature);
      each(x, y, at + 3 * width, at + 4 * width, 0, isCurvature);
    }
    return Tensor.wrap(y, gates.shape);
  }

  /** For gates whose least value is a number. */
  private static void each(
      float[] x, float[] y, int from, int to, float least, boolean isCurvature) {
    if (isCurvature) {
      for (int j = from; j < to; j++) {
        y[j] = 1 + least - 2 * x[j];
      }
    } else {
      for (int j = from; j < to; j++) {
        y[j] = (x[j] - least) * (1 - x[j]);
      }
    }
  }

  /**
   * The adjoint of the gates of {@link Recurrent#lstmMemory}: {@code seed g, seed c, seed i, 0}.
   *
   * @param gates {@code i, f, g, o} of shape {@code [n, 4 h]}
   * @param c the memory before the step, of shape {@code [n, h]}
   * @param seed the adjoint of the memory after it, of shape {@code [n, h]}
   */
  @Primitive(shape = "(n, 4*h), (n, h), (n, h) -> (n, 4*h)")
  @Vjp(of = "gates", is = "exchanged(yBar, seed)")
  @Vjp(of = "c", is = "seed.times(dev.adjoint.tensor.Recurrent.gate(yBar, 1, 4))")
  @Vjp(
      of = "seed",
      is =
          "dev.adjoint.tensor.Recurrent.gate(yBar, 1, 4).times(c)"
              + ".plus(dev.adjoint.tensor.Recurrent.gate(yBar, 0, 4)"
              + ".times(dev.adjoint.tensor.Recurrent.gate(gates, 2, 4)))"
              + ".plus(dev.adjoint.tensor.Recurrent.gate(yBar, 2, 4)"
              + ".times(dev.adjoint.tensor.Recurrent.gate(gates, 0, 4)))")
  @Jvp(
      "memoryGates(gates, c, seedDot).plus(exchanged(gatesDot, seed))"
          + ".plus(dev.adjoint.tensor.Recurrent.fromGate(seed.times(cDot), 1, 4))")
  public static Tensor memoryGates(Tensor gates, Tensor c, Tensor seed) {
    Recurrent.requireGates("memoryGates", gates, c, 4);
    Shapes.requireEqual("memoryGates", c.shape, seed.shape);
    float[] y = Workspace.zeros(gates.data.length);
    memoryGates(gates, c, seed, y, false);
    return Tensor.wrap(y, gates.shape);
  }

  /** Sets or adds what {@link #memoryGates} computes, but for the last gate. */
  static void memoryGates(Tensor gates, Tensor c, Tensor seed, float[] y, boolean accumulate) {
    int rows = c.shape[0];
    int w = c.shape[1];
    float[] g = gates.data;
    float[] s = seed.data;
    Kernels kernels = ActiveKernels.get();
    kernels.multiplyParts(rows, w, s, 0, w, g, 2 * w, 4 * w, y, 0, 4 * w, accumulate);
    kernels.multiplyParts(rows, w, s, 0, w, c.data, 0, w, y, w, 4 * w, accumulate);
    kernels.multiplyParts(rows, w, s, 0, w, g, 0, 4 * w, y, 2 * w, 4 * w, accumulate);
  }

  /** Sets or adds the adjoint of the gate that shows the memory: the seed times its tanh. */
  static void shownGate(Tensor seed, float[] tanh, float[] y, boolean accumulate) {
    int rows = seed.shape[0];
    int w = seed.shape[1];
    ActiveKernels.get()
        .multiplyParts(rows, w, seed.data, 0, w, tanh, 0, w, y, 3 * w, 4 * w, accumulate);
  }

  /** What {@link #memoryGates} is for no memory: {@code seed g, 0, seed i, 0}. */
  public static Tensor exchanged(Tensor gates, Tensor seed) {
    return memoryGates(gates, seed.zerosLike(), seed);
  }

  /** The size of one of four gates. */
  static int requireFour(String operation, Tensor gates) {
    Shapes.requireRank(operation, 2, gates.shape);
    int width = gates.shape[1] / 4;
    Shapes.requireEqual(operation, gates.shape, new int[] {gates.shape[0], 4 * width});
    return width;
  }
}
