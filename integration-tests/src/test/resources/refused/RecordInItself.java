import dev.adjoint.annotations.*;
import java.util.List;

class RecordInItself {
  record Chain(double w, Chain next) {
    // ERROR ADJ-RECORD-04: Chain contains itself
    @Differentiable
    double sum(double x) {
      return w * x + next.w();
    }
  }

  record Tree(double w, List<Branch> branches) {
    // ERROR ADJ-RECORD-04: Tree contains itself
    @Differentiable
    double value(double x) {
      return w * x;
    }
  }

  record Branch(@Shape("3") double[] v, Tree tree) {}

  record Step(double w, @NonDifferentiable Step before) {
    @Differentiable
    double value(double x) {
      return w * x;
    }
  }
}
