package dev.adjoint.io;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Opens files for reading, decompressed where gzip is recognized by its first two bytes. */
public final class InputFile {
  private static final int GZIP_MAGIC = 0x1f8b;

  private InputFile() {}

  /**
   * Reads a file with a reader of streams.
   *
   * @param kind what the file should be, for messages, such as {@code a file in the IDX format}
   * @throws IOException what the reader throws; if there is no such file, it may not be read, its
   *     gzip data is broken, or it ends too early, with a message that names the path and what was
   *     expected
   */
  public static <T> T read(Path path, String kind, Reader<T> reader) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException("%s: a directory found, expected %s".formatted(path, kind));
    }
    try (InputStream file = Files.newInputStream(path)) {
      return read(file, path.toString(), kind, reader);
    } catch (NoSuchFileException e) {
      throw new IOException("%s: no such file, expected %s".formatted(path, kind), e);
    } catch (AccessDeniedException e) {
      throw new IOException("%s: may not be read, expected %s".formatted(path, kind), e);
    }
  }

  /**
   * Reads a stream, which the caller closes, such as that of a resource.
   *
   * @param name what messages call the stream
   * @param kind what it should be, for messages
   * @throws IOException as {@link #read(Path, String, Reader)}
   */
  public static <T> T read(InputStream in, String name, String kind, Reader<T> reader)
      throws IOException {
    try {
      return reader.read(decompressed(in));
    } catch (ZipException e) {
      throw new IOException(name + ": broken gzip data: " + e.getMessage(), e);
    } catch (EOFException e) {
      throw new IOException("%s: truncated, expected %s".formatted(name, kind), e);
    }
  }

  /** A stream's content, decompressed if it is gzip's. */
  public static InputStream decompressed(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in);
    buffered.mark(2);
    int start = buffered.read() << 8 | buffered.read();
    buffered.reset();
    return start == GZIP_MAGIC ? new GZIPInputStream(buffered) : buffered;
  }

  /** Reads a stream to its end, or to where it breaks. */
  @FunctionalInterface
  public interface Reader<T> {
    /** Reads; {@link EOFException} says that the stream ended too early. */
    T read(InputStream in) throws IOException;
  }
}
