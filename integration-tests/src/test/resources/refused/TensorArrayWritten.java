import dev.adjoint.annotations.*;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;

class TensorArrayWritten {
  @Differentiable
  static float direct(Tensor x) {
    // ERROR ADJ-LANG-01: a write into the array of a tensor cannot be differentiated yet; compute
    x.array()[0] = 3;
    return x.sum();
  }

  @Differentiable
  static float named(Tensor x, float y) {
    Tensor c = x.scale(y);
    float[] d = c.array();
    float[] e = d;
    // ERROR ADJ-LANG-01: a write into the array of a tensor
    e[1] += 2;
    return c.sum();
  }

  @Differentiable
  static float filled(Tensor x) {
    // ERROR ADJ-LANG-01: a write into the array of a tensor
    Arrays.fill(x.array(), 1);
    return x.sum();
  }

  private static void set(float[] a) {
    // ERROR ADJ-LANG-01: a write into the array of a tensor
    a[0] = 1;
  }

  @Differentiable
  static float byHelper(Tensor x) {
    set(x.array());
    return x.sum();
  }

  @Differentiable
  static float copied(Tensor x, Tensor w) {
    float[] d = w.array().clone();
    d[0] = 1;
    int[] shape = x.shape();
    shape[0] = 1;
    return x.times(w).sum() * shape[0];
  }
}
