package dev.adjoint.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of MNIST and of CIFAR, made in their formats. */
class ImageSetsTest {
  private static final int PIXELS = 3 * 32 * 32;

  @TempDir private Path directory;

  private static byte[] idx(int[] shape, int... elements) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * (shape.length + 1) + elements.length);
    bytes.putInt(0x800 | shape.length);
    Arrays.stream(shape).forEach(bytes::putInt);
    for (int element : elements) {
      bytes.put((byte) element);
    }
    return bytes.array();
  }

  private void write(String name, byte[] bytes) throws IOException {
    byte[] content = bytes;
    if (name.endsWith(".gz")) {
      ByteArrayOutputStream compressed = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
        out.write(bytes);
      }
      content = compressed.toByteArray();
    }
    Files.write(directory.resolve(name), content);
  }

  @BeforeEach
  void writeMnist() throws IOException {
    int[] train = new int[2 * 28 * 28];
    train[28] = 255;
    write("train-images-idx3-ubyte.gz", idx(new int[] {2, 28, 28}, train));
    write("train-labels-idx1-ubyte", idx(new int[] {2}, 3, 9));
    write("t10k-images.idx3-ubyte", idx(new int[] {1, 28, 28}, new int[28 * 28]));
    write("t10k-labels.idx1-ubyte.gz", idx(new int[] {1}, 0));
  }

  @Test
  void mnist() throws IOException {
    Split<Dataset<Tensor, int[]>> mnist = Mnist.read(directory);
    assertThat(mnist.train().x().shape()).containsExactly(2, 28, 28);
    assertThat(mnist.train().x().get(0, 1, 0)).isEqualTo(1);
    assertThat(mnist.train().y()).containsExactly(3, 9);
    assertThat(mnist.test().size()).isEqualTo(1);
    try (var in = Files.newInputStream(directory.resolve("t10k-labels.idx1-ubyte.gz"))) {
      assertThat(Idx.readLabels(in, "labels")).containsExactly(0);
    }
    try (var in = Files.newInputStream(directory.resolve("train-labels-idx1-ubyte"))) {
      assertThat(Idx.readImages(in, "vector").shape()).containsExactly(2);
    }
  }

  @Test
  void mnistThatIsNone() throws IOException {
    Path labels = directory.resolve("train-labels-idx1-ubyte");
    write("train-labels-idx1-ubyte", idx(new int[] {2}, 3, 10));
    assertRefused(labels + ": the label 10 found for example 1, expected 0 to 9");
    write("train-labels-idx1-ubyte", idx(new int[] {3}, 3, 1, 2));
    assertRefused(
        "%s: 3 labels found, expected 2, one for each image of %s"
            .formatted(labels, directory.resolve("train-images-idx3-ubyte.gz")));
    write("train-labels-idx1-ubyte", idx(new int[] {2}, 3, 1));
    write("t10k-images.idx3-ubyte", idx(new int[] {1, 2, 2}, 1, 2, 3, 4));
    assertRefused(
        directory.resolve("t10k-images.idx3-ubyte")
            + ": the shape [1, 2, 2] found, expected [N, 28, 28]");
    Files.delete(directory.resolve("t10k-images.idx3-ubyte"));
    assertRefused(
        directory.resolve("t10k-images-idx3-ubyte")
            + ": no such file, expected it, or with .gz, in the folder");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> Mnist.read(directory))
        .isInstanceOf(IOException.class)
        .hasMessage(message);
  }

  /** Records whose red, green and blue planes are each of one byte. */
  private static byte[] cifar(int labels, int... records) {
    byte[] bytes = new byte[records.length / (labels + 3) * (labels + PIXELS)];
    for (int i = 0, to = 0; i < records.length; i += labels + 3) {
      for (int label = 0; label < labels; label++) {
        bytes[to++] = (byte) records[i + label];
      }
      for (int plane = 0; plane < 3; plane++) {
        Arrays.fill(bytes, to, to + 1024, (byte) records[i + labels + plane]);
        to += 1024;
      }
    }
    return bytes;
  }

  @Test
  void cifar10() throws IOException {
    for (int i = 1; i <= 5; i++) {
      write("data_batch_%d.bin".formatted(i), cifar(1, i, 0, 51, 255, 9, 0, 0, i));
    }
    write("test_batch.bin", cifar(1, 7, 255, 0, 0));
    Split<Dataset<Tensor, int[]>> cifar = Cifar.readFolder10(directory);
    assertThat(cifar.train().x().shape()).containsExactly(10, 3, 32, 32);
    assertThat(cifar.train().y()).containsExactly(1, 9, 2, 9, 3, 9, 4, 9, 5, 9);
    assertThat(cifar.train().x().get(2, 0, 31, 31)).isZero();
    assertThat(cifar.train().x().get(2, 1, 0, 0)).isEqualTo(0.2f);
    assertThat(cifar.train().x().get(2, 2, 31, 0)).isEqualTo(1);
    assertThat(cifar.train().x().get(9, 2, 5, 5)).isEqualTo(5 / 255f);
    assertThat(cifar.test().y()).containsExactly(7);
  }

  @Test
  void cifar100() throws IOException {
    write("train.bin", cifar(2, 4, 99, 0, 51, 255));
    write("test.bin", cifar(2, 19, 0, 255, 51, 0));
    assertThat(Cifar.readFolder100(directory, Cifar.Labels100.FINE).train().y())
        .containsExactly(99);
    Split<Dataset<Tensor, int[]>> coarse = Cifar.readFolder100(directory, Cifar.Labels100.COARSE);
    assertThat(coarse.test().y()).containsExactly(19);
    assertThat(coarse.test().x().get(0, 0, 0, 0)).isEqualTo(1);
    assertThat(coarse.test().x().get(0, 1, 31, 31)).isEqualTo(0.2f);
  }

  @Test
  void cifarThatIsNone() throws IOException {
    Path file = directory.resolve("data.bin");
    write("data.bin", cifar(1, 10, 0, 0, 0));
    assertThatThrownBy(() -> Cifar.read10(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": the label 10 found for example 0, expected 0 to 9");
    write("data.bin", cifar(2, 20, 99, 0, 0, 0));
    assertThatThrownBy(() -> Cifar.read100(file, Cifar.Labels100.COARSE))
        .hasMessage(file + ": the label 20 found for example 0, expected 0 to 19");
    write("data.bin", Arrays.copyOf(cifar(1, 1, 0, 0, 0), 3072));
    assertThatThrownBy(() -> Cifar.read10(file))
        .hasMessage(
            file
                + ": 3072 bytes found, expected a multiple of 3073, a record of a label and 3 x 32"
                + " x 32 bytes");
    write("data.bin", new byte[0]);
    assertThatThrownBy(() -> Cifar.read100(file, Cifar.Labels100.FINE))
        .hasMessageStartingWith(file + ": 0 bytes found, expected a multiple of 3074");
    Path missing = directory.resolve("missing.bin");
    assertThatThrownBy(() -> Cifar.read10(missing))
        .hasMessage(missing + ": no such file, expected one of CIFAR's binary version");
  }
}
