import dev.adjoint.annotations.*;
import dev.adjoint.tensor.Tensor;
import java.util.List;

class Collections {
  @Differentiable
  static float list(Tensor x) {
    // ERROR ADJ-LANG-01: 
    List<Tensor> tensors = List.of(x, x);
    return tensors.get(0).sum();
  }

  @Differentiable
  static float array(Tensor x) {
    // ERROR ADJ-LANG-01: a variable that holds several tensors
    Tensor[] tensors = {x, x};
    return tensors[0].sum();
  }

  @Differentiable
  static double boxed(double x) {
    // ERROR ADJ-LANG-01: 
    Double boxed = x;
    return boxed * 2;
  }
}
