package dev.adjoint.data;

import dev.adjoint.io.InputFile;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads the binary version of CIFAR-10 and CIFAR-100 (Krizhevsky 2009): for each image one label,
 * or two in CIFAR-100, the coarse one first, and 3 x 32 x 32 bytes, a plane each for red, green and
 * blue. Files may be compressed by gzip.
 *
 * <p>Images have the shape {@code [N, 3, 32, 32]} and are scaled from 0..255 to 0..1.
 */
public final class Cifar {
  private static final int CHANNELS = 3;
  private static final int SIDE = 32;
  private static final int PIXELS = CHANNELS * SIDE * SIDE;
  private static final int TRAINING_FILES = 5;

  private Cifar() {}

  /** Which labels of CIFAR-100 are read. */
  public enum Labels100 {
    /** The 100 classes. */
    FINE(1, 100),
    /** The 20 classes of classes. */
    COARSE(0, 20);

    private final int place;
    private final int classes;

    Labels100(int place, int classes) {
      this.place = place;
      this.classes = classes;
    }
  }

  /**
   * The folder {@code cifar-10-batches-bin}: {@code data_batch_1.bin} to {@code data_batch_5.bin},
   * and {@code test_batch.bin}.
   *
   * @throws IOException as {@link #read10(Path...)}
   */
  public static Split<Dataset<Tensor, int[]>> readFolder10(Path directory) throws IOException {
    Path[] training =
        IntStream.rangeClosed(1, TRAINING_FILES)
            .mapToObj(i -> directory.resolve("data_batch_%d.bin".formatted(i)))
            .toArray(Path[]::new);
    return new Split<>(read10(training), read10(directory.resolve("test_batch.bin")));
  }

  /**
   * The folder {@code cifar-100-binary}: {@code train.bin} and {@code test.bin}.
   *
   * @throws IOException as {@link #read100(Path, Labels100)}
   */
  public static Split<Dataset<Tensor, int[]>> readFolder100(Path directory, Labels100 labels)
      throws IOException {
    return new Split<>(
        read100(directory.resolve("train.bin"), labels),
        read100(directory.resolve("test.bin"), labels));
  }

  /**
   * The images of files of CIFAR-10, one after the other.
   *
   * @throws IOException if a file is missing, empty or truncated, or a label is not from 0 to 9;
   *     the message names the path, what was found and what was expected
   */
  public static Dataset<Tensor, int[]> read10(Path... files) throws IOException {
    List<byte[]> contents = new ArrayList<>();
    for (Path file : files) {
      contents.add(records(file, 1));
    }
    return examples(List.of(files), contents, 1, 0, 10);
  }

  /**
   * The images of a file of CIFAR-100.
   *
   * @throws IOException if the file is missing, empty or truncated, or a label is outside; the
   *     message names the path, what was found and what was expected
   */
  public static Dataset<Tensor, int[]> read100(Path file, Labels100 labels) throws IOException {
    return examples(List.of(file), List.of(records(file, 2)), 2, labels.place, labels.classes);
  }

  private static byte[] records(Path file, int labels) throws IOException {
    int record = labels + PIXELS;
    byte[] bytes = InputFile.read(file, "one of CIFAR's binary version", InputStream::readAllBytes);
    if (bytes.length == 0 || bytes.length % record != 0) {
      throw new IOException(
          "%s: %d bytes found, expected a multiple of %d, a record of %s and 3 x 32 x 32 bytes"
              .formatted(file, bytes.length, record, labels == 1 ? "a label" : "two labels"));
    }
    return bytes;
  }

  private static Dataset<Tensor, int[]> examples(
      List<Path> files, List<byte[]> contents, int labelBytes, int place, int classes)
      throws IOException {
    int record = labelBytes + PIXELS;
    int count = contents.stream().mapToInt(bytes -> bytes.length / record).sum();
    float[] pixels = new float[Math.multiplyExact(count, PIXELS)];
    int[] labels = new int[count];
    int next = 0;
    for (int file = 0; file < contents.size(); file++) {
      byte[] bytes = contents.get(file);
      int[] own = new int[bytes.length / record];
      for (int i = 0; i < own.length; i++) {
        own[i] = bytes[i * record + place] & 0xff;
        Pixels.scale(bytes, i * record + labelBytes, pixels, (next + i) * PIXELS, PIXELS);
      }
      Labels.require(files.get(file).toString(), own, classes);
      System.arraycopy(own, 0, labels, next, own.length);
      next += own.length;
    }
    return Dataset.of(Tensor.wrap(pixels, count, CHANNELS, SIDE, SIDE), labels);
  }
}
