package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.Workers;
import java.util.Arrays;

/**
 * The gradients of rows that are normalized, multiplied by a weight and shifted, all of which a row
 * is looked at once for.
 */
final class ScaledStandardization {
  /**
   * How many rows are summed up by themselves before their sums are: the fewer, the less is lost to
   * rounding, and a part for each thread. No more depends on how many threads there are.
   */
  private static final int ROWS = 64;

  /** From so many elements on threads share the rows. */
  private static final int SHARED = 1 << 15;

  private final Tensor x;
  private final Tensor weight;
  private final int rows;
  private final int width;

  /** The sums of each part of the rows. */
  private final float[] weightSums;

  private final float[] biasSums;
  private final int parts;

  private ScaledStandardization(Tensor x, Tensor weight) {
    this.x = x;
    this.weight = weight;
    width = weight.data.length;
    rows = x.data.length / width;
    parts = Math.max(1, (rows + ROWS - 1) / ROWS);
    weightSums = Workspace.zeros(Shapes.size(parts, width));
    biasSums = Workspace.zeros(weightSums.length);
  }

  /** Whether the rows are as long as the weight, which spans the last axes. */
  static boolean covers(Tensor x, Tensor weight, Tensor seed, int[] block, int rank) {
    int first = x.shape.length - rank;
    return first >= 0
        && weight.data.length > 0
        && Arrays.equals(x.shape, seed.shape)
        && Arrays.equals(Arrays.copyOfRange(x.shape, first, x.shape.length), weight.shape)
        && block.length == 3
        && block[0] == 1
        && block[2] == weight.data.length
        && block[1] * block[2] == x.data.length;
  }

  /** The gradients by the elements, the weight and what is added. */
  static JointAdjoints.OfLayerNorm adjoints(
      Tensor x, Tensor weight, Tensor seed, float epsilon, boolean isCentered) {
    ScaledStandardization all = new ScaledStandardization(x, weight);
    Tensor ofRows = all.gradient(seed.data, epsilon, isCentered);
    return new JointAdjoints.OfLayerNorm(ofRows, all.sum(all.weightSums), all.sum(all.biasSums));
  }

  private Tensor gradient(float[] seed, float epsilon, boolean isCentered) {
    float[] y = Workspace.floats(x.data.length);
    Workers workers = Workers.shared();
    if (y.length < SHARED) {
      for (int part = 0; part < parts; part++) {
        gradient(part, seed, y, epsilon, isCentered);
      }
    } else {
      workers.run(parts, part -> gradient(part, seed, y, epsilon, isCentered));
    }
    return Tensor.wrap(y, x.shape);
  }

  private void gradient(int part, float[] seed, float[] y, float epsilon, boolean isCentered) {
    ActiveKernels.get()
        .scaledStandardizeGradient(
            x.data,
            seed,
            weight.data,
            y,
            weightSums,
            biasSums,
            part * width,
            part * ROWS,
            Math.min(rows, (part + 1) * ROWS),
            width,
            epsilon,
            isCentered);
  }

  private Tensor sum(float[] ofParts) {
    if (parts == 1) {
      return Tensor.wrap(ofParts, weight.shape);
    }
    float[] sums = Workspace.floats(width);
    ActiveKernels.get().sumRows(ofParts, 0, parts, width, sums, 0);
    Workspace.release(ofParts);
    return Tensor.wrap(sums, weight.shape);
  }
}
