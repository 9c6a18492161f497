package dev.adjoint.io;

import dev.adjoint.Leaf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes leaves and metadata to a file that is moved to its place when it is complete. */
final class SafetensorsWriter {
  private static final int CHUNK = 1 << 16;

  private SafetensorsWriter() {}

  static void write(Path path, List<Leaf> leaves, Map<String, String> metadata) throws IOException {
    // The widest type first, as the format asks, so that every tensor is aligned.
    List<Leaf> ordered = new ArrayList<>(leaves);
    ordered.sort(Comparator.comparing(leaf -> -bytesPerElement(leaf)));
    AtomicFile.write(path, channel -> writeAll(channel, ordered, metadata));
  }

  private static void writeAll(FileChannel channel, List<Leaf> leaves, Map<String, String> metadata)
      throws IOException {
    byte[] header = HeaderWriter.write(entries(leaves), metadata).getBytes(StandardCharsets.UTF_8);
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
