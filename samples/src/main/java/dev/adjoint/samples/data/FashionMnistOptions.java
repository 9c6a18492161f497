package dev.adjoint.samples.data;

import dev.adjoint.data.Dataset;
import dev.adjoint.data.Split;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option of the samples that learn from images of clothes: where these are. */
public final class FashionMnistOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Fashion-MNIST's four files, to learn from others than the shipped images.")
  private Optional<Path> data = Optional.empty();

  /** The shipped images, unless the option is given. */
  public FashionMnistOptions() {}

  /** Whether others than the shipped images are given. */
  public boolean isGiven() {
    return data.isPresent();
  }

  /**
   * Images of shape {@code [n, 28, 28]}.
   *
   * @throws IOException as {@link FashionMnist#read}
   */
  public Split<Dataset<Tensor, int[]>> read() throws IOException {
    return data.isPresent() ? FashionMnist.read(data.get()) : FashionMnist.shipped();
  }

  /** Some images with an axis for their one channel, {@code [n, 1, 28, 28]}. */
  public static Dataset<Tensor, int[]> channel(Dataset<Tensor, int[]> images, int most) {
    Dataset<Tensor, int[]> some = images.take(most);
    return Dataset.of(
        some.x().reshape(some.size(), 1, 28, 28), some.y(), FashionMnist.CLASSES.size());
  }
}
