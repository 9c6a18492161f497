import dev.adjoint.annotations.*;
import java.util.List;

class CallerObjectsWritten {
  record Layer(double[] w, double b) {
    @Differentiable
    double times(double x) {
      return w[0] * x + b;
    }
  }

  @Differentiable(mutates = "layers")
  static double replaced(Layer[] layers, double x) {
    // ERROR ADJ-LANG-01: the caller's arrays or lists of objects
    layers[0] = new Layer(new double[] {x}, layers[1].b());
    return layers[0].times(x);
  }

  @Differentiable(mutates = "layers")
  static double insideOfElements(Layer[] layers, double x) {
    Layer first = layers[0];
    // ERROR ADJ-LANG-01: make new objects
    first.w()[0] *= x;
    return first.times(x);
  }

  @Differentiable(mutates = "rows")
  static double insideOfLists(List<double[]> rows, double x) {
    // ERROR ADJ-LANG-01: the caller's arrays or lists of objects
    rows.get(0)[0] *= x;
    return rows.get(0)[0];
  }

  @Differentiable
  static double insideOfCopies(Layer[] given, double x) {
    Layer[] layers = given.clone();
    // ERROR ADJ-LANG-01: the caller's arrays or lists of objects
    layers[0].w()[0] *= x;
    return layers[0].times(x) * given[0].b();
  }
}
