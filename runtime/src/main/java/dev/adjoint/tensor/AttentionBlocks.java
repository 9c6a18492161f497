package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.Kernels;
import dev.adjoint.kernel.Scalar;
import java.util.Arrays;

/**
 * The loops of attention. The weights of a block of queries are computed, used and forgotten, also
 * for the gradients, so that no matrix of all queries by all keys is ever in memory.
 */
final class AttentionBlocks {
  /** How many weights are held at once. */
  private static final int BLOCK = 1 << 15;

  private final Kernels kernels = ActiveKernels.get();
  private final Tensor q;
  private final Tensor k;
  private final Tensor v;
  private final Tensor mask;
  private final boolean causal;
  private final float scale;
  private final int batches;
  private final int queries;
  private final int keys;
  private final int width;
  private final int valueWidth;
  private final int blockRows;

  /** Those of the present block. */
  private float[] weights = {};

  AttentionBlocks(
      String operation, Tensor q, Tensor k, Tensor v, Tensor mask, boolean causal, float scale) {
    this.q = q;
    this.k = k;
    this.v = v;
    this.mask = mask;
    this.causal = causal;
    this.scale = scale;
    int rank = q.shape.length;
    boolean fits = rank >= 2 && k.shape.length == rank && v.shape.length == rank;
    for (int i = 0; fits && i < rank - 2; i++) {
      fits = q.shape[i] == k.shape[i] && q.shape[i] == v.shape[i];
    }
    if (!fits || q.shape[rank - 1] != k.shape[rank - 1] || k.shape[rank - 2] != v.shape[rank - 2]) {
      throw new ShapeException(
          "%s: queries [*b, t, d], keys [*b, s, d] and values [*b, s, e] expected: %s, %s and %s"
              .formatted(operation, q.describe(), k.describe(), v.describe()));
    }
    batches = Shapes.size(Arrays.copyOf(q.shape, rank - 2));
    queries = q.shape[rank - 2];
    keys = k.shape[rank - 2];
    width = q.shape[rank - 1];
    valueWidth = v.shape[rank - 1];
    if (!Arrays.equals(Shapes.broadcastOrEmpty(mask.shape, scoreShape()), scoreShape())) {
      throw new ShapeException(
          "%s: the mask %s cannot be broadcast to %s"
              .formatted(operation, mask.describe(), Arrays.toString(scoreShape())));
    }
    blockRows = Math.max(1, Math.min(Math.max(1, queries), BLOCK / Math.max(1, keys)));
  }

  int[] scoreShape() {
    int[] shape = q.shape.clone();
    shape[shape.length - 1] = k.shape[shape.length - 2];
    return shape;
  }

  int[] resultShape() {
    int[] shape = q.shape.clone();
    shape[shape.length - 1] = v.shape[shape.length - 1];
    return shape;
  }

  private interface Block {
    /** Does something with the weights of some queries of an element of the batch. */
    void run(int batch, int from, int rows);
  }

  private void eachBlock(Block body) {
    weights = Workspace.floats(Shapes.size(blockRows, keys));
    for (int batch = 0; batch < batches; batch++) {
      for (int from = 0; from < queries; from += blockRows) {
        int rows = Math.min(blockRows, queries - from);
        weigh(batch, from, rows);
        body.run(batch, from, rows);
      }
    }
    Workspace.release(weights);
  }

  private interface Scores {
    /** Does something with the adjoints of the scores of some queries. */
    void run(float[] scores, int batch, int from, int rows);
  }

  private void eachScores(Tensor seed, Scores body) {
    eachBlock(
        (batch, from, rows) -> {
          float[] scores = scores(seed, batch, from, rows);
          body.run(scores, batch, from, rows);
          Workspace.release(scores);
        });
  }

  private int query(int batch, int row, int of) {
    return (batch * queries + row) * of;
  }

  private int key(int batch, int of) {
    return batch * keys * of;
  }

  private void weigh(int batch, int from, int rows) {
    kernels.gemm(
        false,
        true,
        rows,
        keys,
        width,
        q.data,
        query(batch, from, width),
        k.data,
        key(batch, width),
        weights,
        0,
        false);
    int[] at = maskPlace(batch);
    for (int i = 0; i < rows; i++) {
      int start = i * keys;
      int maskRow = at[0] + (from + i) * at[1];
      for (int j = 0; j < keys; j++) {
        weights[start + j] = weights[start + j] * scale + mask.data[maskRow + j * at[2]];
      }
      if (causal && from + i + 1 < keys) {
        Arrays.fill(weights, start + from + i + 1, start + keys, Float.NEGATIVE_INFINITY);
      }
    }
    if (keys > 0) {
      float[] scores = Workspace.copyOf(weights);
      kernels.softmax(scores, weights, 0, rows, keys);
      for (int i = 0; i < rows; i++) {
        if (kernels.max(scores, i * keys, (i + 1) * keys) == Float.NEGATIVE_INFINITY) {
          Arrays.fill(weights, i * keys, (i + 1) * keys, 0);
        }
      }
      Workspace.release(scores);
    }
  }

  /** Where the mask of an element of the batch begins, and its steps to the next row and column. */
  private int[] maskPlace(int batch) {
    int[] shape = scoreShape();
    int[] steps = new int[shape.length];
    int step = 1;
    for (int i = 1; i <= mask.shape.length; i++) {
      int extent = mask.shape[mask.shape.length - i];
      steps[shape.length - i] = extent == 1 ? 0 : step;
      step *= extent;
    }
    int start = 0;
    int rest = batch;
    for (int i = shape.length - 3; i >= 0; i--) {
      start += rest % shape[i] * steps[i];
      rest /= shape[i];
    }
    return new int[] {start, steps[shape.length - 2], steps[shape.length - 1]};
  }

  Tensor forward() {
    float[] y = Workspace.zeros(Shapes.size(resultShape()));
    eachBlock(
        (batch, from, rows) ->
            kernels.gemm(
                false,
                false,
                rows,
                valueWidth,
                keys,
                weights,
                0,
                v.data,
                key(batch, valueWidth),
                y,
                query(batch, from, valueWidth),
                false));
    return Tensor.wrap(y, resultShape());
  }

  /** All weights. */
  Tensor all() {
    float[] y = Workspace.zeros(Shapes.size(scoreShape()));
    eachBlock(
        (batch, from, rows) ->
            System.arraycopy(weights, 0, y, query(batch, from, keys), rows * keys));
    return Tensor.wrap(y, scoreShape());
  }

  Tensor values(Tensor seed) {
    float[] y = Workspace.zeros(v.data.length);
    eachBlock(
        (batch, from, rows) ->
            kernels.gemm(
                true,
                false,
                keys,
                valueWidth,
                rows,
                weights,
                0,
                seed.data,
                query(batch, from, valueWidth),
                y,
                key(batch, valueWidth),
                true));
    return Tensor.wrap(y, v.shape);
  }

  /** The adjoints of the scores of a block: softmax'(seed v^T). */
  private float[] scores(Tensor seed, int batch, int from, int rows) {
    float[] products = Workspace.zeros(rows * keys);
    kernels.gemm(
        false,
        true,
        rows,
        keys,
        valueWidth,
        seed.data,
        query(batch, from, valueWidth),
        v.data,
        key(batch, valueWidth),
        products,
        0,
        false);
    float[] scores = Workspace.zeros(rows * keys);
    if (keys > 0) {
      kernels.softmaxGradient(weights, products, scores, 0, rows, keys);
    }
    Workspace.release(products);
    return scores;
  }

  Tensor queries(Tensor seed) {
    float[] y = Workspace.zeros(q.data.length);
    eachScores(
        seed,
        (scores, batch, from, rows) ->
            kernels.gemm(
                false,
                false,
                rows,
                width,
                keys,
                scores,
                0,
                k.data,
                key(batch, width),
                y,
                query(batch, from, width),
                false));
    kernels.scalar(Scalar.SCALE, y, scale, y, 0, y.length);
    return Tensor.wrap(y, q.shape);
  }

  Tensor keys(Tensor seed) {
    float[] y = Workspace.zeros(k.data.length);
    eachScores(
        seed,
        (scores, batch, from, rows) ->
            kernels.gemm(
                true,
                false,
                keys,
                width,
                rows,
                scores,
                0,
                q.data,
                query(batch, from, width),
                y,
                key(batch, width),
                true));
    kernels.scalar(Scalar.SCALE, y, scale, y, 0, y.length);
    return Tensor.wrap(y, k.shape);
  }

  /** The adjoints of all scores, which are those of the mask before it is broadcast. */
  Tensor allScores(Tensor seed) {
    float[] y = Workspace.zeros(Shapes.size(scoreShape()));
    eachScores(
        seed,
        (scores, batch, from, rows) ->
            System.arraycopy(scores, 0, y, query(batch, from, keys), rows * keys));
    return Tensor.wrap(y, scoreShape());
  }
}
