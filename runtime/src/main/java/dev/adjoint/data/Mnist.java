package dev.adjoint.data;

import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a folder of MNIST (LeCun, Cortes and Burges), or of a set in the same four files, such as
 * Fashion-MNIST (Xiao, Rasul and Vollgraf 2017) or KMNIST: {@code train-images-idx3-ubyte}, {@code
 * train-labels-idx1-ubyte}, and two whose names begin with {@code t10k}. Each file may be
 * compressed and end in {@code .gz}, and may have a dot before {@code idx}.
 */
public final class Mnist {
  /** How many classes there are. */
  public static final int CLASSES = 10;

  private static final int SIDE = 28;

  private Mnist() {}

  /**
   * Reads the four files.
   *
   * @return images of shape {@code [N, 28, 28]}, scaled from 0 to 1, and labels from 0 to 9; 60,000
   *     images to learn from and 10,000 to measure on if the files are the originals
   * @throws IOException if a file is missing or broken, the images have another size, or a label is
   *     outside; the message names the path, what was found and what was expected
   */
  public static Split<Dataset<Tensor, int[]>> read(Path directory) throws IOException {
    return new Split<>(part(directory, "train"), part(directory, "t10k"));
  }

  private static Dataset<Tensor, int[]> part(Path directory, String part) throws IOException {
    Path images = file(directory, part + "-images", "idx3-ubyte");
    Dataset<Tensor, int[]> examples =
        Idx.read(images, file(directory, part + "-labels", "idx1-ubyte"), CLASSES);
    int[] shape = examples.x().shape();
    if (shape.length != 3 || shape[1] != SIDE || shape[2] != SIDE) {
      throw new IOException(
          "%s: the shape %s found, expected [N, %d, %d]"
              .formatted(images, Arrays.toString(shape), SIDE, SIDE));
    }
    return examples;
  }

  private static Path file(Path directory, String name, String kind) throws IOException {
    for (String separator : List.of("-", ".")) {
      for (String suffix : List.of("", ".gz")) {
        Path path = directory.resolve(name + separator + kind + suffix);
        if (Files.exists(path)) {
          return path;
        }
      }
    }
    throw new IOException(
        "%s: no such file, expected it, or with .gz, in the folder"
            .formatted(directory.resolve(name + "-" + kind)));
  }
}
