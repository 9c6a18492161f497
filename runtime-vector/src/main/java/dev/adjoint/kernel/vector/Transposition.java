package dev.adjoint.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * The transpose of a square of as many rows as a vector has lanes: the lane i of the row j becomes
 * the lane j of the row i, by exchanging one bit of the number of a row with that of a lane after
 * the other.
 *
 * <p>The loops say all in full, so that they are too long to be inlined (decision 11); some squares
 * go together because Java 17 checks the exchanges before each loop.
 */
final class Transposition extends VectorLoops {
  /** How far an exchange goes that vectors of 128 bits do not need. */
  private static final int FOURTH = 4;

  private static final VectorShuffle<Float> TO_EIGHTH = exchange(8);
  private static final VectorShuffle<Float> TO_FOURTH = exchange(FOURTH);
  private static final VectorShuffle<Float> TO_SECOND = exchange(2);
  private static final VectorShuffle<Float> TO_NEXT = exchange(1);

  private static final VectorMask<Float> IN_EIGHTH = later(8);
  private static final VectorMask<Float> IN_FOURTH = later(FOURTH);
  private static final VectorMask<Float> IN_SECOND = later(2);
  private static final VectorMask<Float> IN_NEXT = later(1);

  /** How many squares go together. */
  static final int MOST = 4;

  private final float[] between = new float[MOST * Lanes.COUNT * Lanes.COUNT];
  private final int[] rowsBefore = new int[Lanes.COUNT];
  private final int[] rowsAfter = new int[Lanes.COUNT];

  private static VectorShuffle<Float> exchange(int distance) {
    return VectorShuffle.fromOp(Lanes.FLOATS, i -> (i ^ distance) % Lanes.COUNT);
  }

  /** The lanes that come second of those that are exchanged. */
  private static VectorMask<Float> later(int distance) {
    boolean[] is = new boolean[Lanes.COUNT];
    for (int i = 0; i < is.length; i++) {
      is[i] = (i & distance) != 0;
    }
    return VectorMask.fromArray(Lanes.FLOATS, is, 0);
  }

  /**
   * Where the rows of some squares are: the row j of the square q at {@code start + q * step +
   * rows[first + q * rowStep + j]} of the array.
   */
  record Squares(float[] array, int start, int step, int[] rows, int first, int rowStep) {}

  /** Whether vectors have as many lanes as are exchanged here. */
  static boolean covers() {
    return Lanes.COUNT >= FOURTH && Lanes.COUNT <= 4 * FOURTH;
  }

  /** Transposes some squares, as many as {@link #MOST} at most. */
  void run(int squares, Squares x, Squares y) {
    far(squares, x.array, x.start, x.step, x.rows, x.first, x.rowStep, between);
    near(squares, between, y.array, y.start, y.step, y.rows, y.first, y.rowStep);
  }

  /**
   * Transposes a matrix of whole squares: y[target + i * width + j] = x[start + j * stride + i].
   *
   * @param rows how many of {@code y} to write, a multiple of the lanes
   * @param columns how many of {@code y} to write, a multiple of the lanes
   */
  void run(
      float[] x, int start, int stride, int rows, int columns, float[] y, int target, int width) {
    for (int i = 0; i < Lanes.COUNT; i++) {
      rowsBefore[i] = i * stride;
      rowsAfter[i] = i * width;
    }
    boolean isTall = rows >= columns;
    int length = isTall ? rows : columns;
    int step = isTall ? Lanes.COUNT : Lanes.COUNT * stride;
    int stepAfter = isTall ? Lanes.COUNT * width : Lanes.COUNT;
    for (int across = 0; across < rows + columns - length; across += Lanes.COUNT) {
      int from = start + (isTall ? across * stride : across);
      int to = target + (isTall ? across : across * width);
      for (int along = 0; along < length; along += MOST * Lanes.COUNT) {
        int squares = Math.min(MOST, (length - along) / Lanes.COUNT);
        far(squares, x, from, step, rowsBefore, 0, 0, between);
        near(squares, between, y, to, stepAfter, rowsAfter, 0, 0);
        from += MOST * step;
        to += MOST * stepAfter;
      }
    }
  }

  /**
   * Exchanges lanes 8 apart and those 4 apart, of 16; those 4 apart, of 8; of 4, only copies. The
   * length of a vector is a constant for HotSpot.
   */
  private static void far(
      int squares, float[] x, int start, int step, int[] rows, int first, int rowStep, float[] y) {
    if (Lanes.COUNT > 2 * FOURTH) {
      for (int k = 0; k < squares * FOURTH; k++) {
        int square = k / FOURTH;
        FloatVector a =
            Lanes.load(x, start + square * step + rows[first + square * rowStep + k % FOURTH]);
        FloatVector b =
            Lanes.load(
                x, start + square * step + rows[first + square * rowStep + k % FOURTH + FOURTH]);
        FloatVector c =
            Lanes.load(
                x,
                start + square * step + rows[first + square * rowStep + k % FOURTH + 2 * FOURTH]);
        FloatVector d =
            Lanes.load(
                x,
                start + square * step + rows[first + square * rowStep + k % FOURTH + 3 * FOURTH]);
        FloatVector p = a.blend(c.rearrange(TO_EIGHTH), IN_EIGHTH);
        FloatVector q = b.blend(d.rearrange(TO_EIGHTH), IN_EIGHTH);
        FloatVector r = a.rearrange(TO_EIGHTH).blend(c, IN_EIGHTH);
        FloatVector s = b.rearrange(TO_EIGHTH).blend(d, IN_EIGHTH);
        int at = (square * Lanes.COUNT + k % FOURTH) * Lanes.COUNT;
        p.blend(q.rearrange(TO_FOURTH), IN_FOURTH).intoArray(y, at);
        p.rearrange(TO_FOURTH).blend(q, IN_FOURTH).intoArray(y, at + FOURTH * Lanes.COUNT);
        r.blend(s.rearrange(TO_FOURTH), IN_FOURTH).intoArray(y, at + 2 * FOURTH * Lanes.COUNT);
        r.rearrange(TO_FOURTH).blend(s, IN_FOURTH).intoArray(y, at + 3 * FOURTH * Lanes.COUNT);
      }
    } else {
      int half = Lanes.COUNT / 2;
      for (int k = 0; k < squares * half; k++) {
        int square = k / half;
        int row = first + square * rowStep + k % half;
        FloatVector a = Lanes.load(x, start + square * step + rows[row]);
        FloatVector b = Lanes.load(x, start + square * step + rows[row + half]);
        int at = (square * Lanes.COUNT + k % half) * Lanes.COUNT;
        if (half < FOURTH) {
          a.intoArray(y, at);
          b.intoArray(y, at + half * Lanes.COUNT);
        } else {
          a.blend(b.rearrange(TO_FOURTH), IN_FOURTH).intoArray(y, at);
          a.rearrange(TO_FOURTH).blend(b, IN_FOURTH).intoArray(y, at + half * Lanes.COUNT);
        }
      }
    }
  }

  /** Exchanges lanes 2 apart, and those next to each other. */
  private static void near(
      int squares, float[] x, float[] y, int target, int step, int[] rows, int first, int rowStep) {
    for (int i = 0; i < squares * Lanes.COUNT; i += FOURTH) {
      FloatVector a = Lanes.load(x, i * Lanes.COUNT);
      FloatVector b = Lanes.load(x, (i + 1) * Lanes.COUNT);
      FloatVector c = Lanes.load(x, (i + 2) * Lanes.COUNT);
      FloatVector d = Lanes.load(x, (i + 3) * Lanes.COUNT);
      FloatVector p = a.blend(c.rearrange(TO_SECOND), IN_SECOND);
      FloatVector q = b.blend(d.rearrange(TO_SECOND), IN_SECOND);
      FloatVector r = a.rearrange(TO_SECOND).blend(c, IN_SECOND);
      FloatVector s = b.rearrange(TO_SECOND).blend(d, IN_SECOND);
      int square = i / Lanes.COUNT;
      int row = i % Lanes.COUNT;
      p.blend(q.rearrange(TO_NEXT), IN_NEXT)
          .intoArray(y, target + square * step + rows[first + square * rowStep + row]);
      p.rearrange(TO_NEXT)
          .blend(q, IN_NEXT)
          .intoArray(y, target + square * step + rows[first + square * rowStep + row + 1]);
      r.blend(s.rearrange(TO_NEXT), IN_NEXT)
          .intoArray(y, target + square * step + rows[first + square * rowStep + row + 2]);
      r.rearrange(TO_NEXT)
          .blend(s, IN_NEXT)
          .intoArray(y, target + square * step + rows[first + square * rowStep + row + 3]);
    }
  }
}
