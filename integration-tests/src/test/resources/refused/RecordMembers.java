import dev.adjoint.annotations.*;

class RecordMembers {
  record Doubled(double a, int n) {
    Doubled(double a, int n) {
      this.a = 2 * a;
      this.n = n;
    }
  }

  record Halved(double a) {
    Halved {
      a /= 2;
    }
  }

  record Two(double a, double b) {
    Two(double a) {
      this(a, 2 * a);
    }
  }

  record Tripled(double a, int n) {
    public double a() {
      // ERROR ADJ-LANG-01: the component a, whose accessor is written by hand, cannot
      return 3 * a;
    }
  }

  record Counted(double a, int n) {
    public int n() {
      return n + 1;
    }

    double times() {
      return a * n();
    }

    double plain() {
      // ERROR ADJ-LANG-01: the component n, whose accessor is written by hand, cannot
      return a * n;
    }
  }

  @Differentiable
  static double assigned(double x) {
    // ERROR ADJ-RECORD-01: Doubled has an explicit canonical constructor
    return new Doubled(x, 1).a();
  }

  @Differentiable
  static double assignedInCompact(double x) {
    // ERROR ADJ-RECORD-01: Halved has an explicit canonical constructor
    return new Halved(x).a();
  }

  @Differentiable
  static double other(double x) {
    // ERROR ADJ-LANG-01: a constructor that does not take all components
    return new Two(x).b();
  }

  @Differentiable
  static double accessor(double x) {
    return new Tripled(x, 1).a();
  }

  @Differentiable
  static double counted(double x) {
    return new Counted(x, 1).times() + new Counted(x, 2).n() * x;
  }

  @Differentiable
  static double field(double x) {
    return new Counted(x, 1).plain();
  }
}
