package dev.adjoint.optim;

import dev.adjoint.Leaf;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.Binary;
import dev.adjoint.kernel.Kernels;
import java.util.List;

/**
 * The mean squares of a gradient of floats, in loops over arrays: some columns of a row at a time
 * are copied aside, because HotSpot makes vectors only of loops with one index for all arrays. The
 * root of a product is taken as the product of roots.
 */
final class FactoredFloats extends FactoredSquares {
  private final float[] gradient;
  private final float[] squares;
  private final float floor;
  private final float[] scaled = Ranges.room(0);
  private final float[] divisors = Ranges.room(1);
  private final float[] parameters = Ranges.room(2);
  private final Kernels kernels = ActiveKernels.get();

  FactoredFloats(Leaf.Floats gradient, List<Leaf> slots, double epsilon1) {
    super(gradient, slots, epsilon1);
    this.gradient = gradient.values();
    this.squares = ((Leaf.Floats) columns()).values();
    this.floor = (float) epsilon1;
  }

  @Override
  double sumOfSquares(int start, int count) {
    double sum = 0;
    for (int at = 0; at < count; at += Ranges.CHUNK) {
      int some = Math.min(Ranges.CHUNK, count - at);
      System.arraycopy(gradient, start + at, scaled, 0, some);
      sum += Norms.sumOfSquares(scaled, some);
    }
    return sum;
  }

  @Override
  void addSquares(int start, int count, double[] sums) {
    for (int j = 0; j < count; j++) {
      double g = gradient[start + j];
      sums[j] += g * g;
    }
  }

  @Override
  double sumOfScaledSquares(int start, double ofRow, int column) {
    double sum = 0;
    for (int at = 0; at < width(); at += Ranges.CHUNK) {
      int count = Math.min(Ranges.CHUNK, width() - at);
      scale(start + at, (float) Math.sqrt(ofRow), column + at, count);
      sum += Norms.sumOfSquares(scaled, count);
    }
    return sum;
  }

  @Override
  void descend(Leaf parameter, double shrink, double size, int start, double ofRow, int column) {
    float[] p = ((Leaf.Floats) parameter).values();
    for (int at = 0; at < width(); at += Ranges.CHUNK) {
      int count = Math.min(Ranges.CHUNK, width() - at);
      scale(start + at, (float) Math.sqrt(ofRow), column + at, count);
      System.arraycopy(p, start + at, parameters, 0, count);
      move(parameters, scaled, (float) shrink, (float) size, count);
      System.arraycopy(parameters, 0, p, start + at, count);
    }
  }

  /** Divides some of the gradient by the roots of its mean squares. */
  private void scale(int start, float rootOfRow, int column, int count) {
    System.arraycopy(gradient, start, scaled, 0, count);
    System.arraycopy(squares, column, divisors, 0, count);
    roots(divisors, rootOfRow, floor, count);
    kernels.binary(Binary.DIVIDE, scaled, divisors, scaled, 0, count);
  }

  private static void roots(float[] squares, float rootOfRow, float floor, int count) {
    for (int j = 0; j < count; j++) {
      squares[j] = (float) Math.sqrt(squares[j]) * rootOfRow;
    }
    for (int j = 0; j < count; j++) {
      squares[j] = Math.max(squares[j], floor);
    }
  }

  private static void move(float[] p, float[] u, float shrink, float size, int count) {
    for (int j = 0; j < count; j++) {
      p[j] = shrink * p[j] - size * u[j];
    }
  }
}
