import dev.adjoint.annotations.*;
import java.util.Arrays;

class ParameterArrayWritten {
  record Model(double[] w) {
    @Differentiable
    double f(double x) {
      // ERROR ADJ-LANG-05: the array "w" outlives the call
      w[0] = x;
      return w[0];
    }
  }

  @Differentiable
  static double f(double[] a, double x) {
    // ERROR ADJ-LANG-05: the array "a" outlives the call
    a[0] = x;
    return a[0];
  }

  @Differentiable
  static double row(double[][] m, double x) {
    double[] row = m[1];
    // ERROR ADJ-LANG-05: the array "row" outlives the call
    row[0] += x;
    return m[1][0];
  }

  static double helper(double[] a) {
    // ERROR ADJ-LANG-05: say so by @Differentiable(mutates = "given")
    a[0] *= 2;
    return a[0];
  }

  @Differentiable
  static double calls(double[] given) {
    return helper(given) + given[0];
  }

  @Differentiable
  static double chosen(double[] first, double[] second, boolean c) {
    double[] a = c ? first.clone() : second;
    // ERROR ADJ-LANG-05: say so by @Differentiable(mutates = "second")
    a[0] *= 2;
    return a[0] + first[0];
  }

  @Differentiable
  static double intoParameter(double[] x, double[] y) {
    // ERROR ADJ-LANG-05: the array "y" outlives the call and is written here
    System.arraycopy(x, 0, y, 0, 2);
    return y[0];
  }

  @Differentiable
  static double fillsParameter(double[] x, double v) {
    // ERROR ADJ-LANG-05: the array "x" outlives the call and is written here
    Arrays.fill(x, v);
    return x[0];
  }
}
