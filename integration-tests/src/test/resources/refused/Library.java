import dev.adjoint.annotations.*;
import java.util.Arrays;

class Library {
  @Differentiable
  static double stream(double[] x) {
    // ERROR ADJ-LANG-01: Arrays.stream cannot be differentiated yet; write a loop
    return Arrays.stream(x).sum();
  }

  @Differentiable
  static double sort(double[] x) {
    double[] y = x.clone();
    // ERROR ADJ-LANG-01: Arrays.sort cannot be differentiated yet; sort before calling the method
    Arrays.sort(y);
    return y[0];
  }

  @Differentiable
  static double rowsOfCopy(double[][] x) {
    // ERROR ADJ-LANG-01: a copy that shares the rows of an array cannot be differentiated yet; copy
    double[][] y = Arrays.copyOf(x, 2);
    return y[0][0];
  }

  @Differentiable
  static double rowsCopied(double[][] x) {
    double[][] y = new double[2][2];
    // ERROR ADJ-LANG-01: a copy that shares the rows of an array
    System.arraycopy(x, 0, y, 0, 2);
    return y[0][0];
  }

  @Differentiable
  static double objects(double x, String[] names) {
    String[] copy = new String[2];
    // ERROR ADJ-LANG-01: a copy of an array of objects
    System.arraycopy(names, 0, copy, 0, 2);
    return x * copy.length;
  }

  static Double box(double d) {
    return d * d;
  }

  @Differentiable
  static double boxed(double x) {
    // ERROR ADJ-LANG-01: the result of Library.box
    return x * box(x);
  }
}
