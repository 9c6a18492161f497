package dev.adjoint.integration;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Reads from class files how long the code of methods is (JVM specification, chapter 4). */
public final class CodeSizes {
  private final DataInputStream in;
  private final Map<Integer, String> names = new TreeMap<>();

  private CodeSizes(byte[] classFile) {
    this.in = new DataInputStream(new ByteArrayInputStream(classFile));
  }

  /** The bytes of code of each method of a compilation, by class, name and descriptor. */
  public static Map<String, Integer> of(Compilation compilation) {
    Map<String, Integer> result = new TreeMap<>();
    compilation
        .classes()
        .forEach(
            (name, bytes) ->
                of(bytes).forEach((method, size) -> result.put(name + "." + method, size)));
    return result;
  }

  private static Map<String, Integer> of(byte[] classFile) {
    try {
      return new CodeSizes(classFile).read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Integer> read() throws IOException {
    in.skipNBytes(8);
    readConstants();
    in.skipNBytes(6);
    in.skipNBytes(2L * in.readUnsignedShort());
    readMembers(new TreeMap<>());
    Map<String, Integer> methods = new TreeMap<>();
    readMembers(methods);
    return methods;
  }

  private void readConstants() throws IOException {
    int count = in.readUnsignedShort();
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> names.put(i, in.readUTF());
        case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
        case 15 -> in.skipNBytes(3);
        case 5, 6 -> {
          in.skipNBytes(8);
          i++; // The long ones take two places.
        }
        default -> in.skipNBytes(4);
      }
    }
  }

  private void readMembers(Map<String, Integer> sizes) throws IOException {
    int count = in.readUnsignedShort();
    for (int i = 0; i < count; i++) {
      in.skipNBytes(2);
      String member = names.get(in.readUnsignedShort()) + names.get(in.readUnsignedShort());
      int attributes = in.readUnsignedShort();
      for (int j = 0; j < attributes; j++) {
        boolean isCode = "Code".equals(names.get(in.readUnsignedShort()));
        int length = in.readInt();
        if (isCode) {
          in.skipNBytes(4);
          sizes.put(member, in.readInt());
          length -= 8;
        }
        in.skipNBytes(length);
      }
    }
  }
}
