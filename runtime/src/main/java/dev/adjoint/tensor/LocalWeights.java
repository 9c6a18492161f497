package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.kernel.ActiveKernels;
import java.util.Arrays;

/** The loops of a locally connected layer: at each place a matrix product of its own. */
final class LocalWeights {
  private final int[] x;
  private final int[] weight;
  private final Window rows;
  private final Window columns;
  private final int depth;

  /** Describes a layer, checking that the shapes of images and weights fit. */
  LocalWeights(String operation, int[] x, int[] weight, int[] stride) {
    Window.requireCount(operation, "stride", 2, stride);
    if (x.length != 4 || weight.length != 6 || weight[3] != x[1]) {
      throw misfit(operation, x, weight);
    }
    this.x = x;
    this.weight = weight;
    rows = new Window(operation, x[2], weight[4], stride[0], 0, 1);
    columns = new Window(operation, x[3], weight[5], stride[1], 0, 1);
    if (rows.count() != weight[0] || columns.count() != weight[1]) {
      throw misfit(operation, x, weight);
    }
    depth = weight[3] * weight[4] * weight[5];
  }

  private static ShapeException misfit(String operation, int[] x, int[] weight) {
    return new ShapeException(
        "%s: weights [p, q, o, c, kh, kw] for p times q places of images [n, c, h, w] expected: %s and %s"
            .formatted(operation, Arrays.toString(x), Arrays.toString(weight)));
  }

  int[] resultShape() {
    return new int[] {x[0], weight[2], weight[0], weight[1]};
  }

  LocalWeights requireResult(String operation, Tensor seed) {
    Shapes.requireEqual(operation, resultShape(), seed.shape);
    return this;
  }

  private interface Place {
    void run(int p, int q, int weights);
  }

  private void eachPlace(Place body) {
    for (int p = 0; p < weight[0]; p++) {
      for (int q = 0; q < weight[1]; q++) {
        body.run(p, q, (p * weight[1] + q) * weight[2] * depth);
      }
    }
  }

  Tensor forward(float[] images, float[] weights) {
    float[] y = Workspace.zeros(Shapes.size(resultShape()));
    float[] under = Workspace.zeros(x[0] * depth);
    float[] results = Workspace.zeros(x[0] * weight[2]);
    eachPlace(
        (p, q, at) -> {
          under(images, under, p, q, false);
          ActiveKernels.get()
              .gemm(false, true, x[0], weight[2], depth, under, 0, weights, at, results, 0, false);
          results(y, results, p, q, true);
        });
    Workspace.release(under);
    Workspace.release(results);
    return Tensor.wrap(y, resultShape());
  }

  Tensor input(float[] seed, float[] weights) {
    float[] images = Workspace.zeros(Shapes.size(x));
    float[] under = Workspace.zeros(x[0] * depth);
    float[] results = Workspace.zeros(x[0] * weight[2]);
    eachPlace(
        (p, q, at) -> {
          results(seed, results, p, q, false);
          ActiveKernels.get()
              .gemm(false, false, x[0], depth, weight[2], results, 0, weights, at, under, 0, false);
          under(images, under, p, q, true);
        });
    Workspace.release(under);
    Workspace.release(results);
    return Tensor.wrap(images, x);
  }

  Tensor weight(float[] images, float[] seed) {
    float[] weights = Workspace.zeros(Shapes.size(weight));
    float[] under = Workspace.zeros(x[0] * depth);
    float[] results = Workspace.zeros(x[0] * weight[2]);
    eachPlace(
        (p, q, at) -> {
          under(images, under, p, q, false);
          results(seed, results, p, q, false);
          ActiveKernels.get()
              .gemm(true, false, weight[2], depth, x[0], results, 0, under, 0, weights, at, false);
        });
    Workspace.release(under);
    Workspace.release(results);
    return Tensor.wrap(weights, weight);
  }

  /** Copies what lies under a window, a row for each image, or adds to it. */
  private void under(float[] images, float[] under, int p, int q, boolean add) {
    int at = 0;
    for (int plane = 0; plane < x[0] * x[1]; plane++) {
      for (int ky = 0; ky < rows.kernel(); ky++) {
        int row = plane * x[2] + rows.position(p, ky);
        int place = row * x[3] + columns.position(q, 0);
        for (int kx = 0; kx < columns.kernel(); kx++) {
          if (add) {
            images[place + kx] += under[at++];
          } else {
            under[at++] = images[place + kx];
          }
        }
      }
    }
  }

  private void results(float[] y, float[] results, int p, int q, boolean write) {
    int places = weight[0] * weight[1];
    for (int i = 0; i < results.length; i++) {
      int place = i * places + p * weight[1] + q;
      if (write) {
        y[place] = results[i];
      } else {
        results[i] = y[place];
      }
    }
  }
}
