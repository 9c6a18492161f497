import dev.adjoint.annotations.*;

class IllegalName {
  // ERROR ADJ-METHOD-11: class
  @Differentiable(name = "class")
  static double f(double x) {
    return x;
  }

  // ERROR ADJ-METHOD-11: two words
  @Differentiable(name = "two words")
  static double g(double x) {
    return x;
  }
}
