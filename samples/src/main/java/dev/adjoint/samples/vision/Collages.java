package dev.adjoint.samples.vision;

import static dev.adjoint.tensor.Indexing.indexSelect;
import static dev.adjoint.tensor.Joining.concat;
import static dev.adjoint.tensor.Shaping.slice;

import dev.adjoint.data.Dataset;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Images of four clothes of different classes, in two rows of two.
 *
 * @param images of shape {@code [n, 1, h, w]}
 * @param labels four for each image: those of the quarters in the order of reading
 */
record Collages(Tensor images, int[][] labels) {
  static Collages of(Dataset<Tensor, int[]> clothes, int count, RandomSource random) {
    int[][] labels = new int[count][];
    Tensor[] collages = new Tensor[count];
    for (int i = 0; i < count; i++) {
      int[] chosen = choose(clothes.y(), random);
      labels[i] = Arrays.stream(chosen).map(each -> clothes.y()[each]).toArray();
      Tensor[] quarters =
          Arrays.stream(chosen)
              .mapToObj(each -> indexSelect(clothes.x(), 0, each))
              .toArray(Tensor[]::new);
      collages[i] =
          concat(2, concat(3, quarters[0], quarters[1]), concat(3, quarters[2], quarters[3]));
    }
    return new Collages(concat(0, collages), labels);
  }

  /** Four images of different classes. */
  private static int[] choose(int[] labels, RandomSource random) {
    int[] chosen;
    do {
      chosen = IntStream.range(0, 4).map(i -> random.nextInt(labels.length)).toArray();
    } while (Arrays.stream(chosen).map(i -> labels[i]).distinct().count() < 4);
    return chosen;
  }

  int[] labelsOf(int quarter) {
    return Arrays.stream(labels).mapToInt(each -> each[quarter]).toArray();
  }

  /**
   * How much of what is attributed to a class lies in its own quarter, from 0 to 1; it would be a
   * quarter without regard for the class.
   *
   * @param method gives maps without negative numbers
   */
  double share(ClothesNet net, Function<Attribution, Tensor> method) {
    double share = 0;
    for (int quarter = 0; quarter < 4; quarter++) {
      Tensor map = method.apply(new Attribution(net, images, labelsOf(quarter)));
      int height = map.dimension(2) / 2;
      int width = map.dimension(3) / 2;
      int top = quarter / 2 * height;
      int left = quarter % 2 * width;
      Tensor inside = slice(slice(map, 2, top, top + height), 3, left, left + width);
      share += inside.sum() / map.sum() / 4;
    }
    return share;
  }
}
