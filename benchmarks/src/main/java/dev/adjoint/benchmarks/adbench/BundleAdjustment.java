package dev.adjoint.benchmarks.adbench;

import dev.adjoint.annotations.Differentiable;

/**
 * ADBench's bundle adjustment as one number: half the sum of squares of weighted reprojection
 * errors, and of what the weights are away from 1.
 *
 * <p>A camera has 11 numbers: rotation (3), centre (3), focal length, principal point (2), radial
 * distortion (2).
 */
final class BundleAdjustment {
  static final int CAMERA = 11;

  private BundleAdjustment() {}

  /**
   * Half the sum of squares.
   *
   * @param camera for each observation the number of its camera
   * @param point for each observation the number of its point
   * @param features for each observation where it was seen
   */
  @Differentiable(wrt = {"cameras", "points", "weights"})
  static double objective(
      double[] cameras,
      double[] points,
      double[] weights,
      int[] camera,
      int[] point,
      double[] features) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      int c = CAMERA * camera[i];
      int p = 3 * point[i];
      double rx = cameras[c];
      double ry = cameras[c + 1];
      double rz = cameras[c + 2];
      double ax = points[p] - cameras[c + 3];
      double ay = points[p + 1] - cameras[c + 4];
      double az = points[p + 2] - cameras[c + 5];
      double squared = rx * rx + ry * ry + rz * rz;
      double x;
      double y;
      double z;
      if (squared > 0) {
        // Rodrigues' formula.
        double angle = Math.sqrt(squared);
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double vx = rx / angle;
        double vy = ry / angle;
        double vz = rz / angle;
        double along = (vx * ax + vy * ay + vz * az) * (1 - cos);
        x = ax * cos + (vy * az - vz * ay) * sin + vx * along;
        y = ay * cos + (vz * ax - vx * az) * sin + vy * along;
        z = az * cos + (vx * ay - vy * ax) * sin + vz * along;
      } else {
        x = ax + ry * az - rz * ay;
        y = ay + rz * ax - rx * az;
        z = az + rx * ay - ry * ax;
      }
      double u = x / z;
      double v = y / z;
      double r2 = u * u + v * v;
      double radial = 1 + (cameras[c + 9] + cameras[c + 10] * r2) * r2;
      double f = cameras[c + 6];
      double w = weights[i];
      double du = w * (f * u * radial + cameras[c + 7] - features[2 * i]);
      double dv = w * (f * v * radial + cameras[c + 8] - features[2 * i + 1]);
      double dw = 1 - w * w;
      sum += du * du + dv * dv + dw * dw;
    }
    return 0.5 * sum;
  }
}
