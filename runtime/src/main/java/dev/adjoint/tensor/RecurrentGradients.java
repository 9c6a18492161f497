package dev.adjoint.tensor;

import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;

/** Gates out of all gates of a step, and back. */
public final class RecurrentGradients {
  private RecurrentGradients() {}

  /**
   * One of the gates that stand one after the other.
   *
   * @param index which one
   * @param count how many there are
   */
  @Primitive(shape = "(n, g) -> (n, g/count)")
  @Vjp(of = "x", is = "fromGate(yBar, index, count)")
  @Jvp("gate(xDot, index, count)")
  public static Tensor gate(Tensor x, int index, int count) {
    int width = x.shape[1] / count;
    float[] y = new float[x.shape[0] * width];
    for (int i = 0; i < x.shape[0]; i++) {
      System.arraycopy(x.data, (i * count + index) * width, y, i * width, width);
    }
    return Tensor.wrap(y, x.shape[0], width);
  }

  /**
   * The transpose of {@link #gate}: zeros in place of the other gates.
   *
   * @param index which one
   * @param count how many there are
   */
  @Primitive(shape = "(n, d) -> (n, count*d)")
  @Vjp(of = "x", is = "gate(yBar, index, count)")
  @Jvp("fromGate(xDot, index, count)")
  public static Tensor fromGate(Tensor x, int index, int count) {
    int width = x.shape[1];
    float[] y = new float[x.data.length * count];
    for (int i = 0; i < x.shape[0]; i++) {
      System.arraycopy(x.data, i * width, y, (i * count + index) * width, width);
    }
    return Tensor.wrap(y, x.shape[0], width * count);
  }

  static void requireGates(String operation, Tensor gates, Tensor state, int count) {
    Shapes.requireRank(operation, 2, state.shape);
    Shapes.requireEqual(operation, gates.shape, new int[] {state.shape[0], count * state.shape[1]});
  }
}
