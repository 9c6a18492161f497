package dev.adjoint.samples.data;

import dev.adjoint.data.Dataset;
import dev.adjoint.data.Idx;
import dev.adjoint.data.Mnist;
import dev.adjoint.data.Split;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Images of clothes (Xiao, Rasul and Vollgraf 2017): tensors of shape {@code [N, 28, 28]} with
 * numbers from 0 to 1, and labels from 0 to 9.
 */
public final class FashionMnist {
  /** What the labels stand for. */
  public static final List<String> CLASSES =
      List.of(
          "T-shirt",
          "trouser",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "ankle boot");

  private FashionMnist() {}

  /** The images that come with the samples: 10,000 to learn from, 2,000 to measure on. */
  public static Split<Dataset<Tensor, int[]>> shipped() throws IOException {
    return new Split<>(part("train"), part("t10k"));
  }

  /**
   * The images of a folder, such as all 70,000.
   *
   * @throws IOException as {@link Mnist#read}
   */
  public static Split<Dataset<Tensor, int[]>> read(Path directory) throws IOException {
    return Mnist.read(directory);
  }

  private static Dataset<Tensor, int[]> part(String part) throws IOException {
    String images = "fashion/" + part + "-images-idx3-ubyte.gz";
    String labels = "fashion/" + part + "-labels-idx1-ubyte.gz";
    return Dataset.of(
        Shipped.read(images, in -> Idx.readImages(in, images)),
        Shipped.read(labels, in -> Idx.readLabels(in, labels)),
        CLASSES.size());
  }
}
