package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.Kernels;
import dev.adjoint.kernel.Scalar;
import dev.adjoint.kernel.Workers;
import java.util.Arrays;

/**
 * The loops of attention. The weights of a block of queries are computed, used and forgotten, also
 * for the gradients, so that no matrix of all queries by all keys is ever in memory.
 */
final class AttentionBlocks {
  /** How many weights are held at once. */
  private static final int BLOCK = 1 << 15;

  /**
   * Where a query sees no later key, the keys after the last query of a block are left out: the
   * fewer queries, the more keys, but the smaller the products.
   */
  private static final int CAUSAL_ROWS = 64;

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
    int most = causal ? CAUSAL_ROWS : queries;
    blockRows = Math.max(1, Math.min(Math.min(most, queries), BLOCK / Math.max(1, keys)));
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
    /**
     * Does something with the weights of some queries of an element of the batch.
     *
     * @param visible how many keys they see at most, which is how many weights each has
     */
    void run(Room room, int batch, int from, int rows, int visible);
  }

  /** The memory of a thread for the weights of a block, and for their adjoints. */
  private record Room(float[] weights, float[] adjoints) {}

  /** Shares the elements of the batch among threads; each goes through its blocks in order. */
  private void eachBlock(boolean withAdjoints, Block body) {
    Workers workers = Workers.shared();
    boolean isLarge = Shapes.size(scoreShape()) >= 2 * BLOCK;
    int parts = isLarge ? Math.min(batches, 2 * workers.threads()) : 1;
    Room[] rooms = new Room[parts];
    for (int i = 0; i < parts; i++) {
      float[] weights = Workspace.floats(Shapes.size(blockRows, keys));
      float[] adjoints = withAdjoints ? Workspace.floats(weights.length) : weights;
      rooms[i] = new Room(weights, adjoints);
    }
    workers.run(
        parts,
        part -> {
          int end = (int) ((long) batches * (part + 1) / parts);
          for (int batch = (int) ((long) batches * part / parts); batch < end; batch++) {
            eachBlock(rooms[part], batch, body);
          }
        });
    for (Room room : rooms) {
      Workspace.release(room.weights());
      if (withAdjoints) {
        Workspace.release(room.adjoints());
      }
    }
  }

  private void eachBlock(Room room, int batch, Block body) {
    for (int from = 0; from < queries; from += blockRows) {
      int rows = Math.min(blockRows, queries - from);
      int visible = causal ? Math.min(keys, from + rows) : keys;
      weigh(room.weights(), batch, from, rows, visible);
      body.run(room, batch, from, rows, visible);
    }
  }

  /** The same with the adjoints of the scores. */
  private void eachScores(Tensor seed, Block body) {
    eachBlock(
        true,
        (room, batch, from, rows, visible) -> {
          score(room, seed, batch, from, rows, visible);
          body.run(room, batch, from, rows, visible);
        });
  }

  private int query(int batch, int row, int of) {
    return (batch * queries + row) * of;
  }

  private int key(int batch, int of) {
    return batch * keys * of;
  }

  private void weigh(float[] weights, int batch, int from, int rows, int visible) {
    kernels.gemm(
        false,
        true,
        rows,
        visible,
        width,
        q.data,
        query(batch, from, width),
        k.data,
        key(batch, width),
        weights,
        0,
        false);
    kernels.scalar(Scalar.SCALE, weights, scale, weights, 0, rows * visible);
    boolean isMasked = mask.data.length != 1 || mask.data[0] != 0;
    if (isMasked) {
      addMask(weights, batch, from, rows, visible);
    }
    for (int i = 0; causal && i < rows; i++) {
      int seen = Math.min(visible, from + i + 1);
      Arrays.fill(weights, i * visible + seen, (i + 1) * visible, Float.NEGATIVE_INFINITY);
    }
    if (visible > 0) {
      boolean[] blind = isMasked ? blind(weights, rows, visible) : new boolean[0];
      kernels.softmax(weights, weights, 0, rows, visible);
      for (int i = 0; i < blind.length; i++) {
        if (blind[i]) {
          Arrays.fill(weights, i * visible, (i + 1) * visible, 0);
        }
      }
    }
  }

  private void addMask(float[] weights, int batch, int from, int rows, int visible) {
    int[] at = maskPlace(batch);
    for (int i = 0; i < rows; i++) {
      int maskRow = at[0] + (from + i) * at[1];
      for (int j = 0; j < visible; j++) {
        weights[i * visible + j] += mask.data[maskRow + j * at[2]];
      }
    }
  }

  /** Which queries see no key. */
  private boolean[] blind(float[] scores, int rows, int visible) {
    boolean[] blind = new boolean[rows];
    for (int i = 0; i < rows; i++) {
      float max = kernels.max(scores, i * visible, (i + 1) * visible);
      blind[i] = max == Float.NEGATIVE_INFINITY;
    }
    return blind;
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
    float[] y = Workspace.floats(Shapes.size(resultShape()));
    eachBlock(
        false,
        (room, batch, from, rows, visible) ->
            kernels.gemm(
                false,
                false,
                rows,
                valueWidth,
                visible,
                room.weights(),
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
        false,
        (room, batch, from, rows, visible) -> copy(room.weights(), y, batch, from, rows, visible));
    return Tensor.wrap(y, scoreShape());
  }

  private void copy(float[] block, float[] y, int batch, int from, int rows, int visible) {
    for (int i = 0; i < rows; i++) {
      System.arraycopy(block, i * visible, y, query(batch, from + i, keys), visible);
    }
  }

  Tensor values(Tensor seed) {
    float[] y = Workspace.zeros(v.data.length);
    eachBlock(
        false,
        (room, batch, from, rows, visible) ->
            addTransposed(room.weights(), seed, valueWidth, y, batch, from, rows, visible));
    return Tensor.wrap(y, v.shape);
  }

  /** Adds the transpose of a block times the rows of its queries to the rows of the keys. */
  private void addTransposed(
      float[] block, Tensor of, int size, float[] y, int batch, int from, int rows, int visible) {
    kernels.gemm(
        true,
        false,
        visible,
        size,
        rows,
        block,
        0,
        of.data,
        query(batch, from, size),
        y,
        key(batch, size),
        true);
  }

  /** The adjoints of the scores of a block: softmax'(seed v^T). */
  private void score(Room room, Tensor seed, int batch, int from, int rows, int visible) {
    float[] scores = room.adjoints();
    kernels.gemm(
        false,
        true,
        rows,
        visible,
        valueWidth,
        seed.data,
        query(batch, from, valueWidth),
        v.data,
        key(batch, valueWidth),
        scores,
        0,
        false);
    if (visible > 0) {
      kernels.softmaxGradient(room.weights(), scores, scores, 0, rows, visible);
    }
  }

  Tensor queries(Tensor seed) {
    float[] y = Workspace.floats(q.data.length);
    eachScores(
        seed,
        (room, batch, from, rows, visible) ->
            setQueries(room.adjoints(), y, batch, from, rows, visible));
    return scaled(y, q.shape);
  }

  /** The adjoints of a block of scores times the keys. */
  private void setQueries(float[] block, float[] y, int batch, int from, int rows, int visible) {
    kernels.gemm(
        false,
        false,
        rows,
        width,
        visible,
        block,
        0,
        k.data,
        key(batch, width),
        y,
        query(batch, from, width),
        false);
  }

  private Tensor scaled(float[] y, int[] shape) {
    kernels.scalar(Scalar.SCALE, y, scale, y, 0, y.length);
    return Tensor.wrap(y, shape);
  }

  Tensor keys(Tensor seed) {
    float[] y = Workspace.zeros(k.data.length);
    eachScores(
        seed,
        (room, batch, from, rows, visible) ->
            addTransposed(room.adjoints(), q, width, y, batch, from, rows, visible));
    return scaled(y, k.shape);
  }

  /** All three from the same weights. */
  JointAdjoints.OfAttention adjoints(Tensor seed) {
    float[] ofQueries = Workspace.floats(q.data.length);
    float[] ofKeys = Workspace.zeros(k.data.length);
    float[] ofValues = Workspace.zeros(v.data.length);
    eachScores(
        seed,
        (room, batch, from, rows, visible) -> {
          addTransposed(room.weights(), seed, valueWidth, ofValues, batch, from, rows, visible);
          setQueries(room.adjoints(), ofQueries, batch, from, rows, visible);
          addTransposed(room.adjoints(), q, width, ofKeys, batch, from, rows, visible);
        });
    return new JointAdjoints.OfAttention(
        scaled(ofQueries, q.shape), scaled(ofKeys, k.shape), Tensor.wrap(ofValues, v.shape));
  }

  /** The adjoints of all scores, which are those of the mask before it is broadcast. */
  Tensor allScores(Tensor seed) {
    float[] y = Workspace.zeros(Shapes.size(scoreShape()));
    eachScores(
        seed,
        (room, batch, from, rows, visible) -> copy(room.adjoints(), y, batch, from, rows, visible));
    return Tensor.wrap(y, scoreShape());
  }
}
