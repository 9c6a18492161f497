package dev.adjoint.train;

import dev.adjoint.Leaf;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** A checksum (CRC-32C) of leaves and metadata, whatever their order. */
final class Checksum {
  private static final int CHUNK = 1 << 13;

  private final CRC32C crc = new CRC32C();
  private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);

  private Checksum() {}

  static String of(List<Leaf> leaves, Map<String, String> metadata) {
    Checksum checksum = new Checksum();
    new TreeMap<>(metadata).forEach((key, value) -> checksum.add(key + "=" + value));
    List<Leaf> ordered = new ArrayList<>(leaves);
    ordered.sort(Comparator.comparing(Leaf::path));
    ordered.forEach(checksum::add);
    return "%08x".formatted(checksum.crc.getValue());
  }

  private void add(String text) {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    crc.update(bytes, 0, bytes.length);
  }

  private void add(Leaf leaf) {
    boolean isFloat = leaf instanceof Leaf.Floats;
    add(leaf.path() + (isFloat ? " F32 " : " F64 ") + Arrays.toString(leaf.shape()));
    for (int i = 0; i < leaf.size(); i++) {
      if (buffer.remaining() < Double.BYTES) {
        flush();
      }
      if (leaf instanceof Leaf.Floats floats) {
        buffer.putFloat(floats.values()[i]);
      } else {
        buffer.putDouble(leaf.get(i));
      }
    }
    flush();
  }

  private void flush() {
    crc.update(buffer.flip());
    buffer.clear();
  }
}
