import dev.adjoint.annotations.*;

class DoesNotCompile {
  @Differentiable
  static double type(double[][] h, double x) {
    // ERROR JAVAC: incompatible types
    // WARNING ADJ-LANG-07: "h" does not compile, so type cannot be differentiated
    return h[h][0] * x;
  }

  @Differentiable
  static double refusedToo(double x) {
    Object o = x;
    // ERROR JAVAC: cannot find symbol
    // WARNING ADJ-LANG-07: "y" does not compile
    return o instanceof Double ? y : 2 * x;
  }

  static double helper(double[] v) {
    // ERROR JAVAC: incompatible types
    // WARNING ADJ-LANG-07: "v" does not compile
    return v;
  }

  @Differentiable
  static double calls(double[] v, double x) {
    return helper(v) * x;
  }

  @Differentiable
  static double right(double x) {
    return x * x;
  }
}
