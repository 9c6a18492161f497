import dev.adjoint.annotations.*;

abstract class AbstractMethod {
  // ERROR ADJ-METHOD-01: value is abstract
  @Differentiable
  abstract double value(double x);
}
