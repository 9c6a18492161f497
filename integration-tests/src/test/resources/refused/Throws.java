import dev.adjoint.annotations.*;

class Throws {
  private static final class Hidden extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  class Inner extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static String describe(double x) {
    return "x = " + x;
  }

  @Differentiable
  static double checked(double x) throws java.io.IOException {
    if (x < 0) {
      // ERROR ADJ-LANG-01: a checked exception (IOException) cannot be differentiated yet; throw one
      throw new java.io.IOException("x = " + x);
    }
    return x;
  }

  @Differentiable
  static double callsChecked(double x, java.util.concurrent.Callable<Integer> n) throws Exception {
    // ERROR ADJ-LANG-01: call, which throws the checked Exception,
    return x * n.call();
  }

  @Differentiable
  static double hidden(double x) {
    if (x < 0) {
      // ERROR ADJ-LANG-04: Hidden is private
      throw new Hidden();
    }
    return x;
  }

  @Differentiable
  double inner(double x) {
    if (x < 0) {
      // ERROR ADJ-LANG-01: the inner class Inner cannot be differentiated yet; declare it static
      throw new Inner();
    }
    return x;
  }

  @Differentiable
  static double anonymous(double x) {
    if (x < 0) {
      // ERROR ADJ-LANG-01: a local class
      throw new RuntimeException() {
        private static final long serialVersionUID = 1;
      };
    }
    return x;
  }

  @Differentiable
  static double privateText(double x) {
    if (x < 0) {
      // ERROR ADJ-LANG-04: describe is private
      throw new IllegalArgumentException(describe(x));
    }
    return x;
  }
}
