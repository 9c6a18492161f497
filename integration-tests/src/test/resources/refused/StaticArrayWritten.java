import dev.adjoint.annotations.*;

class StaticArrayWritten {
  static final double[] BUFFER = new double[2];

  @Differentiable
  static double f(double x) {
    // ERROR ADJ-LANG-10: the static array "BUFFER"
    BUFFER[0] = x;
    return BUFFER[0];
  }

  @Differentiable
  static double alias(double x) {
    double[] b = BUFFER;
    // ERROR ADJ-LANG-10: the static array "b"
    b[0] = x;
    return b[0];
  }
}
