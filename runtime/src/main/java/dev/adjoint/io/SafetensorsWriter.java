package dev.adjoint.io;

import dev.adjoint.Leaf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Writes leaves to a file beside the target and moves it there when it is complete. */
final class SafetensorsWriter {
  private static final int CHUNK = 1 << 16;

  private SafetensorsWriter() {}

  static void write(Path path, List<Leaf> leaves) throws IOException {
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
        // The widest type first, as the format asks, so that every tensor is aligned.
        List<Leaf> ordered = new ArrayList<>(leaves);
        ordered.sort(Comparator.comparing(leaf -> -bytesPerElement(leaf)));
        writeAll(channel, ordered);
        channel.force(true);
      }
      move(aside, absolute);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void writeAll(FileChannel channel, List<Leaf> leaves) throws IOException {
    byte[] header = HeaderWriter.write(entries(leaves)).getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(header, header.length + HeaderWriter.padding(header.length));
    Arrays.fill(padded, header.length, padded.length, (byte) ' ');
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    flush(channel, length.putLong(padded.length));
    flush(channel, ByteBuffer.wrap(padded).position(padded.length));
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (Leaf leaf : leaves) {
      for (int i = 0; i < leaf.size(); i++) {
        if (buffer.remaining() < Double.BYTES) {
          flush(channel, buffer);
        }
        if (leaf instanceof Leaf.Floats floats) {
          buffer.putFloat(floats.values()[i]);
        } else {
          buffer.putDouble(leaf.get(i));
        }
      }
    }
    flush(channel, buffer);
  }

  private static List<HeaderEntry> entries(List<Leaf> leaves) {
    List<HeaderEntry> entries = new ArrayList<>();
    long begin = 0;
    for (Leaf leaf : leaves) {
      long end = begin + (long) leaf.size() * bytesPerElement(leaf);
      long[] shape = Arrays.stream(leaf.shape()).asLongStream().toArray();
      entries.add(new HeaderEntry(leaf.path(), dtype(leaf), shape, begin, end));
      begin = end;
    }
    return entries;
  }

  static String dtype(Leaf leaf) {
    return leaf instanceof Leaf.Floats ? "F32" : "F64";
  }

  private static int bytesPerElement(Leaf leaf) {
    return leaf instanceof Leaf.Floats ? Float.BYTES : Double.BYTES;
  }

  private static void flush(FileChannel channel, ByteBuffer buffer) throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }
}
