package dev.adjoint.benchmarks.images;

import dev.adjoint.benchmarks.Sweeps;
import dev.adjoint.tensor.ActivationGradients;
import dev.adjoint.tensor.Activations;
import dev.adjoint.tensor.ConvolutionGradients;
import dev.adjoint.tensor.Convolutions;
import dev.adjoint.tensor.NormalizationGradients;
import dev.adjoint.tensor.Normalizations;
import dev.adjoint.tensor.Pooling;
import dev.adjoint.tensor.PoolingGradients;
import dev.adjoint.tensor.Tensor;
import java.util.Random;

/**
 * An operation on images of one size.
 *
 * @param kind {@code conv}, {@code conv-w} for a backward sweep that leaves the images out, {@code
 *     max}, {@code mean}, {@code norm} or {@code relu}
 * @param images how many images there are
 * @param outputs the output channels of a convolution
 * @param kernel the size of the kernel along both axes
 */
record ImageCase(
    String kind,
    int images,
    int channels,
    int size,
    int outputs,
    int kernel,
    int stride,
    int padding,
    int dilation,
    int groups) {

  /** The words that the constructor's arguments are written as, for the peer too. */
  static ImageCase of(String text) {
    String[] words = text.trim().split(" +");
    int[] numbers = new int[words.length - 1];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Integer.parseInt(words[i + 1]);
    }
    return new ImageCase(
        words[0],
        numbers[0],
        numbers[1],
        numbers[2],
        numbers[3],
        numbers[4],
        numbers[5],
        numbers[6],
        numbers[7],
        numbers[8]);
  }

  String text() {
    return "%s %d %d %d %d %d %d %d %d %d"
        .formatted(
            kind, images, channels, size, outputs, kernel, stride, padding, dilation, groups);
  }

  String title() {
    String shape = "%s %dx%dx%dx%d".formatted(kind, images, channels, size, size);
    if (isConvolution()) {
      shape += "->%d@%d".formatted(outputs, kernel);
    } else if (kernel > 1) {
      shape += "@%d".formatted(kernel);
    }
    return shape
        + option(" stride ", stride, 1)
        + option(" padding ", padding, 0)
        + option(" dilation ", dilation, 1)
        + option(" groups ", groups, 1);
  }

  private static String option(String name, int value, int usual) {
    return value == usual ? "" : name + value;
  }

  boolean isConvolution() {
    return kind.startsWith("conv");
  }

  private static int[] twice(int number) {
    return new int[] {number, number};
  }

  private static Tensor random(Random random, int... shape) {
    Tensor zeros = Tensor.zeros(shape);
    float[] numbers = new float[zeros.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = 2 * random.nextFloat() - 1;
    }
    return Tensor.of(numbers, shape);
  }

  Sweeps sweeps() {
    Random random = new Random(1);
    Tensor x = random(random, images, channels, size, size);
    return switch (kind) {
      case "conv", "conv-w" -> convolution(random, x);
      case "max" -> {
        Tensor y = Pooling.maxPool2d(x, kernel, stride, padding);
        Tensor seed = random(random, y.shape());
        yield new Sweeps(
            () -> Pooling.maxPool2d(x, kernel, stride, padding),
            () ->
                PoolingGradients.maxPool2dInput(
                    x, y, seed, twice(kernel), twice(stride), twice(padding), twice(1)));
      }
      case "mean" -> {
        Tensor y = Pooling.avgPool2d(x, twice(kernel), twice(stride), twice(padding), true);
        Tensor seed = random(random, y.shape());
        yield new Sweeps(
            () -> Pooling.avgPool2d(x, twice(kernel), twice(stride), twice(padding), true),
            () ->
                PoolingGradients.avgPool2dInput(
                    seed, x.shape(), twice(kernel), twice(stride), twice(padding), true));
      }
      case "norm" -> {
        Tensor weight = random(random, channels);
        Tensor bias = random(random, channels);
        Tensor seed = random(random, x.shape());
        yield new Sweeps(
            () -> Normalizations.batchNorm(x, weight, bias, 1e-5f),
            () -> {
              NormalizationGradients.batchNormInput(x, seed, weight, 1e-5f);
              NormalizationGradients.batchNormWeight(x, seed, 1e-5f);
              NormalizationGradients.channelSum(seed);
            });
      }
      case "relu" -> {
        Tensor y = Activations.relu(x);
        Tensor seed = random(random, x.shape());
        yield new Sweeps(
            () -> Activations.relu(x), () -> ActivationGradients.reluGradient(y, seed));
      }
      default -> throw new IllegalArgumentException("no operation " + kind);
    };
  }

  private Sweeps convolution(Random random, Tensor x) {
    int[] strides = twice(stride);
    int[] paddings = twice(padding);
    int[] dilations = twice(dilation);
    Tensor w = random(random, outputs, channels / groups, kernel, kernel);
    Tensor y = Convolutions.conv2d(x, w, strides, paddings, dilations, groups);
    Tensor seed = random(random, y.shape());
    return new Sweeps(
        () -> Convolutions.conv2d(x, w, strides, paddings, dilations, groups),
        () -> {
          if (kind.equals("conv")) {
            ConvolutionGradients.conv2dInput(
                seed, w, x.shape(), strides, paddings, dilations, groups);
          }
          ConvolutionGradients.conv2dWeight(
              x, seed, kernel, kernel, strides, paddings, dilations, groups);
        });
  }

  /** Floating-point operations of the forward sweep of a convolution. */
  double flops() {
    int places = (size + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1;
    return 2.0
        * images
        * outputs
        * places
        * places
        * ((double) channels / groups)
        * kernel
        * kernel;
  }
}
