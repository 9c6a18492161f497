package dev.adjoint.train.log;

import dev.adjoint.io.AtomicFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Predicate;

/**
 * A file of lines that grows. What a killed process left of a line is dropped when the file is
 * opened again.
 */
final class LineFile implements Closeable {
  private static final int BLOCK = 1 << 16;

  /** As much of a foreign line as a message shows. */
  private static final int SHOWN = 80;

  private final FileChannel channel;
  private final StringBuilder waiting = new StringBuilder();

  private LineFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens a file to append to it, new or old. */
  static LineFile open(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    try {
      channel.truncate(endOfLastLine(channel));
      channel.position(channel.size());
      return new LineFile(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static long endOfLastLine(FileChannel channel) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    for (long end = channel.size(); end > 0; ) {
      long from = Math.max(0, end - BLOCK);
      block.clear().limit((int) (end - from));
      while (block.hasRemaining() && channel.read(block, from + block.position()) >= 0) {
        // A read may give less than was asked for.
      }
      for (int i = block.position() - 1; i >= 0; i--) {
        if (block.get(i) == '\n') {
          return from + i + 1;
        }
      }
      end = from;
    }
    return 0;
  }

  /**
   * Requires of a file that is not empty that its first line is as expected, or, if a killed
   * process left nothing but a part of it, that it may become so.
   */
  static void requireFirstLine(
      Path path, Predicate<String> isWhole, Predicate<String> isPart, String expected)
      throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(path)) {
      start = in.readNBytes(BLOCK);
    }
    int end = 0;
    while (end < start.length && start[end] != '\n') {
      end++;
    }
    // Where the line has no end, its last character may have none either.
    String first = new String(start, 0, end, StandardCharsets.UTF_8);
    boolean isTorn = end == start.length && end < BLOCK;
    if (!isWhole.test(first) && !(isTorn && isPart.test(first))) {
      String shown = first.length() > SHOWN ? first.substring(0, SHOWN) + "…" : first;
      throw new IOException(
          "%s: the first line is \"%s\", expected %s".formatted(path, shown, expected));
    }
  }

  /** The lines of a file, without a last one that has no end. */
  static List<String> complete(Path path) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
  }

  /** Rewrites a file with those of its complete lines that are wanted. */
  static void keep(Path path, Wanted wanted) throws IOException {
    StringBuilder kept = new StringBuilder();
    for (String line : complete(path)) {
      if (wanted.test(line)) {
        kept.append(line).append('\n');
      }
    }
    AtomicFile.writeText(path, kept.toString());
  }

  boolean isEmpty() throws IOException {
    return channel.size() == 0 && waiting.isEmpty();
  }

  void add(String line) throws IOException {
    if (!channel.isOpen()) {
      throw new ClosedChannelException();
    }
    waiting.append(line).append('\n');
    if (waiting.length() >= BLOCK) {
      flush();
    }
  }

  void flush() throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(waiting));
    waiting.setLength(0);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      try (channel) {
        flush();
      }
    }
  }

  /** Chooses lines. */
  @FunctionalInterface
  interface Wanted {
    boolean test(String line) throws IOException;
  }
}
