package dev.adjoint.tensor;

import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.ImageKernels;
import dev.adjoint.kernel.Places;
import java.util.Arrays;

/**
 * How the elements of an image that a kernel of some taps reads are laid out, so that each tap
 * reads whole rows of them: the element that the tap t reads for the place (r, q), which is {@code
 * (rowStep * r + dy[t], columnStep * q + dx[t])} or 0 outside of the image, is at {@code
 * tapShifts[t] + r * pitch + q}.
 *
 * <p>Rows that taps have in common are there once. Columns are too if rows of places come in whole
 * vectors, whatever these are; otherwise there is a copy for each {@code dx}, so that all places of
 * a tap lie one after the other. A flat layout has columns once in any case: its places go through
 * what is between the rows as well, so that results come with gaps.
 */
final class TapLayout {
  /** A multiple of all lengths of vectors. */
  private static final int WHOLE = 16;

  /** The multiply-adds in whose time a row is copied. */
  private static final long ROW_COPY = 300;

  private final int height;
  private final int width;
  private final int count;
  private final int across;
  private final int rowStep;
  private final int columnStep;
  private final int[] dy;
  private final int[] dx;
  private final boolean isFlat;
  private final Classes rows;
  private final Classes columns;
  private final int pitch;
  private final int[] blockStarts;
  private final Places places;
  private final int[] tapShifts;
  private final int planeSize;

  /**
   * Lays out.
   *
   * @param height the rows of the image
   * @param width the columns of the image
   * @param count how many rows of places there are
   * @param across how many places a row has
   */
  TapLayout(
      int height,
      int width,
      int count,
      int across,
      int rowStep,
      int columnStep,
      int[] dy,
      int[] dx) {
    this(height, width, count, across, rowStep, columnStep, dy, dx, false);
  }

  private TapLayout(
      int height,
      int width,
      int count,
      int across,
      int rowStep,
      int columnStep,
      int[] dy,
      int[] dx,
      boolean isFlat) {
    this.height = height;
    this.width = width;
    this.count = count;
    this.across = across;
    this.dy = dy;
    this.dx = dx;
    this.isFlat = isFlat;
    this.rowStep = rowStep;
    this.columnStep = columnStep;
    rows = Classes.of(dy, rowStep, true);
    columns = Classes.of(dx, columnStep, isFlat || across % WHOLE == 0);
    pitch = across + Arrays.stream(columns.extents).max().orElse(0);
    int all = (count - 1) * pitch + across;
    places = isFlat ? new Places(1, all, all) : new Places(count, across, pitch);
    blockStarts = new int[rows.firsts.length + 1];
    for (int i = 0; i < rows.firsts.length; i++) {
      int size = (count + rows.extents[i]) * pitch;
      blockStarts[i + 1] = blockStarts[i] + size * columns.firsts.length;
    }
    planeSize = blockStarts[rows.firsts.length];
    tapShifts = new int[dy.length];
    for (int t = 0; t < dy.length; t++) {
      int block = rows.classes[t];
      int size = (count + rows.extents[block]) * pitch;
      tapShifts[t] =
          blockStarts[block]
              + columns.classes[t] * size
              + (dy[t] - rows.firsts[block]) / rowStep * pitch
              + (dx[t] - columns.firsts[columns.classes[t]]) / columnStep;
    }
  }

  /** The layout of images for so many rows of the result of a convolution. */
  static TapLayout of(Convolution shape, int count) {
    Window rows = shape.rows;
    Window columns = shape.columns;
    int taps = rows.kernel() * columns.kernel();
    int[] dy = new int[taps];
    int[] dx = new int[taps];
    for (int t = 0; t < taps; t++) {
      dy[t] = rows.position(0, t / columns.kernel());
      dx[t] = columns.position(0, t % columns.kernel());
    }
    return new TapLayout(
        rows.size(),
        columns.size(),
        count,
        columns.count(),
        rows.stride(),
        columns.stride(),
        dy,
        dx);
  }

  /**
   * Offsets along one axis, those that share elements in one class.
   *
   * @param classes the class of each offset
   * @param firsts the least offset of each class
   * @param extents how many steps it is to the largest one
   */
  private record Classes(int[] classes, int[] firsts, int[] extents) {
    static Classes of(int[] offsets, int step, boolean shared) {
      int[] keys = new int[offsets.length];
      for (int i = 0; i < keys.length; i++) {
        keys[i] = shared ? Math.floorMod(offsets[i], step) : offsets[i];
      }
      int[] distinct = Arrays.stream(keys).distinct().sorted().toArray();
      int[] classes = new int[offsets.length];
      int[] firsts = new int[distinct.length];
      int[] lasts = new int[distinct.length];
      Arrays.fill(firsts, Integer.MAX_VALUE);
      Arrays.fill(lasts, Integer.MIN_VALUE);
      for (int i = 0; i < keys.length; i++) {
        int place = Arrays.binarySearch(distinct, keys[i]);
        classes[i] = place;
        firsts[place] = Math.min(firsts[place], offsets[i]);
        lasts[place] = Math.max(lasts[place], offsets[i]);
      }
      int[] extents = new int[distinct.length];
      for (int i = 0; i < extents.length; i++) {
        extents[i] = (lasts[i] - firsts[i]) / step;
      }
      return new Classes(classes, firsts, extents);
    }
  }

  /**
   * This layout or the flat one, whichever takes less time.
   *
   * @param planes how many planes an image has
   * @param results how many results each place has
   * @param most how many elements to lay out, and results to have, at once
   */
  TapLayout orFlat(int planes, int results, int most) {
    if (rowStep > 1 || columnStep > 1 || across % WHOLE == 0) {
      return this;
    }
    TapLayout flat = new TapLayout(height, width, count, across, rowStep, columnStep, dy, dx, true);
    boolean fits =
        Math.max((long) planes * flat.planeSize, (long) results * flat.places.count()) <= most;
    return fits && flat.cost(planes, results) < cost(planes, results) ? flat : this;
  }

  private long cost(int planes, int results) {
    long copied = isAsIs() ? 0 : (long) planes * planeSize / pitch;
    long placed = isFlat ? (long) results * count : 0;
    return (copied + placed) * ROW_COPY + (long) results * planes * dx.length * places.count();
  }

  boolean isFlat() {
    return isFlat;
  }

  /** Takes the results of a plane out of a flat layout. */
  void gather(float[] result, int from, float[] y, int to) {
    for (int r = 0; r < count; r++) {
      System.arraycopy(result, from + r * pitch, y, to + r * across, across);
    }
  }

  Places places() {
    return places;
  }

  /** How much room a plane takes. */
  int planeSize() {
    return planeSize;
  }

  /** Whether an image is laid out so as it is. */
  boolean isAsIs() {
    return (tapShifts.length == 1 || isFlat)
        && rowStep == 1
        && columnStep == 1
        && rows.firsts[0] == 0
        && columns.firsts[0] == 0
        && count + rows.extents[0] == height
        && pitch == width;
  }

  /** Where each tap of each channel reads, the taps of a channel one after the other. */
  int[] shifts(int channels, int channelSize) {
    int taps = tapShifts.length;
    int[] shifts = new int[channels * taps];
    for (int i = 0; i < shifts.length; i++) {
      shifts[i] = i / taps * channelSize + tapShifts[i % taps];
    }
    return shifts;
  }

  /**
   * Lays out planes of some images, those of an image one after the other.
   *
   * @param step how far it is from an image to the next
   * @param firstRow the row of places from which on the layout's rows are counted
   */
  void pack(float[] x, int start, int step, int images, int planes, int firstRow, float[] packed) {
    int to = 0;
    for (int g = 0; g < images; g++) {
      for (int i = 0; i < planes; i++) {
        pack(x, start + g * step + i * height * width, firstRow, packed, to);
        to += planeSize;
      }
    }
  }

  private void pack(float[] x, int plane, int firstRow, float[] packed, int to) {
    ImageKernels kernels = ActiveKernels.get().images();
    int target = to;
    for (int i = 0; i < rows.firsts.length; i++) {
      int lines = count + rows.extents[i];
      for (int j = 0; j < columns.firsts.length; j++) {
        int first = columns.firsts[j];
        int from = Math.min(pitch, first >= 0 ? 0 : (columnStep - 1 - first) / columnStep);
        int room = width - 1 - first;
        int end = room < 0 ? from : Math.max(from, Math.min(pitch, room / columnStep + 1));
        if (rowStep == 1 && columnStep == 1 && pitch == width && from < end) {
          whole(x, plane, firstRow + rows.firsts[i], first, packed, target, lines, from, end);
          target += lines * pitch;
          continue;
        }
        int line = rowStep * firstRow + rows.firsts[i];
        int before = Math.min(lines, line >= 0 ? 0 : (rowStep - 1 - line) / rowStep);
        int below = height - 1 - line;
        int inside = below < 0 ? before : Math.max(before, Math.min(lines, below / rowStep + 1));
        Arrays.fill(packed, target, target + before * pitch, 0f);
        kernels.layRows(
            x,
            plane + (line + before * rowStep) * width + first + columnStep * from,
            rowStep * width,
            columnStep,
            inside - before,
            end - from,
            packed,
            target + before * pitch,
            from,
            pitch);
        Arrays.fill(packed, target + inside * pitch, target + lines * pitch, 0f);
        target += lines * pitch;
      }
    }
  }

  /** Rows as wide as those of the image: all at once, and then the columns outside of it. */
  private void whole(
      float[] x,
      int plane,
      int firstRow,
      int first,
      float[] packed,
      int to,
      int count,
      int from,
      int end) {
    int before = Math.min(count, Math.max(0, -firstRow));
    int inside = Math.max(before, Math.min(count, height - firstRow));
    int target = to + before * pitch;
    int behind = to + inside * pitch;
    Arrays.fill(packed, to, target, 0f);
    if (inside > before) {
      int source = plane + (firstRow + before) * width + first + from;
      int length = behind - target - from - (pitch - end);
      System.arraycopy(x, source, packed, target + from, length);
    }
    for (int row = target; row < behind; row += pitch) {
      for (int u = 0; u < from; u++) {
        packed[row + u] = 0;
      }
      for (int u = end; u < pitch; u++) {
        packed[row + u] = 0;
      }
    }
    Arrays.fill(packed, behind, to + count * pitch, 0f);
  }
}
