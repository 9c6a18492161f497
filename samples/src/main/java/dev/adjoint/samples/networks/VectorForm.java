package dev.adjoint.samples.networks;

import static dev.adjoint.tensor.Activations.tanh;
import static dev.adjoint.tensor.Elementwise.square;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;

/** The same network as {@link ScalarForm}, all units and all examples at once. */
record VectorForm(
    @Shape("D, H") Tensor w1,
    @Shape("H") Tensor b1,
    @Shape("H, K") Tensor w2,
    @Shape("K") Tensor b2) {
  static VectorForm of(ScalarForm form) {
    return new VectorForm(
        tensor(form.w1()),
        tensor(new double[][] {form.b1()}).reshape(form.b1().length),
        tensor(form.w2()),
        tensor(new double[][] {form.b2()}).reshape(form.b2().length));
  }

  static Tensor tensor(double[][] rows) {
    float[][] floats = new float[rows.length][rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        floats[i][j] = (float) rows[i][j];
      }
    }
    return Tensor.of(floats);
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, D") Tensor x, @Shape("N, K") Tensor t) {
    var y = tanh(x.matmul(w1).plus(b1)).matmul(w2).plus(b2);
    return 0.5f * square(y.minus(t)).sum() / x.dimension(0);
  }
}
