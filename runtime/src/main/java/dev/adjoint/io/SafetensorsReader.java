package dev.adjoint.io;

import dev.adjoint.Leaf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An open safetensors file whose header was checked as a whole. */
final class SafetensorsReader implements AutoCloseable {
  /** The format's own limit. */
  private static final long MAX_HEADER = 100_000_000;

  private static final int CHUNK = 1 << 16;

  private final Path path;
  private final FileChannel channel;
  private final Map<String, HeaderEntry> entries = new LinkedHashMap<>();
  private final Map<String, String> metadata;
  private final long dataStart;

  private SafetensorsReader(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    long headerLength = headerLength();
    this.dataStart = Long.BYTES + headerLength;
    try {
      HeaderParser.Header parsed = HeaderParser.parse(header((int) headerLength));
      parsed.entries().forEach(entry -> entries.put(entry.name(), entry));
      metadata = parsed.metadata();
      requireCovered(parsed.entries());
    } catch (HeaderException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  static SafetensorsReader open(Path path) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(path);
    } catch (NoSuchFileException e) {
      throw new IOException(path + ": no such file", e);
    }
    try {
      return new SafetensorsReader(path, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  Map<String, HeaderEntry> entries() {
    return entries;
  }

  Map<String, String> metadata() {
    return metadata;
  }

  /** The entry with a name that is among {@link #entries}. */
  HeaderEntry entry(String name) {
    return Objects.requireNonNull(entries.get(name));
  }

  IOException refused(String message) {
    return new IOException(path + ": " + message);
  }

  /** A leaf of the type and the shape that the file has, without numbers. */
  Leaf structure(HeaderEntry entry) throws IOException {
    requireKnownType(entry);
    requireType(entry, entry.dtype());
    return entry.dtype().equals("F32")
        ? new Leaf.Floats(entry.name(), entry.intShape(), new float[0])
        : new Leaf.Doubles(entry.name(), entry.intShape(), new double[0]);
  }

  private void requireKnownType(HeaderEntry entry) throws IOException {
    if (!entry.dtype().equals("F32") && !entry.dtype().equals("F64")) {
      throw refused(
          "%s has the dtype %s, expected F32 or F64".formatted(entry.name(), entry.dtype()));
    }
  }

  /** A leaf of the type that the file has. */
  Leaf leaf(HeaderEntry entry) throws IOException {
    requireKnownType(entry);
    return entry.dtype().equals("F32")
        ? new Leaf.Floats(entry.name(), entry.intShape(), floats(entry))
        : new Leaf.Doubles(entry.name(), entry.intShape(), doubles(entry));
  }

  float[] floats(HeaderEntry entry) throws IOException {
    requireType(entry, "F32");
    float[] values = new float[(int) entry.elements()];
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (int next = 0; next < values.length; ) {
      int count = Math.min(CHUNK / Float.BYTES, values.length - next);
      fill(buffer.clear().limit(count * Float.BYTES), entry.begin() + (long) next * Float.BYTES);
      buffer.asFloatBuffer().get(values, next, count);
      next += count;
    }
    return values;
  }

  double[] doubles(HeaderEntry entry) throws IOException {
    requireType(entry, "F64");
    double[] values = new double[(int) entry.elements()];
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (int next = 0; next < values.length; ) {
      int count = Math.min(CHUNK / Double.BYTES, values.length - next);
      fill(buffer.clear().limit(count * Double.BYTES), entry.begin() + (long) next * Double.BYTES);
      buffer.asDoubleBuffer().get(values, next, count);
      next += count;
    }
    return values;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void requireType(HeaderEntry entry, String dtype) throws IOException {
    if (!entry.dtype().equals(dtype)) {
      throw refused(
          "%s has the dtype %s, expected %s".formatted(entry.name(), entry.dtype(), dtype));
    }
    long bytes = entry.elements() * entry.bytesPerElement();
    if (entry.elements() < 0 || bytes != entry.end() - entry.begin()) {
      throw refused(
          "%s has %d bytes, its shape does not"
              .formatted(entry.name(), entry.end() - entry.begin()));
    }
  }

  private long headerLength() throws IOException {
    if (channel.size() < Long.BYTES) {
      throw refused("truncated: %d bytes, a header needs 8".formatted(channel.size()));
    }
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(buffer, 0);
    long length = buffer.flip().getLong();
    if (length < 0 || length > MAX_HEADER) {
      throw refused("header too large: %d bytes, at most %d".formatted(length, MAX_HEADER));
    }
    if (length > channel.size() - Long.BYTES) {
      throw refused(
          "truncated: a header of %d bytes in a file of %d".formatted(length, channel.size()));
    }
    return length;
  }

  private String header(int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    readFully(buffer, Long.BYTES);
    try {
      CharBuffer characters = StandardCharsets.UTF_8.newDecoder().decode(buffer.flip());
      return characters.toString();
    } catch (CharacterCodingException e) {
      throw new IOException(path + ": the header is no UTF-8", e);
    }
  }

  /** The format allows neither holes nor overlaps, so the tensors are exactly the data. */
  private void requireCovered(List<HeaderEntry> parsed) throws IOException {
    List<HeaderEntry> ordered = new ArrayList<>(parsed);
    ordered.sort(Comparator.comparingLong(HeaderEntry::begin).thenComparing(HeaderEntry::end));
    long next = 0;
    for (HeaderEntry entry : ordered) {
      if (entry.begin() != next || entry.end() < next) {
        throw refused(
            "%s has the data offsets [%d, %d], expected a start at %d"
                .formatted(entry.name(), entry.begin(), entry.end(), next));
      }
      next = entry.end();
    }
    long available = channel.size() - dataStart;
    if (next != available) {
      throw refused(
          "%s: %d bytes of data found, %d expected"
              .formatted(next > available ? "truncated" : "too long", available, next));
    }
  }

  private void fill(ByteBuffer buffer, long offset) throws IOException {
    readFully(buffer, dataStart + offset);
    buffer.flip();
  }

  private void readFully(ByteBuffer buffer, long start) throws IOException {
    long position = start;
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer, position);
      if (count < 0) {
        throw refused("truncated at byte " + position);
      }
      position += count;
    }
  }
}
