package dev.adjoint.data;

import dev.adjoint.tensor.Tensor;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads the IDX format of unsigned bytes, in which the MNIST files are: a magic number 0x0000 08
 * <i>rank</i>, a big-endian size for each axis, and the elements in row-major order. A file may be
 * compressed by gzip, which is recognized by its first bytes.
 */
public final class Idx {
  private static final int MAX_RANK = 4;
  private static final int UNSIGNED_BYTES = 0x08;
  private static final int GZIP_MAGIC = 0x1f8b;

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
    Contents contents = read(path);
    float[] pixels = new float[contents.bytes.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (contents.bytes[i] & 0xff) / 255f;
    }
    return Tensor.wrap(pixels, contents.shape);
  }

  /**
   * Labels from 0 to 255.
   *
   * @throws IOException if the file is missing, is no such file, is truncated, or is not of rank 1;
   *     the message names the path, what was found and what was expected
   */
  public static int[] readLabels(Path path) throws IOException {
    Contents contents = read(path);
    if (contents.shape.length != 1) {
      throw new IOException(
          "%s: labels of rank 1 expected, found the shape %s"
              .formatted(path, Arrays.toString(contents.shape)));
    }
    int[] labels = new int[contents.bytes.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = contents.bytes[i] & 0xff;
    }
    return labels;
  }

  private static Contents read(Path path) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(path));
        DataInputStream in = new DataInputStream(decompressed(file))) {
      return read(path, in);
    } catch (NoSuchFileException e) {
      throw new IOException(path + ": no such file, expected one in the IDX format", e);
    } catch (ZipException e) {
      throw new IOException(path + ": broken gzip data: " + e.getMessage(), e);
    } catch (EOFException e) {
      throw new IOException(path + ": truncated before the end of the header or of gzip data", e);
    }
  }

  private static Contents read(Path path, DataInputStream in) throws IOException {
    int magic = in.readInt();
    int rank = magic & 0xff;
    if (magic >>> 8 != UNSIGNED_BYTES || rank < 1 || rank > MAX_RANK) {
      throw new IOException(
          "%s: magic number 0x%08x found, expected 0x00000801 to 0x%08x (unsigned bytes)"
              .formatted(path, magic, UNSIGNED_BYTES << 8 | MAX_RANK));
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
              .formatted(path, Arrays.toString(shape), MAX_ELEMENTS));
    }
    byte[] bytes = in.readNBytes((int) size);
    if (bytes.length != size) {
      throw new IOException(
          "%s: truncated: %d elements found, expected %d for the shape %s"
              .formatted(path, bytes.length, size, Arrays.toString(shape)));
    }
    if (in.read() >= 0) {
      throw new IOException(
          "%s: more bytes found than expected for the shape %s"
              .formatted(path, Arrays.toString(shape)));
    }
    return new Contents(shape, bytes);
  }

  private static InputStream decompressed(InputStream file) throws IOException {
    file.mark(2);
    int start = file.read() << 8 | file.read();
    file.reset();
    return start == GZIP_MAGIC ? new GZIPInputStream(file) : file;
  }

  private record Contents(int[] shape, byte[] bytes) {}
}
