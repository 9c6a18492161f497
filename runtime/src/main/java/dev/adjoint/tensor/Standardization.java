package dev.adjoint.tensor;

import dev.adjoint.Workspace;

/**
 * The loops of normalizations: the elements are cut into {@code outer} times {@code groups} runs of
 * {@code inner} elements, and each group is normalized by the mean and the variance of its runs, or
 * by its mean square alone.
 */
final class Standardization {
  private final int outer;
  private final int groups;
  private final int inner;
  private final boolean isCentered;
  private final float[] x;
  private final double[] mean;

  /** What a difference from the mean is multiplied by. */
  private final double[] factor;

  Standardization(Tensor x, int[] block, float epsilon, boolean isCentered) {
    outer = block[0];
    groups = block[1];
    inner = block[2];
    this.isCentered = isCentered;
    this.x = x.data;
    mean = new double[groups];
    factor = new double[groups];
    if (isCentered) {
      each((group, from, to) -> mean[group] += sum(from, to));
      divide(mean);
    }
    each((group, from, to) -> factor[group] += squares(from, to, mean[group]));
    divide(factor);
    for (int i = 0; i < groups; i++) {
      factor[i] = 1 / Math.sqrt(factor[i] + epsilon);
    }
  }

  private interface Run {
    void run(int group, int from, int to);
  }

  private void each(Run body) {
    int at = 0;
    for (int i = 0; i < outer; i++) {
      for (int group = 0; group < groups; group++) {
        body.run(group, at, at + inner);
        at += inner;
      }
    }
  }

  private void divide(double[] sums) {
    for (int i = 0; i < groups; i++) {
      sums[i] /= (double) outer * inner;
    }
  }

  private double sum(int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += x[i];
    }
    return sum;
  }

  private double squares(int from, int to, double middle) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      double difference = x[i] - middle;
      sum += difference * difference;
    }
    return sum;
  }

  /** The normalized elements. */
  float[] normalized() {
    float[] y = Workspace.floats(x.length);
    each(
        (group, from, to) -> {
          double middle = mean[group];
          double scale = factor[group];
          for (int i = from; i < to; i++) {
            y[i] = (float) ((x[i] - middle) * scale);
          }
        });
    return y;
  }

  /** The means over each group of the products of two arrays. */
  private double[] means(double[] a, double[] b) {
    double[] result = new double[groups];
    each(
        (group, from, to) -> {
          double sum = 0;
          for (int i = from; i < to; i++) {
            sum += a[i] * b[i];
          }
          result[group] += sum;
        });
    divide(result);
    return result;
  }

  private double[] hats() {
    double[] hats = new double[x.length];
    each(
        (group, from, to) -> {
          for (int i = from; i < to; i++) {
            hats[i] = (x[i] - mean[group]) * factor[group];
          }
        });
    return hats;
  }

  /** The gradient, which is the symmetric Jacobian times the seed. */
  float[] gradient(float[] seed) {
    double[] sums = new double[groups];
    double[] products = new double[groups];
    each(
        (group, from, to) -> {
          double middle = mean[group];
          double sum = 0;
          double product = 0;
          for (int i = from; i < to; i++) {
            sum += seed[i];
            product += (x[i] - middle) * seed[i];
          }
          sums[group] += sum;
          products[group] += product * factor[group];
        });
    divide(sums);
    divide(products);
    float[] y = Workspace.floats(x.length);
    each(
        (group, from, to) -> {
          double scale = factor[group];
          double middle = mean[group];
          double shift = isCentered ? sums[group] : 0;
          double slope = products[group] * scale;
          for (int i = from; i < to; i++) {
            y[i] = (float) (scale * (seed[i] - shift - (x[i] - middle) * slope));
          }
        });
    return y;
  }

  /** The second derivative applied to two seeds, whose order does not matter. */
  float[] curvature(float[] first, float[] second) {
    double[] hats = hats();
    double[] a = new double[x.length];
    double[] b = new double[x.length];
    for (int i = 0; i < a.length; i++) {
      a[i] = first[i];
      b[i] = second[i];
    }
    double[] withA = means(a, hats);
    double[] withB = means(b, hats);
    double[] alongA = jacobian(a, hats, withA);
    double[] alongB = jacobian(b, hats, withB);
    double[] both = means(b, alongA);
    float[] y = Workspace.floats(x.length);
    each(
        (group, from, to) -> {
          for (int i = from; i < to; i++) {
            double sum =
                hats[i] * both[group] + alongA[i] * withB[group] + alongB[i] * withA[group];
            y[i] = (float) (-factor[group] * sum);
          }
        });
    return y;
  }

  private double[] jacobian(double[] seed, double[] hats, double[] products) {
    double[] sums = new double[groups];
    if (isCentered) {
      each(
          (group, from, to) -> {
            for (int i = from; i < to; i++) {
              sums[group] += seed[i];
            }
          });
      divide(sums);
    }
    double[] y = new double[seed.length];
    each(
        (group, from, to) -> {
          for (int i = from; i < to; i++) {
            y[i] = factor[group] * (seed[i] - sums[group] - hats[i] * products[group]);
          }
        });
    return y;
  }
}
