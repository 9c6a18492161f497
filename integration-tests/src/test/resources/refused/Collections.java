import dev.adjoint.annotations.*;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.Map;

class Collections {
  @Differentiable
  static float map(Tensor x) {
    // ERROR ADJ-LANG-01: the generic method Map.of
    Map<Integer, Tensor> tensors = Map.of(1, x);
    return tensors.get(1).sum();
  }

  @Differentiable
  static float assigned(List<Tensor> xs, List<Tensor> ys) {
    List<Tensor> list = xs;
    // ERROR ADJ-LANG-01: a list variable that gets another list
    list = ys;
    return list.get(0).sum();
  }

  @Differentiable
  static float stream(List<Tensor> xs) {
    // ERROR ADJ-LANG-01: List.indexOf
    return xs.get(xs.indexOf(xs.get(0))).sum();
  }

  @Differentiable
  static double boxed(double x) {
    // ERROR ADJ-LANG-01: 
    Double boxed = x;
    return boxed * 2;
  }
}
