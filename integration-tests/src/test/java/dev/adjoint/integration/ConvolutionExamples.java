package dev.adjoint.integration;

import dev.adjoint.tensor.Pooling;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;

/** Examples of convolutions and pooling. */
final class ConvolutionExamples extends Examples {
  ConvolutionExamples() {
    images();
    sequences();
    transposed();
    gradients();
    local();
    largest();
    means();
  }

  private void images() {
    Object[] plain = args(signed(2, 2, 4, 3), signed(3, 2, 2, 2));
    Object[] small = args(signed(1, 1, 2, 2), signed(1, 1, 2, 2));
    add("Convolutions.conv2d(Tensor, Tensor)", plain, small);
    add("Convolutions.conv2d(Tensor, Tensor, int, int)", with(plain, 2, 1), with(small, 1, 0));
    add(
        "Convolutions.conv2d(Tensor, Tensor, Tensor)",
        with(plain, signed(3)),
        with(small, signed(1)));
    add(
        "Convolutions.conv2d(Tensor, Tensor, Tensor, int, int)",
        with(plain, signed(3), 2, 1),
        with(small, signed(1), 1, 1));
    Object[][] options = {
      args(ints(1, 2), ints(1, 0), ints(2, 1), 1),
      args(ints(1, 1), ints(0, 1), ints(1, 1), 2),
      args(ints(2, 1), ints(1, 1), ints(1, 2), 2)
    };
    Object[][] operands = {
      args(signed(1, 2, 4, 3), signed(2, 2, 2, 2)),
      args(signed(2, 4, 3, 2), signed(4, 2, 2, 1)),
      args(signed(1, 2, 4, 4), signed(4, 1, 3, 2))
    };
    for (int i = 0; i < options.length; i++) {
      add(
          "Convolutions.conv2d(Tensor, Tensor, int[], int[], int[], int)",
          with(operands[i], options[i]));
      Object[] withBias = with(operands[i], signed(i == 0 ? 2 : 4));
      add(
          "Convolutions.conv2d(Tensor, Tensor, Tensor, int[], int[], int[], int)",
          with(withBias, options[i]));
    }
  }

  private void sequences() {
    Object[] plain = args(signed(2, 2, 5), signed(3, 2, 2));
    Object[] small = args(signed(1, 1, 2), signed(1, 1, 2));
    add("Convolutions.conv1d(Tensor, Tensor)", plain, small);
    add("Convolutions.conv1d(Tensor, Tensor, int, int)", with(plain, 2, 1), with(small, 1, 0));
    add(
        "Convolutions.conv1d(Tensor, Tensor, Tensor)",
        with(plain, signed(3)),
        with(small, signed(1)));
    add("Convolutions.conv1d(Tensor, Tensor, Tensor, int, int)", with(plain, signed(3), 2, 1));
    Object[] grouped = args(signed(2, 4, 5), signed(4, 2, 2));
    add(
        "Convolutions.conv1d(Tensor, Tensor, int, int, int, int)",
        with(plain, 2, 1, 2, 1),
        with(grouped, 1, 1, 1, 2));
    add(
        "Convolutions.conv1d(Tensor, Tensor, Tensor, int, int, int, int)",
        with(plain, signed(3), 2, 1, 2, 1),
        with(grouped, signed(4), 1, 1, 1, 2));
    add(
        "Convolutions.plusBias(Tensor, Tensor)",
        args(signed(2, 3), signed(3)),
        args(signed(2, 1, 2), signed(1)),
        args(signed(1, 2, 2, 2), signed(2)));
  }

  private void transposed() {
    Object[] images = args(signed(2, 2, 2, 3), signed(2, 4, 2, 2));
    add(
        "TransposedConvolutions.convTranspose2d(Tensor, Tensor, int, int)",
        with(images, 2, 1),
        with(images, 1, 0));
    add(
        "TransposedConvolutions.convTranspose2d(Tensor, Tensor, int[], int[], int[], int[], int)",
        with(images, ints(2, 3), ints(1, 0), ints(1, 0), ints(1, 2), 1),
        with(images, ints(1, 2), ints(0, 1), ints(0, 1), ints(1, 1), 2));
    Object[] sequences = args(signed(2, 2, 3), signed(2, 4, 2));
    add(
        "TransposedConvolutions.convTranspose1d(Tensor, Tensor, int, int)",
        with(sequences, 2, 1),
        with(sequences, 1, 0));
    add(
        "TransposedConvolutions.convTranspose1d(Tensor, Tensor, int, int, int, int, int)",
        with(sequences, 3, 1, 1, 2, 1),
        with(sequences, 2, 0, 1, 1, 2));
  }

  private void gradients() {
    Object[] options = args(ints(2, 1), ints(1, 0), ints(1, 2), 2);
    add(
        "ConvolutionGradients.conv2dInput(Tensor, Tensor, int[], int[], int[], int[], int)",
        with(args(signed(1, 4, 2, 2), signed(4, 2, 2, 2), ints(1, 4, 3, 4)), options),
        with(args(signed(1, 2, 2, 2), signed(2, 1, 2, 2), ints(1, 2, 3, 4)), options));
    add(
        "ConvolutionGradients.conv2dWeight(Tensor, Tensor, int, int, int[], int[], int[], int)",
        with(args(signed(1, 4, 3, 4), signed(1, 4, 2, 2), 2, 2), options),
        with(args(signed(1, 2, 3, 4), signed(1, 2, 2, 2), 2, 2), options));
    add(
        "ConvolutionGradients.conv1dInput(Tensor, Tensor, int, int, int, int, int)",
        args(signed(2, 4, 2), signed(4, 2, 2), 4, 2, 1, 2, 2));
    add(
        "ConvolutionGradients.conv1dWeight(Tensor, Tensor, int, int, int, int, int)",
        args(signed(2, 4, 4), signed(2, 4, 2), 2, 2, 1, 2, 2));
  }

  private void local() {
    Object[] images = args(signed(2, 2, 3, 4), signed(2, 2, 3, 2, 2, 2));
    add("LocallyConnected.locallyConnected2d(Tensor, Tensor, int[])", with(images, ints(1, 2)));
    add(
        "LocallyConnected.locallyConnected2dInput(Tensor, Tensor, int[], int[])",
        args(signed(2, 3, 2, 2), images[1], ints(2, 2, 3, 4), ints(1, 2)));
    add(
        "LocallyConnected.locallyConnected2dWeight(Tensor, Tensor, int[], int[])",
        args(images[0], signed(2, 3, 2, 2), ints(2, 2, 3, 2, 2, 2), ints(1, 2)));
    add(
        "LocallyConnected.locallyConnected1d(Tensor, Tensor, int)",
        args(signed(2, 2, 5), signed(2, 3, 2, 2), 2));
  }

  private void largest() {
    Object[] images = args(distinct(2, 4, 5));
    add("Pooling.maxPool2d(Tensor, int)", with(images, 2));
    add("Pooling.maxPool2d(Tensor, int, int, int)", with(images, 3, 2, 1), with(images, 2, 1, 0));
    add(
        "Pooling.maxPool2d(Tensor, int[], int[], int[], int[])",
        with(images, ints(2, 3), ints(1, 2), ints(1, 0), ints(2, 1)));
    Tensor x = distinct(2, 4, 5);
    add(
        "PoolingGradients.maxPool2dInput(Tensor, Tensor, Tensor, int[], int[], int[], int[])",
        args(
            x,
            Pooling.maxPool2d(x, 3, 2, 1),
            signed(2, 2, 3),
            ints(3, 3),
            ints(2, 2),
            ints(1, 1),
            ints(1, 1)));
    add("Pooling.adaptiveMaxPool2d(Tensor, int, int)", with(images, 3, 2), with(images, 1, 1));
    Object[] sequences = args(distinct(2, 7));
    add("Pooling.maxPool1d(Tensor, int)", with(sequences, 2));
    add(
        "Pooling.maxPool1d(Tensor, int, int, int, int)",
        with(sequences, 3, 2, 1, 1),
        with(sequences, 2, 1, 1, 2));
    add("Pooling.adaptiveMaxPool1d(Tensor, int)", with(sequences, 3));
    Object[] picked = args(signed(2, 3), ints(1, 5, 1, 0), ints(4));
    add("PoolingGradients.pick(Tensor, int[], int[])", picked);
    add(
        "PoolingGradients.place(Tensor, int[], int[])",
        args(signed(4), ints(1, 5, 1, 0), ints(2, 3)));
  }

  /** Numbers in disorder, so far apart that no difference changes which is the largest. */
  private Tensor distinct(int... shape) {
    float[] data = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    for (int i = 0; i < data.length; i++) {
      data[i] = 0.5f * (i * 11 % data.length) - 3;
    }
    return of(data, shape);
  }

  private void means() {
    Object[] images = args(signed(2, 4, 5));
    add("Pooling.avgPool2d(Tensor, int)", with(images, 2));
    add("Pooling.avgPool2d(Tensor, int, int, int)", with(images, 3, 2, 1), with(images, 2, 1, 0));
    add(
        "Pooling.avgPool2d(Tensor, int[], int[], int[], boolean)",
        with(images, ints(2, 3), ints(1, 2), ints(1, 1), true),
        with(images, ints(2, 3), ints(1, 2), ints(1, 1), false));
    add("Pooling.adaptiveAvgPool2d(Tensor, int, int)", with(images, 3, 2), with(images, 1, 1));
    Object[] sequences = args(signed(2, 7));
    add("Pooling.avgPool1d(Tensor, int)", with(sequences, 2));
    add(
        "Pooling.avgPool1d(Tensor, int, int, int, boolean)",
        with(sequences, 3, 2, 1, true),
        with(sequences, 3, 2, 1, false));
    add("Pooling.adaptiveAvgPool1d(Tensor, int)", with(sequences, 3));
    add(
        "PoolingGradients.avgPool2dInput(Tensor, int[], int[], int[], int[], boolean)",
        args(signed(2, 2, 2), ints(2, 4, 3), ints(2, 2), ints(2, 1), ints(0, 0), true));
    add(
        "PoolingGradients.avgPool1dInput(Tensor, int[], int, int, int, boolean)",
        args(signed(2, 3), ints(2, 5), 3, 2, 1, false));
    add(
        "PoolingGradients.adaptiveAvgPool2dInput(Tensor, int[], int, int)",
        args(signed(2, 2, 2), ints(2, 3, 4), 2, 2));
    add(
        "PoolingGradients.adaptiveAvgPool1dInput(Tensor, int[], int)",
        args(signed(2, 2), ints(2, 3), 2));
  }
}
