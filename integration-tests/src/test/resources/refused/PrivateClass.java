import dev.adjoint.annotations.*;

class PrivateClass {
  private static class Hidden {
    // ERROR ADJ-METHOD-07: Hidden is private
    @Differentiable
    static double f(double x) {
      return x;
    }

    static class Inside {
      // ERROR ADJ-METHOD-07: Inside is private
      @Differentiable
      static double f(double x) {
        return x;
      }
    }
  }

  // A private method of a visible class is fine.
  @Differentiable
  private static double visible(double x) {
    return x;
  }
}
