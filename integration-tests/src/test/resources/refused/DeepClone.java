import dev.adjoint.annotations.*;

class DeepClone {
  @Differentiable
  static double f(double[][] m) {
    // ERROR ADJ-LANG-01: clone
    double[][] c = m.clone();
    c[0][0] = c[0][0] * m[0][0];
    return c[0][0] * m[0][0];
  }
}
