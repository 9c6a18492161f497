package dev.adjoint.data;

/** Numbers of images that files hold as bytes. */
final class Pixels {
  private static final float MAX = 255;

  private Pixels() {}

  /** Some bytes, scaled from 0..255 to 0..1. */
  static float[] scaled(byte[] bytes, int from, int count) {
    float[] pixels = new float[count];
    scale(bytes, from, pixels, 0, count);
    return pixels;
  }

  static void scale(byte[] bytes, int from, float[] pixels, int to, int count) {
    for (int i = 0; i < count; i++) {
      pixels[to + i] = (bytes[from + i] & 0xff) / MAX;
    }
  }
}
