package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.ImageKernels;
import dev.adjoint.kernel.Workers;

/**
 * The gradient of a convolution by its weights, of images that are laid out one by one by a {@link
 * TapLayout}. Output channels and input channels are shared among threads, or parts of the batch
 * that depend on the shape alone; each sum goes over the places of one image after the other.
 */
final class WeightCorrelation {
  /** How many elements to lay out at once. */
  private static final int LAID_OUT = 1 << 18;

  /** Taps that one part has at least, since each part orders the seeds for itself. */
  private static final int LEAST_TAPS = 144;

  /** Output channels that one part has at least, since each part lays out for itself. */
  private static final int LEAST_OUTPUTS = 64;

  /** Places of images that are taken at once. */
  private static final int TOGETHER = 256;

  /** The same for so few output channels that their sums cost much. */
  private static final int MANY_TOGETHER = 4096;

  private static final int FEW_OUTPUTS = 12;

  /** Parts of the batch where there is little else to share. */
  private static final int BATCHES = 8;

  private final Convolution shape;
  private final Workers workers;
  private final int taps;
  private final int inputPlane;
  private final int outputPlane;
  private final TapLayout layout;

  /**
   * Images with few places that are taken at once, so that sums are read and written less often.
   */
  private final int together;

  WeightCorrelation(Convolution shape, Workers workers) {
    this.shape = shape;
    this.workers = workers;
    taps = shape.rows.kernel() * shape.columns.kernel();
    inputPlane = shape.rows.size() * shape.columns.size();
    outputPlane = shape.rows.count() * shape.columns.count();
    layout = TapLayout.of(shape, shape.rows.count());
    int places = shape.outputs < FEW_OUTPUTS ? MANY_TOGETHER : TOGETHER;
    together = Math.max(1, Math.min(shape.images, places / outputPlane));
  }

  /** Adds to {@code w}, which holds zeros. */
  void weight(float[] x, float[] seed, float[] w) {
    int depth = shape.channels * taps;
    if (shape.groups == 1 && depth < 2 * LEAST_TAPS && shape.outputs <= LEAST_OUTPUTS) {
      batches(x, seed, w);
      return;
    }
    Part[] parts = parts();
    int size = 0;
    for (Part part : parts) {
      size = Math.max(size, sumsSize(part));
    }
    int room = size;
    float[] sums = Workspace.zeros(parts.length * room);
    workers.run(
        parts.length,
        i -> {
          run(parts[i], 0, shape.images, x, seed, sums, i * room);
          add(parts[i], sums, i * room, w);
        });
    Workspace.release(sums);
  }

  /** Few channels: parts of the batch, and all channels at once. */
  private void batches(float[] x, float[] seed, float[] w) {
    int images = shape.images;
    int batches = Math.min(BATCHES, images);
    Part all = new Part(0, 0, shape.channels, 0, shape.outputs);
    int size = sumsSize(all);
    float[] sums = Workspace.zeros((batches + 1) * size);
    workers.run(
        batches,
        i -> run(all, images * i / batches, images * (i + 1) / batches, x, seed, sums, i * size));
    ActiveKernels.get().sumRows(sums, 0, batches, size, sums, batches * size);
    add(all, sums, batches * size, w);
    Workspace.release(sums);
  }

  private int sumsSize(Part part) {
    return ActiveKernels.get().images().sumsSize(part.outputs, part.channels * taps);
  }

  private void add(Part part, float[] sums, int start, float[] w) {
    int depth = part.channels * taps;
    int stride = shape.channels * taps;
    int output = part.group * shape.outputs + part.output;
    int target = output * stride + part.channel * taps;
    ActiveKernels.get().images().addSums(part.outputs, depth, sums, start, w, target, stride);
  }

  /** Input and output channels of a group, from each first one on. */
  private record Part(int group, int channel, int channels, int output, int outputs) {}

  /** Cuts the channels; no sum depends on how. */
  private Part[] parts() {
    int wanted = workers.threads() == 1 ? 1 : 4 * workers.threads();
    int each = (wanted + shape.groups - 1) / shape.groups;
    int most = Math.max(1, shape.channels * taps / LEAST_TAPS);
    int fitting =
        layout.isAsIs() ? shape.channels : Math.max(1, LAID_OUT / (together * layout.planeSize()));
    int least = (shape.channels + fitting - 1) / fitting;
    int byChannel = Math.max(least, Math.min(shape.channels, Math.min(each, most)));
    int panels = Math.max(1, shape.outputs / LEAST_OUTPUTS);
    int byOutput = Math.min(panels, (each + byChannel - 1) / byChannel);
    Part[] parts = new Part[shape.groups * byChannel * byOutput];
    for (int i = 0; i < parts.length; i++) {
      int c = i / byOutput % byChannel;
      int channel = shape.channels * c / byChannel;
      int channels = shape.channels * (c + 1) / byChannel - channel;
      int output = panels * (i % byOutput) / byOutput * LEAST_OUTPUTS;
      int end = panels * (i % byOutput + 1) / byOutput * LEAST_OUTPUTS;
      // What is left over goes to the last part: kernels sum few channels in another way.
      int outputs = (i % byOutput == byOutput - 1 ? shape.outputs : end) - output;
      parts[i] = new Part(i / byOutput / byChannel, channel, channels, output, outputs);
    }
    return parts;
  }

  /** Adds what a part gets from some images. */
  private void run(
      Part part, int fromImage, int toImage, float[] x, float[] seed, float[] sums, int start) {
    ImageKernels kernels = ActiveKernels.get().images();
    boolean isAsIs = layout.isAsIs();
    int channels = part.channels;
    int planeSize = isAsIs ? inputPlane : layout.planeSize();
    int[] shifts = layout.shifts(channels, planeSize);
    int all = shape.groups * shape.channels * inputPlane;
    int step = isAsIs ? all : channels * planeSize;
    float[] packed = isAsIs ? x : ConvolutionScratch.get().packed(together * step);
    int firstChannel = part.group * shape.channels + part.channel;
    int firstOutput = part.group * shape.outputs + part.output;
    int seedStep = shape.groups * shape.outputs * outputPlane;
    for (int image = fromImage; image < toImage; image += together) {
      int count = Math.min(together, toImage - image);
      int source = image * all + firstChannel * inputPlane;
      if (!isAsIs) {
        layout.pack(x, source, all, count, channels, 0, packed);
      }
      kernels.correlate(
          count,
          part.outputs,
          seed,
          image * seedStep + firstOutput * outputPlane,
          seedStep,
          outputPlane,
          shifts,
          layout.places(),
          packed,
          isAsIs ? source : 0,
          step,
          sums,
          start);
    }
  }
}
