import dev.adjoint.annotations.*;
import java.util.function.*;

class FunctionsFromElsewhere {
  record Layer(double w, DoubleUnaryOperator activation) {
    @Differentiable
    double stored(double x) {
      // ERROR ADJ-LANG-11: DoubleUnaryOperator.applyAsDouble calls comes from elsewhere
      return activation.applyAsDouble(w * x);
    }
  }

  @Differentiable
  static double given(DoubleUnaryOperator f, double x) {
    // ERROR ADJ-LANG-11: pass it from an annotated method of the same file
    return f.applyAsDouble(x);
  }

  static double helper(Function<Double, Double> f, double x) {
    // ERROR ADJ-LANG-11: the function that Function.apply calls
    return f.apply(x * x);
  }

  @Differentiable
  static double givenOn(Function<Double, Double> f, double x) {
    return helper(f, x);
  }

  @Differentiable
  static double rounded(DoubleToIntFunction f, double x) {
    // ERROR ADJ-LANG-11: the function that DoubleToIntFunction.applyAsInt calls
    return f.applyAsInt(x) * x;
  }
}
