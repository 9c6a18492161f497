package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;

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
      for (int j = at; j < at + 4 * width; j++) {
        float least = j >= at + 2 * width && j < at + 3 * width ? -1 : 0;
        y[j] = isCurvature ? 1 + least - 2 * x[j] : (x[j] - least) * (1 - x[j]);
      }
    }
    return Tensor.wrap(y, gates.shape);
  }

  /** The size of one of four gates. */
  static int requireFour(String operation, Tensor gates) {
    Shapes.requireRank(operation, 2, gates.shape);
    int width = gates.shape[1] / 4;
    Shapes.requireEqual(operation, gates.shape, new int[] {gates.shape[0], 4 * width});
    return width;
  }
}
