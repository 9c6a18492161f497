package dev.adjoint.samples.vision;

import static dev.adjoint.tensor.Joining.concat;
import static dev.adjoint.tensor.Shaping.narrow;

import dev.adjoint.data.Dataset;
import dev.adjoint.tensor.Tensor;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What the units of the last layer find in images.
 *
 * @param images of shape {@code [n, 1, h, w]}, with their labels
 * @param activations the mean of each map, of shape {@code [n, units]}
 */
record Units(Dataset<Tensor, int[]> images, Tensor activations) {
  static Units of(ClothesNet net, Dataset<Tensor, int[]> images) {
    Tensor[] parts =
        Accuracy.byBatches(images.x(), x -> net.maps(x, ClothesNet.LAYERS, false).meanOver(2, 3))
            .toArray(Tensor[]::new);
    return new Units(images, concat(0, parts));
  }

  int count() {
    return activations.dimension(1);
  }

  /** The numbers of the images that activate a unit most. */
  int[] strongest(int unit, int count) {
    return IntStream.range(0, images.size())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -activations.get(i, unit)))
        .limit(count)
        .mapToInt(i -> i)
        .toArray();
  }

  /** Whether a unit is ever active. */
  boolean isAlive(int unit) {
    Tensor own = narrow(activations, 1, unit, 1);
    return own.sum() > 0;
  }

  /** Of some images, the part that has the most frequent label among them. */
  double purity(int[] numbers) {
    int[] counts = new int[10];
    for (int i : numbers) {
      counts[images.y()[i]]++;
    }
    return (double) IntStream.of(counts).max().orElse(0) / numbers.length;
  }
}
