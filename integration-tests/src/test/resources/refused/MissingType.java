import dev.adjoint.annotations.*;

class MissingType {
  @Differentiable
  static double f(double x) {
    // ERROR JAVAC: cannot find symbol
    // WARNING ADJ-LANG-07: "Missing" does not compile
    return Missing.twice(x);
  }
}
