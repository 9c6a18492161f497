import dev.adjoint.annotations.*;

record RecordAccessor(double w, double b, int n) {
  RecordAccessor {
    if (n < 0) {
      throw new IllegalArgumentException();
    }
  }

  // ERROR ADJ-RECORD-02: RecordAccessor declares the accessor of its component w itself
  public double w() {
    // ERROR ADJ-LANG-01: the component w, whose accessor is written by hand
    return w * 2;
  }

  public int n() {
    return n + 1;
  }

  @Differentiable
  double f(double x) {
    return w() * x + b;
  }
}
