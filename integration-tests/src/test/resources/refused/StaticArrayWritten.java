import dev.adjoint.annotations.*;

class StaticArrayWritten {
  static final double[] BUFFER = new double[2];
  static double variable = 3;

  @Differentiable
  static double f(double x) {
    // ERROR ADJ-LANG-05: the array "BUFFER" outlives the call
    BUFFER[0] = x;
    return BUFFER[0];
  }

  @Differentiable
  static double alias(double x) {
    double[] b = BUFFER;
    // ERROR ADJ-LANG-05: the array "b"
    b[0] = x;
    return b[0];
  }

  @Differentiable
  static double reads(double x) {
    // ERROR ADJ-LANG-01: a static variable
    return x * variable;
  }
}
