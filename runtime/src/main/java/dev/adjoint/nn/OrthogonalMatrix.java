package dev.adjoint.nn;

import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/**
 * Matrices with orthogonal rows or columns: normally distributed vectors, each made orthogonal to
 * those before it by Gram and Schmidt's method. Done twice, that leaves no more than rounding
 * (Giraud, Langou and Rozloznik 2005); and since no sign is changed, all such matrices are equally
 * likely (Mezzadri 2007).
 */
final class OrthogonalMatrix {
  private OrthogonalMatrix() {}

  static Tensor draw(RandomSource random, int... shape) {
    int size = 1;
    for (int each : shape) {
      size *= each;
    }
    int rows = shape[0];
    int columns = size / rows;
    double[][] vectors = vectors(random, Math.min(rows, columns), Math.max(rows, columns));
    float[] elements = new float[size];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        elements[i * columns + j] = (float) (rows <= columns ? vectors[i][j] : vectors[j][i]);
      }
    }
    return Tensor.of(elements, shape);
  }

  private static double[][] vectors(RandomSource random, int count, int length) {
    double[][] vectors = new double[count][length];
    for (int i = 0; i < count; i++) {
      double[] vector = vectors[i];
      for (int j = 0; j < length; j++) {
        vector[j] = random.nextGaussian();
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int k = 0; k < i; k++) {
          add(vector, -dot(vector, vectors[k]), vectors[k]);
        }
        add(vector, 1 / Math.sqrt(dot(vector, vector)) - 1, vector);
      }
    }
    return vectors;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double[] to, double factor, double[] vector) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * vector[i];
    }
  }
}
