package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.ImageKernels;
import dev.adjoint.kernel.Workers;
import java.util.Arrays;

/**
 * A convolution of images that are laid out one by one by a {@link TapLayout}, in memory that stays
 * in cache and is used again. Images are shared among threads; so are the channels of the gradient
 * by the weights, or parts of the batch that depend on its shape alone.
 */
final class PackedConvolution {
  /** How many elements to lay out at once, if an image has more. */
  private static final int STRIP = 1 << 17;

  /** Places to which a strip has at least. */
  private static final int LEAST_PLACES = 64;

  /** Places that are summed at once for the gradient by the weights, if the batch has so many. */
  private static final int SUMMED = 4096;

  /** How many elements to lay out at once for the gradient by the weights. */
  private static final int GROUP = 1 << 16;

  /** Taps that one part has at least, since each part orders the seeds for itself. */
  private static final int LEAST_TAPS = 72;

  /** Parts into which the gradient by the weights is cut where there is enough of it. */
  private static final int PARTS = 4;

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

  /** The layout of the images for so many rows of the result. */
  private TapLayout layout(int count) {
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

  private interface Images {
    void run(int from, int to);
  }

  /** The weights of all groups as the kernels want them, to be released. */
  private float[] packed(float[] weight, int outputs, int depth) {
    ImageKernels kernels = kernels();
    int size = kernels.weightsSize(outputs, depth);
    float[] packed = Workspace.floats(shape.groups * size);
    for (int group = 0; group < shape.groups; group++) {
      kernels.packWeights(outputs, depth, weight, group * outputs * depth, packed, group * size);
    }
    return packed;
  }

  /** Shares the images among threads. */
  private void share(Images body) {
    int images = shape.images;
    int parts = Math.min(images, 4 * workers.threads());
    workers.run(parts, part -> body.run(images * part / parts, images * (part + 1) / parts));
  }

  /** The whole image, or strips of it that overlap at the end if it takes too much memory. */
  private static int stripRows(int count, int across, int planes, int planeSize) {
    if ((long) planes * planeSize <= STRIP) {
      return count;
    }
    int row = Math.max(1, planeSize / count);
    int fitting = (int) (STRIP / ((long) planes * row));
    int least = (LEAST_PLACES + across - 1) / across;
    return Math.min(count, Math.max(fitting, least));
  }

  void forward(float[] x, float[] weight, float[] y) {
    TapLayout whole = layout(rows.count());
    int channels = shape.channels;
    int outputs = shape.outputs;
    boolean isAsIs = whole.isAsIs();
    int strip =
        isAsIs
            ? rows.count()
            : stripRows(rows.count(), columns.count(), channels, whole.planeSize());
    TapLayout layout = strip == rows.count() ? whole : layout(strip);
    int[] shifts = layout.shifts(channels, isAsIs ? inputPlane : layout.planeSize());
    float[] weights = packed(weight, outputs, shifts.length);
    int size = weights.length / shape.groups;
    share(
        (from, to) -> {
          ImageKernels kernels = kernels();
          float[] packed =
              isAsIs ? x : ConvolutionScratch.get().packed(channels * layout.planeSize());
          for (int i = from * shape.groups; i < to * shape.groups; i++) {
            int source = i * channels * inputPlane;
            for (int next = 0; next < rows.count(); next += strip) {
              int first = Math.min(next, rows.count() - strip);
              if (!isAsIs) {
                layout.pack(x, source, channels, first, packed, 0);
              }
              int target = i * outputs * outputPlane + first * columns.count();
              kernels.convolve(
                  outputs,
                  weights,
                  i % shape.groups * size,
                  shifts,
                  layout.places(),
                  packed,
                  isAsIs ? source : 0,
                  y,
                  target,
                  outputPlane);
            }
          }
        });
    Workspace.release(weights);
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
  private float[] transposed(float[] weight, Phase phase) {
    int channels = shape.channels;
    int outputs = shape.outputs;
    float[] t = Workspace.floats(shape.groups * channels * outputs * phase.taps());
    int at = 0;
    for (int group = 0; group < shape.groups; group++) {
      for (int c = 0; c < channels; c++) {
        for (int o = 0; o < outputs; o++) {
          int plane = ((group * outputs + o) * channels + c) * rows.kernel();
          for (int row : phase.kernelRows) {
            for (int column : phase.kernelColumns) {
              t[at++] = weight[(plane + row) * columns.kernel() + column];
            }
          }
        }
      }
    }
    return t;
  }

  private void input(float[] seed, float[] weight, float[] x, Phase phase) {
    int count = pixels(rows, phase.row);
    int across = pixels(columns, phase.column);
    int channels = shape.channels;
    int outputs = shape.outputs;
    if (phase.taps() == 0) {
      share((from, to) -> clear(x, from * shape.groups, to * shape.groups, phase, count, across));
      return;
    }
    TapLayout whole = layout(phase, count, across);
    boolean isAsIs = whole.isAsIs();
    boolean isDirect = rows.stride() == 1 && columns.stride() == 1;
    int strip = isAsIs ? count : stripRows(count, across, outputs, whole.planeSize());
    TapLayout layout = strip == count ? whole : layout(phase, strip, across);
    int[] shifts = layout.shifts(outputs, isAsIs ? outputPlane : layout.planeSize());
    float[] ordered = transposed(weight, phase);
    float[] weights = packed(ordered, channels, shifts.length);
    Workspace.release(ordered);
    int weightsSize = weights.length / shape.groups;
    share(
        (from, to) -> {
          ImageKernels kernels = kernels();
          ConvolutionScratch scratch = ConvolutionScratch.get();
          float[] packed = isAsIs ? seed : scratch.packed(outputs * layout.planeSize());
          int size = strip * across;
          float[] result = isDirect ? x : scratch.result(channels * size);
          for (int i = from * shape.groups; i < to * shape.groups; i++) {
            int source = i * outputs * outputPlane;
            for (int next = 0; next < count; next += strip) {
              int first = Math.min(next, count - strip);
              if (!isAsIs) {
                layout.pack(seed, source, outputs, first, packed, 0);
              }
              int plane = i * channels * inputPlane;
              kernels.convolve(
                  channels,
                  weights,
                  i % shape.groups * weightsSize,
                  shifts,
                  layout.places(),
                  packed,
                  isAsIs ? source : 0,
                  result,
                  isDirect ? plane + first * across : 0,
                  isDirect ? inputPlane : size);
              if (!isDirect) {
                place(result, x, plane, phase, first, strip, across);
              }
            }
          }
        });
    Workspace.release(weights);
  }

  /** Puts the pixels of a phase where they belong. */
  private void place(
      float[] result, float[] x, int plane, Phase phase, int first, int strip, int across) {
    int at = 0;
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

  /** Adds to {@code w}, which holds zeros. */
  void weight(float[] x, float[] seed, float[] w) {
    if (shape.images == 0) {
      return;
    }
    TapLayout layout = layout(rows.count());
    int images = shape.images;
    int together = Math.min(images, (SUMMED + outputPlane - 1) / outputPlane);
    int all = shape.groups * shape.channels;
    int fitting = GROUP / Math.max(1, together * layout.planeSize());
    int taps = rows.kernel() * columns.kernel();
    int least = Math.max((all + PARTS - 1) / PARTS, (LEAST_TAPS + taps - 1) / taps);
    int some = Math.max(1, Math.min(Math.min(shape.channels, fitting), least));
    int chunks = (shape.channels + some - 1) / some;
    int parts = shape.groups * chunks;
    if (parts > 1) {
      workers.run(
          parts,
          part ->
              weight(
                  x, seed, w, 0, layout, together, some, 0, images, part / chunks, part % chunks));
      return;
    }
    // Few channels: parts of the batch instead, and all channels at once.
    int batches = Math.min(2 * PARTS, (images + together - 1) / together);
    float[] sums = Workspace.zeros(batches * w.length);
    workers.run(
        batches,
        batch -> {
          int from = images * batch / batches;
          int to = images * (batch + 1) / batches;
          for (int part = 0; part < parts; part++) {
            weight(
                x,
                seed,
                sums,
                batch * w.length,
                layout,
                together,
                some,
                from,
                to,
                part / chunks,
                part % chunks);
          }
        });
    ActiveKernels.get().sumRows(sums, 0, batches, w.length, w, 0);
    Workspace.release(sums);
  }

  /** Adds what some channels of a group get from some images. */
  private void weight(
      float[] x,
      float[] seed,
      float[] w,
      int wStart,
      TapLayout layout,
      int together,
      int some,
      int fromImage,
      int toImage,
      int group,
      int chunk) {
    ImageKernels kernels = kernels();
    int outputs = shape.outputs;
    int first = chunk * some;
    int channels = Math.min(some, shape.channels - first);
    int taps = rows.kernel() * columns.kernel();
    boolean isAsIs = layout.isAsIs();
    int channelSize = isAsIs ? inputPlane : layout.planeSize();
    int all = shape.groups * shape.channels * inputPlane;
    int step = isAsIs ? all : channels * channelSize;
    int[] shifts = layout.shifts(channels, channelSize);
    float[] packed = isAsIs ? x : ConvolutionScratch.get().packed(together * step);
    int seedStep = shape.groups * outputs * outputPlane;
    for (int image = fromImage; image < toImage; image += together) {
      int count = Math.min(together, toImage - image);
      int source = image * all + (group * shape.channels + first) * inputPlane;
      if (isAsIs) {
        for (int i = 0; i < shifts.length; i++) {
          shifts[i] = source + i * inputPlane;
        }
      } else {
        for (int g = 0; g < count; g++) {
          layout.pack(x, source + g * all, channels, 0, packed, g * step);
        }
      }
      kernels.correlate(
          count,
          outputs,
          seed,
          image * seedStep + group * outputs * outputPlane,
          seedStep,
          outputPlane,
          shifts,
          layout.places(),
          packed,
          step,
          w,
          wStart + (group * outputs * shape.channels + first) * taps,
          shape.channels * taps);
    }
  }
}
