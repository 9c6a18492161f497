package dev.adjoint.io;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads and writes NumPy's npy format (NumPy Enhancement Proposal 1): one array of {@code f4},
 * {@code f8}, {@code i4}, {@code i8}, {@code u1} or {@code bool}, in C or in Fortran order.
 *
 * <p>Versions 1 to 3 of the header and both byte orders are read. A file is refused before memory
 * is taken if its size is not what its header announces. Arrays of objects, which are programs of
 * Python's pickle, are refused.
 */
public final class Npy {
  private Npy() {}

  /**
   * Reads a file.
   *
   * @throws IOException if the file is missing, is no npy file, has another type of elements, is
   *     truncated or too long; the message names the path, what was found and what was expected
   */
  public static NpyArray read(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return read(in, Files.size(path));
    } catch (NoSuchFileException e) {
      throw new IOException(path + ": no such file, expected one in the npy format", e);
    } catch (NpyException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  /**
   * Writes a file in C order.
   *
   * @throws IOException if the file cannot be written; an existing one is then unchanged
   */
  public static void write(Path path, NpyArray array) throws IOException {
    write(path, array, false);
  }

  /**
   * Writes a file.
   *
   * @param fortranOrder whether the first axis runs fastest in the file
   * @throws IOException if the file cannot be written; an existing one is then unchanged
   */
  public static void write(Path path, NpyArray array, boolean fortranOrder) throws IOException {
    AtomicFile.write(
        path,
        channel -> {
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
          write(array, fortranOrder, out);
          out.flush();
        });
  }

  static void write(NpyArray array, boolean fortranOrder, OutputStream out) throws IOException {
    out.write(NpyHeader.write(array, fortranOrder));
    NpyData.write(array, fortranOrder, out);
  }

  /**
   * Reads what must have so many bytes.
   *
   * @throws NpyException if it is no npy data or has more or fewer
   */
  static NpyArray read(InputStream in, long size) throws IOException {
    NpyHeader header;
    try {
      header = NpyHeader.read(new DataInputStream(in));
    } catch (EOFException e) {
      throw new NpyException("truncated before the end of the header");
    }
    long found = size - header.bytes();
    if (found != header.dataBytes()) {
      throw new NpyException(
          "%s: %d bytes of elements found, expected %d for %s%s"
              .formatted(
                  found < header.dataBytes() ? "truncated" : "too long",
                  found,
                  header.dataBytes(),
                  header.type().code(),
                  Arrays.toString(header.shape())));
    }
    return NpyData.read(header, in);
  }
}
