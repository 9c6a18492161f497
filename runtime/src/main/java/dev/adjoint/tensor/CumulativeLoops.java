package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import java.util.Arrays;

/**
 * Running sums and products along an axis. What runs is a {@code double} for each place of the axes
 * after it, so that the inner loops are contiguous and long sums lose no digits.
 */
final class CumulativeLoops {
  private final float[] x;
  private final int[] shape;
  private final int outer;
  private final int extent;
  private final int inner;

  CumulativeLoops(Tensor x, int axis) {
    this.x = x.data;
    this.shape = x.shape;
    int[] block = Shapes.around(shape, axis);
    this.outer = block[0];
    this.extent = block[1];
    this.inner = block[2];
  }

  private int start(int o, int k) {
    return (o * extent + k) * inner;
  }

  Tensor sums() {
    float[] y = Workspace.zeros(x.length);
    for (int o = 0; o < outer; o++) {
      double[] sum = new double[inner];
      for (int k = 0; k < extent; k++) {
        add(sum, start(o, k), y);
      }
    }
    return Tensor.wrap(y, shape);
  }

  Tensor sumsFromEnd() {
    float[] y = Workspace.zeros(x.length);
    for (int o = 0; o < outer; o++) {
      double[] sum = new double[inner];
      for (int k = extent - 1; k >= 0; k--) {
        add(sum, start(o, k), y);
      }
    }
    return Tensor.wrap(y, shape);
  }

  private void add(double[] sum, int start, float[] y) {
    for (int i = 0; i < inner; i++) {
      sum[i] += x[start + i];
      y[start + i] = (float) sum[i];
    }
  }

  Tensor products() {
    float[] y = Workspace.zeros(x.length);
    for (int o = 0; o < outer; o++) {
      double[] product = ones();
      for (int k = 0; k < extent; k++) {
        int start = start(o, k);
        for (int i = 0; i < inner; i++) {
          product[i] *= x[start + i];
          y[start + i] = (float) product[i];
        }
      }
    }
    return Tensor.wrap(y, shape);
  }

  /** The products of the elements before each one. */
  private double[] productsBefore(int o) {
    double[] before = new double[extent * inner];
    double[] product = ones();
    for (int k = 0; k < extent; k++) {
      int start = start(o, k);
      for (int i = 0; i < inner; i++) {
        before[k * inner + i] = product[i];
        product[i] *= x[start + i];
      }
    }
    return before;
  }

  /** The adjoint of element k is the product before it times what the later results pass on. */
  Tensor productGradient(float[] seed) {
    float[] y = Workspace.zeros(x.length);
    for (int o = 0; o < outer; o++) {
      double[] before = productsBefore(o);
      double[] later = new double[inner];
      for (int k = extent - 1; k >= 0; k--) {
        int start = start(o, k);
        for (int i = 0; i < inner; i++) {
          double bar = seed[start + i] + later[i];
          y[start + i] = (float) (before[k * inner + i] * bar);
          later[i] = x[start + i] * bar;
        }
      }
    }
    return Tensor.wrap(y, shape);
  }

  Tensor productTangent(float[] direction) {
    float[] y = Workspace.zeros(x.length);
    for (int o = 0; o < outer; o++) {
      double[] dots = tangents(o, productsBefore(o), direction);
      for (int j = 0; j < dots.length; j++) {
        y[start(o, 0) + j] = (float) dots[j];
      }
    }
    return Tensor.wrap(y, shape);
  }

  /** The tangents of the running products. */
  private double[] tangents(int o, double[] before, float[] direction) {
    double[] dots = new double[extent * inner];
    for (int j = 0; j < dots.length; j++) {
      int at = start(o, 0) + j;
      double last = j < inner ? 0 : dots[j - inner];
      dots[j] = x[at] * last + direction[at] * before[j];
    }
    return dots;
  }

  /** Reverse mode over {@link #tangents}, by hand. */
  Tensor productCurvature(float[] direction, float[] seed) {
    float[] y = Workspace.zeros(x.length);
    for (int o = 0; o < outer; o++) {
      double[] before = productsBefore(o);
      double[] dots = tangents(o, before, direction);
      double[] dotBars = new double[inner];
      double[] productBars = new double[inner];
      for (int j = extent * inner - 1; j >= 0; j--) {
        int at = start(o, 0) + j;
        int i = j % inner;
        double dotBar = seed[at] + dotBars[i];
        double productBar = productBars[i];
        double lastDot = j < inner ? 0 : dots[j - inner];
        y[at] = (float) (dotBar * lastDot + productBar * before[j]);
        dotBars[i] = x[at] * dotBar;
        productBars[i] = direction[at] * dotBar + x[at] * productBar;
      }
    }
    return Tensor.wrap(y, shape);
  }

  /** Forward mode over {@link #tangents}, by hand. */
  Tensor productBend(float[] first, float[] second) {
    float[] y = Workspace.zeros(x.length);
    for (int o = 0; o < outer; o++) {
      double[] before = productsBefore(o);
      double[] one = tangents(o, before, first);
      double[] two = tangents(o, before, second);
      double[] both = new double[extent * inner];
      for (int j = 0; j < both.length; j++) {
        int at = start(o, 0) + j;
        if (j >= inner) {
          both[j] =
              x[at] * both[j - inner] + first[at] * two[j - inner] + second[at] * one[j - inner];
        }
        y[at] = (float) both[j];
      }
    }
    return Tensor.wrap(y, shape);
  }

  private double[] ones() {
    double[] ones = new double[inner];
    Arrays.fill(ones, 1);
    return ones;
  }
}
