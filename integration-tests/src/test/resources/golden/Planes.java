import dev.adjoint.annotations.Differentiable;

class Planes {
  @Differentiable(wrt = "plane")
  static double squares(double[] plane, double[] points) {
    double sum = 0;
    for (int p = 0; p < points.length; p += 3) {
      double d = plane[0] * points[p] + plane[1] * points[p + 1] + plane[2] * points[p + 2];
      sum += (d - plane[3]) * (d - plane[3]);
    }
    return sum;
  }
}
