// javac -Aadjoint.explain=on
import dev.adjoint.annotations.Differentiable;

/** Values that are kept, each for another reason. */
class Kept {
  @Differentiable
  static double f(double[] x, int n) {
    double s = 1;
    double[] a = x.clone();
    for (int i = 0; i < n; i++) {
      double e = Math.exp(a[i]);
      double d = x[i] - 1;
      s *= e * d;
      a[i] = s * s;
      if (s > 3) {
        s = Math.sin(s);
      }
    }
    int k = 0;
    while (s < 100) {
      s = s * s + x[k];
      k = (k + 1) % x.length;
    }
    return s;
  }
}
