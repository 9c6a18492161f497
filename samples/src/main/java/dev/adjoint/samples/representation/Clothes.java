package dev.adjoint.samples.representation;

import dev.adjoint.data.Dataset;
import dev.adjoint.data.Split;
import dev.adjoint.samples.data.FashionMnist;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;

/** The images of clothes as rows of numbers. */
final class Clothes {
  static final int SIDE = 28;
  static final int PIXELS = SIDE * SIDE;

  private Clothes() {}

  /** Images of shape {@code [n, 784]} from 0 to 1; only so many of those to learn from. */
  static Split<Dataset<Tensor, int[]>> rows(int images) throws IOException {
    Split<Dataset<Tensor, int[]>> all = FashionMnist.shipped();
    return new Split<>(
        rows(all.train().take(Math.min(images, all.train().size()))), rows(all.test()));
  }

  private static Dataset<Tensor, int[]> rows(Dataset<Tensor, int[]> images) {
    return Dataset.of(
        images.x().reshape(images.size(), PIXELS), images.y(), FashionMnist.CLASSES.size());
  }

  /** Rows of numbers as images. */
  static Tensor images(Tensor rows) {
    return rows.reshape(rows.dimension(0), SIDE, SIDE);
  }

  /** Images of the classes in turn, so that the first ten show all of them, so many of each. */
  static Tensor inTurn(Dataset<Tensor, int[]> clothes, int ofEach) {
    int classes = FashionMnist.CLASSES.size();
    int[] chosen = new int[ofEach * classes];
    int[] found = new int[classes];
    for (int i = 0; i < clothes.size(); i++) {
      int label = clothes.y()[i];
      if (found[label] < ofEach) {
        chosen[found[label]++ * classes + label] = i;
      }
    }
    return clothes.select(chosen).x();
  }
}
