import dev.adjoint.annotations.*;

class NothingReturned {
  // ERROR ADJ-METHOD-04: print returns void
  @Differentiable
  static void print(double x) {}

  // ERROR ADJ-METHOD-04: round returns int
  @Differentiable
  static int round(double x) {
    return 1;
  }

  // ERROR ADJ-METHOD-04: label returns java.lang.String
  @Differentiable
  static String label(double x) {
    return "";
  }

  // ERROR ADJ-METHOD-04: above returns boolean
  @Differentiable
  static boolean above(double x) {
    return x > 0;
  }
}
