import dev.adjoint.annotations.*;
import java.util.List;
import java.util.function.*;

class Functions {
  record Layer(double w, DoubleUnaryOperator activation) {
    double stored(double x) {
      return x * w;
    }
  }

  @Differentiable
  static double filled(Consumer<double[]> f, double x) {
    double[] a = {x, x};
    // ERROR ADJ-LANG-01: a call for its effect
    f.accept(a);
    return a[0];
  }

  @Differentiable
  static double inArray(double x) {
    // ERROR ADJ-LANG-01: a function that is stored, or chosen by statements,
    DoubleUnaryOperator[] all = {z -> z * z};
    return all[0].applyAsDouble(x);
  }

  @Differentiable
  static double inRecord(double x) {
    // ERROR ADJ-LANG-01: a function that is stored, or chosen by statements,
    return new Layer(x, Math::sin).stored(x);
  }

  @Differentiable
  static double severalTimes(double x) {
    DoubleUnaryOperator f = z -> z * z;
    // ERROR ADJ-LANG-01: a variable that gets another function cannot be differentiated yet; choose
    f = z -> z;
    return f.applyAsDouble(x);
  }

  @Differentiable
  static double later(double x) {
    DoubleUnaryOperator f;
    if (x > 0) {
      // ERROR ADJ-LANG-01: a function that is assigned cannot be differentiated yet; give it to
      f = z -> z * z;
    } else {
      f = z -> z;
    }
    return f.applyAsDouble(x);
  }

  static DoubleUnaryOperator choose(int n) {
    if (n > 0) {
      // ERROR ADJ-LANG-01: a function that is assigned
      return z -> z * z;
    }
    return z -> z;
  }

  @Differentiable
  static double chosen(double x, int n) {
    return choose(n).applyAsDouble(x);
  }

  @Differentiable
  static double elsewhere(double x, DoubleUnaryOperator f) {
    // ERROR ADJ-LANG-01: a choice between a function and one from elsewhere
    DoubleUnaryOperator g = x > 0 ? z -> z * z : f;
    return g.applyAsDouble(x);
  }

  static double repeat(DoubleUnaryOperator f, double x, int n) {
    // ERROR ADJ-LANG-01: a recursion that passes a function on cannot be differentiated yet; write
    return n == 0 ? x : repeat(f, f.applyAsDouble(x), n - 1);
  }

  @Differentiable
  static double recursive(double x, double k) {
    return repeat(z -> k * z, x, 3);
  }

  interface Self {
    double apply(Self self, double x);
  }

  @Differentiable
  static double endless(double x) {
    // ERROR ADJ-LANG-01: a recursion that passes a function on
    Self self = (me, z) -> z > 1 ? z : me.apply(me, 2 * z);
    return self.apply(self, x);
  }

  @Differentiable
  static double composed(double x) {
    DoubleUnaryOperator f = z -> z * z;
    // ERROR ADJ-LANG-01: andThen of a function cannot be differentiated yet; write a lambda that
    return f.andThen(Math::sin).applyAsDouble(x);
  }

  @Differentiable
  static double toLibrary(double x, List<Integer> list) {
    double[] sum = {0};
    // ERROR ADJ-LANG-01: a function that is passed to Iterable.forEach cannot be differentiated yet
    list.forEach(i -> sum[0] += i * x);
    return sum[0];
  }

  @Differentiable
  static double stream(double[] x) {
    // ERROR ADJ-LANG-01: Arrays.stream cannot be differentiated yet; write a loop
    return java.util.Arrays.stream(x).map(v -> v * v).sum();
  }

  @Differentiable
  static double setAll(double x) {
    double[] a = new double[3];
    // ERROR ADJ-LANG-01: Arrays.setAll cannot be differentiated yet; write a loop
    java.util.Arrays.setAll(a, i -> i * x);
    return a[2];
  }

  static class Open {
    double each(DoubleUnaryOperator f, double x) {
      return f.applyAsDouble(x);
    }
  }

  @Differentiable
  static double overridable(double x, Open open) {
    // ERROR ADJ-LANG-01: passed to Open.each cannot be differentiated yet; pass it to a static or
    return open.each(z -> z * z, x);
  }

  @Differentiable
  static double identity(double x) {
    Function<Double, Double> f = z -> {
      // ERROR ADJ-LANG-01: a number or tensor in a variable of type Double
      Double w = z;
      return w;
    };
    return f.apply(x);
  }

  @Differentiable
  static double sameBox(double x) {
    // ERROR ADJ-LANG-01: a comparison of boxes, which compares objects,
    BiPredicate<Double, Double> same = (a, b) -> a == b;
    return same.test(x, x) ? x : 2 * x;
  }

  @Differentiable
  static double hidden(double x) {
    DoubleUnaryOperator f = z -> {
      // ERROR ADJ-LANG-01: try cannot
      try {
        return z;
      } finally {
        z = 2;
      }
    };
    return f.applyAsDouble(x);
  }

  static double notShown(DoubleUnaryOperator f, double x) {
    // ERROR ADJ-LANG-01: assert
    assert x > 0;
    return f.applyAsDouble(x);
  }

  @Differentiable
  static double hiddenInHelper(double x) {
    return notShown(z -> z, x);
  }

  @Differentiable
  static double constantCalled(double x) {
    // ERROR ADJ-LANG-01: passed to Functions.tell
    return tell(z -> z * x) * x;
  }

  @NonDifferentiable
  static double tell(DoubleUnaryOperator f) {
    return f.applyAsDouble(1);
  }

  @Differentiable
  static double generic(double x, List<Double> list) {
    // ERROR ADJ-LANG-01: a reference to
    Function<List<Double>, Double> first = Functions::first;
    return first.apply(list) * x;
  }

  static <T> T first(List<T> list) {
    return list.get(0);
  }
}
