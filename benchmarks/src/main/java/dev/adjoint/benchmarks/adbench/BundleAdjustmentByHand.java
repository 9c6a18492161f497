package dev.adjoint.benchmarks.adbench;

/** The gradient of {@link BundleAdjustment#objective} as written by hand. */
final class BundleAdjustmentByHand {
  private BundleAdjustmentByHand() {}

  /** The gradient with respect to cameras, points and weights, one after the other. */
  static double[][] gradient(
      double[] cameras,
      double[] points,
      double[] weights,
      int[] camera,
      int[] point,
      double[] features) {
    double[] camerasBar = new double[cameras.length];
    double[] pointsBar = new double[points.length];
    double[] weightsBar = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      int c = BundleAdjustment.CAMERA * camera[i];
      int p = 3 * point[i];
      double rx = cameras[c];
      double ry = cameras[c + 1];
      double rz = cameras[c + 2];
      double ax = points[p] - cameras[c + 3];
      double ay = points[p + 1] - cameras[c + 4];
      double az = points[p + 2] - cameras[c + 5];
      double cx = ry * az - rz * ay;
      double cy = rz * ax - rx * az;
      double cz = rx * ay - ry * ax;
      double squared = rx * rx + ry * ry + rz * rz;
      double cos = 1;
      double sin = 0;
      double angle = 0;
      double sinc = 1;
      double dot = 0;
      double along = 0;
      if (squared > 0) {
        angle = Math.sqrt(squared);
        cos = Math.cos(angle);
        sin = Math.sin(angle);
        sinc = sin / angle;
        dot = rx * ax + ry * ay + rz * az;
        along = dot * (1 - cos) / squared;
      }
      double x = ax * cos + cx * sinc + rx * along;
      double y = ay * cos + cy * sinc + ry * along;
      double z = az * cos + cz * sinc + rz * along;
      double inverse = 1 / z;
      double u = x * inverse;
      double v = y * inverse;
      double r2 = u * u + v * v;
      double f = cameras[c + 6];
      double k1 = cameras[c + 9];
      double k2 = cameras[c + 10];
      double radial = 1 + (k1 + k2 * r2) * r2;
      double scale = f * radial;
      double w = weights[i];
      double eu = scale * u + cameras[c + 7] - features[2 * i];
      double ev = scale * v + cameras[c + 8] - features[2 * i + 1];
      double dw = 1 - w * w;
      weightsBar[i] = w * (eu * eu + ev * ev) - 2 * w * dw;
      double euBar = w * w * eu;
      double evBar = w * w * ev;
      camerasBar[c + 7] += euBar;
      camerasBar[c + 8] += evBar;
      double scaleBar = euBar * u + evBar * v;
      camerasBar[c + 6] += scaleBar * radial;
      double radialBar = scaleBar * f;
      camerasBar[c + 9] += radialBar * r2;
      camerasBar[c + 10] += radialBar * r2 * r2;
      double r2Bar = radialBar * (k1 + 2 * k2 * r2);
      double uBar = euBar * scale + 2 * u * r2Bar;
      double vBar = evBar * scale + 2 * v * r2Bar;
      double xBar = uBar * inverse;
      double yBar = vBar * inverse;
      double zBar = -(uBar * u + vBar * v) * inverse;
      double axBar = xBar * cos;
      double ayBar = yBar * cos;
      double azBar = zBar * cos;
      double rxBar = xBar * along;
      double ryBar = yBar * along;
      double rzBar = zBar * along;
      double cxBar = xBar * sinc;
      double cyBar = yBar * sinc;
      double czBar = zBar * sinc;
      if (squared > 0) {
        double alongBar = rx * xBar + ry * yBar + rz * zBar;
        double dotBar = alongBar * (1 - cos) / squared;
        axBar += dotBar * rx;
        ayBar += dotBar * ry;
        azBar += dotBar * rz;
        double cosBar = ax * xBar + ay * yBar + az * zBar - alongBar * dot / squared;
        double sincBar = cx * xBar + cy * yBar + cz * zBar;
        double angleBar = -cosBar * sin + sincBar * (cos - sinc) / angle;
        double twice = angleBar / angle - 2 * alongBar * along / squared;
        rxBar += dotBar * ax + twice * rx;
        ryBar += dotBar * ay + twice * ry;
        rzBar += dotBar * az + twice * rz;
      }
      rxBar += ay * czBar - az * cyBar;
      ryBar += az * cxBar - ax * czBar;
      rzBar += ax * cyBar - ay * cxBar;
      axBar += rz * cyBar - ry * czBar;
      ayBar += rx * czBar - rz * cxBar;
      azBar += ry * cxBar - rx * cyBar;
      camerasBar[c] += rxBar;
      camerasBar[c + 1] += ryBar;
      camerasBar[c + 2] += rzBar;
      camerasBar[c + 3] -= axBar;
      camerasBar[c + 4] -= ayBar;
      camerasBar[c + 5] -= azBar;
      pointsBar[p] += axBar;
      pointsBar[p + 1] += ayBar;
      pointsBar[p + 2] += azBar;
    }
    return new double[][] {camerasBar, pointsBar, weightsBar};
  }
}
