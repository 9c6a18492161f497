package dev.adjoint.data;

import dev.adjoint.io.InputFile;
import dev.adjoint.tensor.Tensor;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads the IDX format of unsigned bytes, in which the MNIST files are: a magic number 0x0000 08
 * <i>rank</i>, a big-endian size for each axis, and the elements in row-major order. A file may be
 * compressed by gzip, which is recognized by its first bytes.
 */
public final class Idx {
  private static final int MAX_RANK = 4;
  private static final int UNSIGNED_BYTES = 0x08;
  private static final String KIND = "one in the IDX format";

  /** No file is believed to have more elements; MNIST's greatest has 47 million. */
  private static final long MAX_ELEMENTS = 1L << 30;

  private Idx() {}

  /**
   * Images, or anything else of rank 1 to 4, scaled from 0..255 to 0..1.
   *
   * @throws IOException if the file is missing, is no such file, or is truncated; the message names
   *     the path, what was found and what was expected
   */
  public static Tensor readImages(Path path) throws IOException {
    return images(InputFile.read(path, KIND, in -> read(path.toString(), in)));
  }

  /**
   * Images of a stream, which the caller closes.
   *
   * @param name what messages call the stream
   * @throws IOException as {@link #readImages(Path)}
   */
  public static Tensor readImages(InputStream stream, String name) throws IOException {
    return images(InputFile.read(stream, name, KIND, in -> read(name, in)));
  }

  /**
   * Labels from 0 to 255.
   *
   * @throws IOException if the file is missing, is no such file, is truncated, or is not of rank 1;
   *     the message names the path, what was found and what was expected
   */
  public static int[] readLabels(Path path) throws IOException {
    return labels(path.toString(), InputFile.read(path, KIND, in -> read(path.toString(), in)));
  }

  /**
   * Labels of a stream, which the caller closes.
   *
   * @param name what messages call the stream
   * @throws IOException as {@link #readLabels(Path)}
   */
  public static int[] readLabels(InputStream stream, String name) throws IOException {
    return labels(name, InputFile.read(stream, name, KIND, in -> read(name, in)));
  }

  /**
   * Images with a label each, from two files.
   *
   * @param classes how many classes there are
   * @throws IOException if one of the files cannot be read, their numbers of examples differ, or a
   *     label is not from 0 to {@code classes - 1}
   */
  public static Dataset<Tensor, int[]> read(Path images, Path labels, int classes)
      throws IOException {
    Tensor pixels = readImages(images);
    int[] numbers = Labels.require(labels.toString(), readLabels(labels), classes);
    if (pixels.dimension(0) != numbers.length) {
      throw new IOException(
          "%s: %d labels found, expected %d, one for each image of %s"
              .formatted(labels, numbers.length, pixels.dimension(0), images));
    }
    return Dataset.of(pixels, numbers);
  }

  private static Tensor images(Contents contents) {
    return Tensor.wrap(Pixels.scaled(contents.bytes, 0, contents.bytes.length), contents.shape);
  }

  private static int[] labels(String name, Contents contents) throws IOException {
    if (contents.shape.length != 1) {
      throw new IOException(
          "%s: labels of rank 1 expected, found the shape %s"
              .formatted(name, Arrays.toString(contents.shape)));
    }
    int[] labels = new int[contents.bytes.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = contents.bytes[i] & 0xff;
    }
    return labels;
  }

  private static Contents read(String name, InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    int magic = in.readInt();
    int rank = magic & 0xff;
    if (magic >>> 8 != UNSIGNED_BYTES || rank < 1 || rank > MAX_RANK) {
      throw new IOException(
          "%s: magic number 0x%08x found, expected 0x00000801 to 0x%08x (unsigned bytes)"
              .formatted(name, magic, UNSIGNED_BYTES << 8 | MAX_RANK));
    }
    int[] shape = new int[rank];
    long size = 1;
    for (int i = 0; i < rank; i++) {
      shape[i] = in.readInt();
      size = shape[i] < 0 || size > MAX_ELEMENTS ? Long.MAX_VALUE : size * shape[i];
    }
    if (size > MAX_ELEMENTS) {
      throw new IOException(
          "%s: the shape %s found, expected at most %d elements"
              .formatted(name, Arrays.toString(shape), MAX_ELEMENTS));
    }
    byte[] bytes = in.readNBytes((int) size);
    if (bytes.length != size) {
      throw new IOException(
          "%s: truncated: %d elements found, expected %d for the shape %s"
              .formatted(name, bytes.length, size, Arrays.toString(shape)));
    }
    if (in.read() >= 0) {
      throw new IOException(
          "%s: more bytes found than expected for the shape %s"
              .formatted(name, Arrays.toString(shape)));
    }
    return new Contents(shape, bytes);
  }

  private record Contents(int[] shape, byte[] bytes) {}
}
