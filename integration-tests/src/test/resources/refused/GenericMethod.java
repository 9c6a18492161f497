import dev.adjoint.annotations.*;

class GenericMethod {
  // ERROR ADJ-METHOD-08: f has type parameters of its own
  @Differentiable
  static <T> double f(double x, T other) {
    return x;
  }

  static class Box<T> {
    // ERROR ADJ-METHOD-08: g has type parameters of its own, or stands in a class that has
    @Differentiable
    static double g(double x) {
      return x;
    }
  }
}
