package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.ImageKernels;
import dev.adjoint.kernel.Range;
import dev.adjoint.kernel.Workers;
import java.util.Arrays;

/**
 * A convolution, or its gradient by the images, of images that are laid out a few at a time by a
 * {@link TapLayout}, in memory that stays in cache and is used again. Images are shared among
 * threads.
 */
final class PackedConvolution {
  /** How many elements to lay out at once, if an image has more. */
  private static final int STRIP = 1 << 18;

  /** Places to which a strip has at least. */
  private static final int LEAST_PLACES = 64;

  /** Images with fewer places than this together are taken at once, so that vectors are full. */
  private static final int TOGETHER = 256;

  /** Channels whose weights are exchanged at once: what is read is near each other. */
  private static final int EXCHANGED = 16;

  private static final int EXCHANGED_OUTPUTS = 16;

  private final Convolution shape;
  private final Workers workers;
  private final Window rows;
  private final Window columns;
  private final int inputPlane;
  private final int outputPlane;

  PackedConvolution(Convolution shape, Workers workers) {
    this.shape = shape;
    this.workers = workers;
    rows = shape.rows;
    columns = shape.columns;
    inputPlane = rows.size() * columns.size();
    outputPlane = rows.count() * columns.count();
  }

  private static ImageKernels kernels() {
    return ActiveKernels.get().images();
  }

  /**
   * The weights of all groups as the kernels want them.
   *
   * @param size how much room those of a group take
   */
  private record Weights(float[] array, int size, boolean isCopy) {
    static Weights of(float[] weight, int groups, int outputs, int depth) {
      ImageKernels kernels = kernels();
      int size = kernels.weightsSize(outputs, depth);
      if (size == 0) {
        return new Weights(weight, outputs * depth, false);
      }
      float[] packed = Workspace.floats(groups * size);
      for (int group = 0; group < groups; group++) {
        kernels.packWeights(outputs, depth, weight, group * outputs * depth, packed, group * size);
      }
      return new Weights(packed, size, true);
    }

    void release() {
      if (isCopy) {
        Workspace.release(array);
      }
    }
  }

  /** Shares the images among threads, so many together if possible. */
  private void share(int together, Range body) {
    int images = shape.images;
    int threads = workers.threads();
    int wanted = Math.max(threads, Math.min(4 * threads, (images + together - 1) / together));
    workers.share(0, images, Math.min(images, wanted), body);
  }

  private static int together(int places) {
    return (TOGETHER + places - 1) / places;
  }

  /**
   * The whole image, or strips if it takes too much memory: as long as each other, for the last one
   * overlaps the one before where they do not come out even.
   */
  private static int stripRows(int count, int across, int planes, int planeSize) {
    if ((long) planes * planeSize <= STRIP) {
      return count;
    }
    int row = Math.max(1, planeSize / count);
    int fitting = (int) (STRIP / ((long) planes * row));
    int least = (LEAST_PLACES + across - 1) / across;
    int most = Math.min(count, Math.max(fitting, least));
    int strips = (count + most - 1) / most;
    return (count + strips - 1) / strips;
  }

  void forward(float[] x, float[] weight, float[] y) {
    int channels = shape.channels;
    int outputs = shape.outputs;
    TapLayout whole = TapLayout.of(shape, rows.count()).orFlat(channels, outputs, STRIP);
    boolean isAsIs = whole.isAsIs();
    int strip =
        isAsIs
            ? rows.count()
            : stripRows(rows.count(), columns.count(), channels, whole.planeSize());
    TapLayout layout = strip == rows.count() ? whole : TapLayout.of(shape, strip);
    int planeSize = isAsIs ? inputPlane : layout.planeSize();
    int[] shifts = layout.shifts(channels, planeSize);
    Weights weights = Weights.of(weight, shape.groups, outputs, shifts.length);
    int together = strip == rows.count() ? together(outputPlane) : 1;
    int xImage = shape.groups * channels * inputPlane;
    int yImage = shape.groups * outputs * outputPlane;
    boolean isDirect = !layout.isFlat();
    int size = layout.places().count();
    share(
        together,
        (from, to) -> {
          ConvolutionScratch scratch = ConvolutionScratch.get();
          int some = Math.min(together, to - from);
          float[] packed = isAsIs ? x : scratch.packed(some * channels * planeSize);
          float[] result = isDirect ? y : scratch.result(some * outputs * size);
          each(
              from,
              to,
              some,
              (image, count, group) -> {
                int source = image * xImage + group * channels * inputPlane;
                int target = image * yImage + group * outputs * outputPlane;
                for (int next = 0; next < rows.count(); next += strip) {
                  int first = Math.min(next, rows.count() - strip);
                  if (!isAsIs) {
                    layout.pack(x, source, xImage, count, channels, first, packed);
                  }
                  kernels()
                      .convolve(
                          count,
                          outputs,
                          weights.array(),
                          group * weights.size(),
                          shifts,
                          layout.places(),
                          packed,
                          isAsIs ? source : 0,
                          isAsIs ? xImage : channels * planeSize,
                          result,
                          isDirect ? target + first * columns.count() : 0,
                          isDirect ? yImage : outputs * size,
                          isDirect ? outputPlane : size);
                }
                for (int i = 0; i < count * outputs && !isDirect; i++) {
                  int plane = target + i / outputs * yImage + i % outputs * outputPlane;
                  layout.gather(result, i * size, y, plane);
                }
              });
        });
    weights.release();
  }

  private interface Block {
    void run(int image, int count, int group);
  }

  /** Each group of some images at a time. */
  private void each(int from, int to, int some, Block body) {
    for (int image = from; image < to; image += some) {
      for (int group = 0; group < shape.groups; group++) {
        body.run(image, Math.min(some, to - image), group);
      }
    }
  }

  /**
   * The pixels of the images whose distance from the first one is a multiple of the strides, and
   * which taps reach them.
   */
  private record Phase(int row, int column, int[] kernelRows, int[] kernelColumns) {
    int taps() {
      return kernelRows.length * kernelColumns.length;
    }
  }

  /** The elements of a kernel that reach a pixel. */
  private static int[] reaching(Window window, int pixel) {
    int[] all = new int[window.kernel()];
    int count = 0;
    for (int k = 0; k < all.length; k++) {
      if ((pixel + window.padding() - k * window.dilation()) % window.stride() == 0) {
        all[count++] = k;
      }
    }
    return Arrays.copyOf(all, count);
  }

  private static int pixels(Window window, int phase) {
    return (window.size() - phase + window.stride() - 1) / window.stride();
  }

  /** Whether every phase has at least so many pixels. */
  boolean hasPixels(int least) {
    int fewestRows = pixels(rows, Math.min(rows.stride(), rows.size()) - 1);
    int fewestColumns = pixels(columns, Math.min(columns.stride(), columns.size()) - 1);
    return fewestRows * fewestColumns >= least;
  }

  void input(float[] seed, float[] weight, float[] x) {
    for (int row = 0; row < Math.min(rows.stride(), rows.size()); row++) {
      for (int column = 0; column < Math.min(columns.stride(), columns.size()); column++) {
        input(
            seed,
            weight,
            x,
            new Phase(row, column, reaching(rows, row), reaching(columns, column)));
      }
    }
  }

  private TapLayout layout(Phase phase, int count, int across) {
    int taps = phase.taps();
    int[] dy = new int[taps];
    int[] dx = new int[taps];
    for (int t = 0; t < taps; t++) {
      int row = phase.kernelRows[t / phase.kernelColumns.length];
      int column = phase.kernelColumns[t % phase.kernelColumns.length];
      dy[t] = (phase.row + rows.padding() - row * rows.dilation()) / rows.stride();
      dx[t] = (phase.column + columns.padding() - column * columns.dilation()) / columns.stride();
    }
    return new TapLayout(rows.count(), columns.count(), count, across, 1, 1, dy, dx);
  }

  /** The weights with channels and outputs exchanged, of some taps, for each group. */
  private float[] exchanged(float[] weight, Phase phase) {
    int channels = shape.channels;
    int[] taps = new int[phase.taps()];
    for (int i = 0; i < taps.length; i++) {
      int row = phase.kernelRows[i / phase.kernelColumns.length];
      taps[i] = row * columns.kernel() + phase.kernelColumns[i % phase.kernelColumns.length];
    }
    float[] t = Workspace.floats(shape.groups * channels * shape.outputs * taps.length);
    int chunks = (channels + EXCHANGED - 1) / EXCHANGED;
    workers.run(
        shape.groups * chunks,
        part -> {
          int first = part % chunks * EXCHANGED;
          exchange(weight, taps, part / chunks, first, Math.min(channels, first + EXCHANGED), t);
        });
    return t;
  }

  private void exchange(float[] weight, int[] taps, int group, int from, int to, float[] t) {
    int channels = shape.channels;
    int outputs = shape.outputs;
    int kernel = rows.kernel() * columns.kernel();
    boolean isWhole = taps.length == kernel;
    for (int first = 0; first < outputs; first += EXCHANGED_OUTPUTS) {
      int end = Math.min(outputs, first + EXCHANGED_OUTPUTS);
      for (int c = from; c < to; c++) {
        int source = ((group * outputs + first) * channels + c) * kernel;
        int target = ((group * channels + c) * outputs + first) * taps.length;
        int count = end - first;
        if (isWhole && kernel > 1) {
          copy(weight, source, channels * kernel, t, target, kernel, count);
        } else {
          pick(weight, source, channels * kernel, taps, t, target, count);
        }
      }
    }
  }

  private static void copy(
      float[] x, int from, int step, float[] y, int to, int length, int count) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(x, from + i * step, y, to + i * length, length);
    }
  }

  private static void pick(
      float[] x, int from, int step, int[] places, float[] y, int to, int count) {
    for (int j = 0; j < places.length; j++) {
      int source = from + places[j];
      int target = to + j;
      for (int i = 0; i < count; i++) {
        y[target] = x[source];
        source += step;
        target += places.length;
      }
    }
  }

  private void input(float[] seed, float[] weight, float[] x, Phase phase) {
    int count = pixels(rows, phase.row);
    int across = pixels(columns, phase.column);
    int channels = shape.channels;
    int outputs = shape.outputs;
    int xImage = shape.groups * channels * inputPlane;
    if (phase.taps() == 0) {
      share(
          1, (from, to) -> clear(x, from * shape.groups, to * shape.groups, phase, count, across));
      return;
    }
    boolean isWhole = rows.stride() == 1 && columns.stride() == 1;
    TapLayout every = layout(phase, count, across);
    TapLayout whole = isWhole ? every.orFlat(outputs, channels, STRIP) : every;
    boolean isAsIs = whole.isAsIs();
    int strip = isAsIs ? count : stripRows(count, across, outputs, whole.planeSize());
    TapLayout layout = strip == count ? whole : layout(phase, strip, across);
    int planeSize = isAsIs ? outputPlane : layout.planeSize();
    int[] shifts = layout.shifts(outputs, planeSize);
    float[] ordered = exchanged(weight, phase);
    Weights weights = Weights.of(ordered, shape.groups, channels, shifts.length);
    int together = strip == count ? together(count * across) : 1;
    boolean isDirect = isWhole && !layout.isFlat();
    int size = layout.places().count();
    int yImage = shape.groups * outputs * outputPlane;
    share(
        together,
        (from, to) -> {
          ConvolutionScratch scratch = ConvolutionScratch.get();
          int some = Math.min(together, to - from);
          float[] packed = isAsIs ? seed : scratch.packed(some * outputs * planeSize);
          float[] result = isDirect ? x : scratch.result(some * channels * size);
          each(
              from,
              to,
              some,
              (image, images, group) -> {
                int source = image * yImage + group * outputs * outputPlane;
                int plane = image * xImage + group * channels * inputPlane;
                for (int next = 0; next < count; next += strip) {
                  int first = Math.min(next, count - strip);
                  if (!isAsIs) {
                    layout.pack(seed, source, yImage, images, outputs, first, packed);
                  }
                  kernels()
                      .convolve(
                          images,
                          channels,
                          weights.array(),
                          group * weights.size(),
                          shifts,
                          layout.places(),
                          packed,
                          isAsIs ? source : 0,
                          isAsIs ? yImage : outputs * planeSize,
                          result,
                          isDirect ? plane + first * across : 0,
                          isDirect ? xImage : channels * size,
                          isDirect ? inputPlane : size);
                  for (int g = 0; g < images && !isWhole; g++) {
                    int at = g * channels * size;
                    place(result, at, x, plane + g * xImage, phase, first, strip, across);
                  }
                }
                for (int i = 0; i < images * channels && layout.isFlat(); i++) {
                  int target = plane + i / channels * xImage + i % channels * inputPlane;
                  layout.gather(result, i * size, x, target);
                }
              });
        });
    weights.release();
    Workspace.release(ordered);
  }

  /** Puts the pixels of a phase where they belong. */
  private void place(
      float[] result,
      int from,
      float[] x,
      int plane,
      Phase phase,
      int first,
      int strip,
      int across) {
    int at = from;
    for (int c = 0; c < shape.channels; c++) {
      for (int r = first; r < first + strip; r++) {
        int row = phase.row + r * rows.stride();
        int to = plane + c * inputPlane + row * columns.size() + phase.column;
        for (int q = 0; q < across; q++) {
          x[to] = result[at++];
          to += columns.stride();
        }
      }
    }
  }

  private void clear(float[] x, int from, int to, Phase phase, int count, int across) {
    for (int plane = from * shape.channels; plane < to * shape.channels; plane++) {
      for (int r = 0; r < count; r++) {
        int row = phase.row + r * rows.stride();
        int start = plane * inputPlane + row * columns.size() + phase.column;
        for (int q = 0; q < across; q++) {
          x[start + q * columns.stride()] = 0;
        }
      }
    }
  }
}
