import dev.adjoint.annotations.*;

record RecordConstructor(double w, double b) {
  // ERROR ADJ-RECORD-01: RecordConstructor has an explicit canonical constructor
  RecordConstructor(double w, double b) {
    this.w = w * 2;
    this.b = b;
  }

  RecordConstructor(double w) {
    this(w, 0);
  }

  @Differentiable
  double f(double x) {
    return w * x + b;
  }
}
