import dev.adjoint.annotations.*;
import dev.adjoint.tensor.Tensor;

class BadShapeRule {
  // ERROR ADJ-SHAPE-03: the shape rule "(n), (n) -> ()" of
  @Primitive(shape = "(n), (n) -> ()")
  @Vjp(of = "x", is = "x.scale(yBar)")
  static float f(Tensor x) {
    return x.sum();
  }

  // ERROR ADJ-SHAPE-03: "m" occurs in no operand
  @Primitive(shape = "(n) -> (m)")
  @Vjp(of = "x", is = "yBar")
  static Tensor g(Tensor x) {
    return x;
  }
}
