import dev.adjoint.annotations.*;
import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** What a rule calls in its own file has no derivative when the rule itself is differentiated. */
class RulesTwice {
  @Primitive
  @Vjp(of = "x", is = "each(x, yBar)")
  @Jvp("each(x, xDot)")
  static List<Tensor> halvesOfSquares(List<Tensor> x) {
    return each(x, x);
  }

  static List<Tensor> each(List<Tensor> a, List<Tensor> b) {
    List<Tensor> result = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      result.add(a.get(i).times(b.get(i)));
    }
    return List.copyOf(result);
  }

  @Differentiable(modes = Mode.HVP)
  // ERROR ADJ-LANG-02: RulesTwice.each has no derivative, but depends here on the inputs
  static float f(List<Tensor> x) {
    return halvesOfSquares(x).get(0).sum();
  }
}
