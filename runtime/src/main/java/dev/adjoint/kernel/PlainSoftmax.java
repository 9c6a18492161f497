package dev.adjoint.kernel;

/** Softmax over the rows of a matrix. */
final class PlainSoftmax {
  private PlainSoftmax() {}

  static void softmax(float[] x, float[] y, int fromRow, int toRow, int width) {
    for (int row = fromRow; row < toRow; row++) {
      int start = row * width;
      int end = start + width;
      float max = PlainReductions.max(x, start, end);
      double sum = 0;
      for (int i = start; i < end; i++) {
        float e = (float) Math.exp(x[i] - max);
        y[i] = e;
        sum += e;
      }
      float factor = (float) (1 / sum);
      for (int i = start; i < end; i++) {
        y[i] *= factor;
      }
    }
  }

  static void logSoftmax(float[] x, float[] y, int fromRow, int toRow, int width) {
    for (int row = fromRow; row < toRow; row++) {
      int start = row * width;
      int end = start + width;
      float max = PlainReductions.max(x, start, end);
      double sum = 0;
      for (int i = start; i < end; i++) {
        sum += Math.exp(x[i] - max);
      }
      float logSum = (float) Math.log(sum);
      for (int i = start; i < end; i++) {
        // Not max + logSum at once: that sum would round away a small logSum beside a large max.
        y[i] = x[i] - max - logSum;
      }
    }
  }

  static void gradient(float[] s, float[] g, float[] y, int fromRow, int toRow, int width) {
    for (int row = fromRow; row < toRow; row++) {
      int start = row * width;
      int end = start + width;
      float inner = PlainReductions.dot(s, g, start, end);
      for (int i = start; i < end; i++) {
        y[i] = s[i] * (g[i] - inner);
      }
    }
  }
}
