package dev.adjoint.benchmarks.adbench;

import dev.adjoint.ValueAndGradient;

/** The gradient of {@link BundleAdjustment#objective} as written by hand. */
final class BundleAdjustmentByHand {
  private BundleAdjustmentByHand() {}

  /** The value, and the gradient with respect to cameras, points and weights, in this order. */
  static ValueAndGradient<double[][]> gradient(
      double[] cameras,
      double[] points,
      double[] weights,
      int[] camera,
      int[] point,
      double[] features) {
    double[] camerasBar = new double[cameras.length];
    double[] pointsBar = new double[points.length];
    double[] weightsBar = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      int c = BundleAdjustment.CAMERA * camera[i];
      int p = 3 * point[i];
      double rx = cameras[c];
      double ry = cameras[c + 1];
      double rz = cameras[c + 2];
      double ax = points[p] - cameras[c + 3];
      double ay = points[p + 1] - cameras[c + 4];
      double az = points[p + 2] - cameras[c + 5];
      double squared = rx * rx + ry * ry + rz * rz;
      double angle = squared > 0 ? Math.sqrt(squared) : 1;
      double cos = squared > 0 ? Math.cos(angle) : 1;
      // Without a rotation the formula's limit: no rest, and sin / angle = 1.
      double sin = squared > 0 ? Math.sin(angle) : 1;
      double vx = rx / angle;
      double vy = ry / angle;
      double vz = rz / angle;
      double cx = vy * az - vz * ay;
      double cy = vz * ax - vx * az;
      double cz = vx * ay - vy * ax;
      double dot = vx * ax + vy * ay + vz * az;
      double along = dot * (1 - cos);
      double x = ax * cos + cx * sin + vx * along;
      double y = ay * cos + cy * sin + vy * along;
      double z = az * cos + cz * sin + vz * along;
      double u = x / z;
      double v = y / z;
      double r2 = u * u + v * v;
      double f = cameras[c + 6];
      double k1 = cameras[c + 9];
      double k2 = cameras[c + 10];
      double radial = 1 + (k1 + k2 * r2) * r2;
      double scale = radial * f;
      double w = weights[i];
      double eu = f * u * radial + cameras[c + 7] - features[2 * i];
      double ev = f * v * radial + cameras[c + 8] - features[2 * i + 1];
      double dw = 1 - w * w;
      double squares = eu * eu + ev * ev;
      sum += w * w * squares + dw * dw;
      weightsBar[i] = w * squares - 2 * w * dw;
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
      double inverse = 1 / z;
      double xBar = uBar * inverse;
      double yBar = vBar * inverse;
      double zBar = -(uBar * u + vBar * v) * inverse;
      double axBar = xBar * cos;
      double ayBar = yBar * cos;
      double azBar = zBar * cos;
      double vxBar = xBar * along;
      double vyBar = yBar * along;
      double vzBar = zBar * along;
      double cxBar = xBar * sin;
      double cyBar = yBar * sin;
      double czBar = zBar * sin;
      vxBar += ay * czBar - az * cyBar;
      vyBar += az * cxBar - ax * czBar;
      vzBar += ax * cyBar - ay * cxBar;
      axBar += vz * cyBar - vy * czBar;
      ayBar += vx * czBar - vz * cxBar;
      azBar += vy * cxBar - vx * cyBar;
      double rxBar = vxBar;
      double ryBar = vyBar;
      double rzBar = vzBar;
      if (squared > 0) {
        double alongBar = vx * xBar + vy * yBar + vz * zBar;
        double dotBar = alongBar * (1 - cos);
        axBar += dotBar * vx;
        ayBar += dotBar * vy;
        azBar += dotBar * vz;
        vxBar += dotBar * ax;
        vyBar += dotBar * ay;
        vzBar += dotBar * az;
        double cosBar = ax * xBar + ay * yBar + az * zBar - alongBar * dot;
        double sinBar = cx * xBar + cy * yBar + cz * zBar;
        double scaled = 1 / angle;
        double angleBar =
            sinBar * cos - cosBar * sin - (vxBar * vx + vyBar * vy + vzBar * vz) * scaled;
        rxBar = vxBar * scaled + angleBar * vx;
        ryBar = vyBar * scaled + angleBar * vy;
        rzBar = vzBar * scaled + angleBar * vz;
      }
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
    return new ValueAndGradient<>(0.5 * sum, new double[][] {camerasBar, pointsBar, weightsBar});
  }
}
