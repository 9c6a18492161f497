import dev.adjoint.annotations.*;

class MissingType {
  @Differentiable
  static double f(double x) {
    // ERROR JAVAC: cannot find symbol
    // WARNING ADJ-LANG-07: the type of "Missing.twice" is not known
    return Missing.twice(x);
  }
}
