package dev.adjoint.tensor;

/** The loops of a convolution whose groups have one channel each, which is no matrix product. */
final class Depthwise {
  private final Convolution shape;
  private final Window rows;
  private final Window columns;

  Depthwise(Convolution shape) {
    this.shape = shape;
    this.rows = shape.rows;
    this.columns = shape.columns;
  }

  /** Positions of one weight in one row: that of the weight, and where its run begins and goes. */
  private interface Run {
    void run(int weight, int x, int y, int count);
  }

  void forward(float[] x, float[] weight, float[] y) {
    int stride = columns.stride();
    eachRun(
        (at, from, to, count) -> {
          float w = weight[at];
          for (int i = 0; i < count; i++) {
            y[to + i] += w * x[from + i * stride];
          }
        });
  }

  void input(float[] seed, float[] weight, float[] x) {
    int stride = columns.stride();
    eachRun(
        (at, to, from, count) -> {
          float w = weight[at];
          for (int i = 0; i < count; i++) {
            x[to + i * stride] += w * seed[from + i];
          }
        });
  }

  void weight(float[] x, float[] seed, float[] weight) {
    int stride = columns.stride();
    double[] sums = new double[weight.length];
    eachRun(
        (at, from, other, count) -> {
          double sum = 0;
          for (int i = 0; i < count; i++) {
            sum += (double) x[from + i * stride] * seed[other + i];
          }
          sums[at] += sum;
        });
    for (int i = 0; i < weight.length; i++) {
      weight[i] = (float) sums[i];
    }
  }

  private void eachRun(Run body) {
    int all = shape.groups * shape.outputs;
    for (int image = 0; image < shape.images; image++) {
      for (int o = 0; o < all; o++) {
        int x = (image * shape.groups + o / shape.outputs) * rows.size();
        int y = (image * all + o) * rows.count();
        for (int ky = 0; ky < rows.kernel(); ky++) {
          for (int kx = 0; kx < columns.kernel(); kx++) {
            int first = columns.firstInside(kx);
            int count = columns.endInside(kx) - first;
            int weight = (o * rows.kernel() + ky) * columns.kernel() + kx;
            for (int p = rows.firstInside(ky); p < rows.endInside(ky); p++) {
              int from = (x + rows.position(p, ky)) * columns.size() + columns.position(first, kx);
              body.run(weight, from, (y + p) * columns.count() + first, count);
            }
          }
        }
      }
    }
  }
}
