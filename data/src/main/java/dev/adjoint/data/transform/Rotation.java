package dev.adjoint.data.transform;

/** Rotates images, with the numbers between pixels interpolated bilinearly. */
final class Rotation {
  private Rotation() {}

  /**
   * Rotates an image about its middle.
   *
   * @param degrees the angle, counterclockwise
   */
  static void write(ImageBatch batch, int from, double degrees, float[] result, int to) {
    double sine = StrictMath.sin(StrictMath.toRadians(degrees));
    double cosine = StrictMath.cos(StrictMath.toRadians(degrees));
    int height = batch.height();
    int width = batch.width();
    for (int row = 0; row < height; row++) {
      double y = row - (height - 1) / 2.0;
      for (int column = 0; column < width; column++) {
        double x = column - (width - 1) / 2.0;
        // Where the pixel comes from: rotated back, with y downwards.
        double sourceX = cosine * x - sine * y + (width - 1) / 2.0;
        double sourceY = sine * x + cosine * y + (height - 1) / 2.0;
        for (int channel = 0; channel < batch.channels(); channel++) {
          int plane = channel * height * width;
          result[to + plane + row * width + column] =
              (float) at(batch, from + plane, sourceY, sourceX);
        }
      }
    }
  }

  /** The weighted mean of the four pixels around a point, of which those outside are 0. */
  private static double at(ImageBatch batch, int plane, double y, double x) {
    int top = (int) Math.floor(y);
    int left = (int) Math.floor(x);
    double low = y - top;
    double right = x - left;
    return (1 - low) * (1 - right) * pixel(batch, plane, top, left)
        + (1 - low) * right * pixel(batch, plane, top, left + 1)
        + low * (1 - right) * pixel(batch, plane, top + 1, left)
        + low * right * pixel(batch, plane, top + 1, left + 1);
  }

  private static float pixel(ImageBatch batch, int plane, int row, int column) {
    boolean inside = row >= 0 && row < batch.height() && column >= 0 && column < batch.width();
    return inside ? batch.pixels()[plane + row * batch.width() + column] : 0;
  }
}
