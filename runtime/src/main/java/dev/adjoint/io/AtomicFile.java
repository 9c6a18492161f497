package dev.adjoint.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes files so that a reader sees the old one or the new one, never half of it: aside, in the
 * same directory, and moved to its place when it is complete and on the disk.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /**
   * Writes a file, replacing what is there.
   *
   * @throws IOException if the directory does not exist, or writing fails; an existing file is then
   *     unchanged
   */
  public static void write(Path path, Content content) throws IOException {
    Path absolute = path.toAbsolutePath();
    Path directory = absolute.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new IOException(path + ": no such directory: " + directory);
    }
    // Not a temporary file of the JDK's, which nobody but its owner could read.
    Path aside =
        absolute.resolveSibling("%s.%x.part".formatted(absolute.getFileName(), System.nanoTime()));
    try {
      try (FileChannel channel =
          FileChannel.open(aside, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
        content.writeTo(channel);
        channel.force(true);
      }
      move(aside, absolute);
      force(directory);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  /** Brings the new name to the disk, too, where the system can do that to a directory. */
  private static void force(Path directory) {
    try (FileChannel channel = FileChannel.open(directory)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no directories; the file itself is on the disk already.
    }
  }

  /**
   * Writes a text in UTF-8, replacing what is there.
   *
   * @throws IOException as {@link #write} does
   */
  public static void writeText(Path path, String text) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    write(
        path,
        channel -> {
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
        });
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** What a file is to contain. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything to a channel, which the caller closes. */
    void writeTo(FileChannel channel) throws IOException;
  }
}
