package dev.adjoint.processor.frontend.attribution;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the class names out of a class file's constants, JVMS 4.4.
 *
 * <p>All text constants are taken, whether the name of a class, a descriptor or a signature: which
 * of them javac will follow is its own business.
 */
final class ClassFileNames {
  private static final int MAGIC_AND_VERSION = 8;
  private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([^;<:()\\[]+/[^;<:()\\[]+)[;<]");
  private static final Pattern INTERNAL_NAME =
      Pattern.compile("[^;<:()\\[/.\\s]+(/[^;<:()\\[/.\\s]+)+");

  private ClassFileNames() {}

  static void forEach(byte[] classFile, Consumer<String> action) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
      in.skipBytes(MAGIC_AND_VERSION);
      int count = in.readUnsignedShort();
      for (int i = 1; i < count; i++) {
        int tag = in.readUnsignedByte();
        switch (tag) {
          case 1 -> names(in.readUTF(), action);
          case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipBytes(4);
          case 5, 6 -> {
            in.skipBytes(8);
            i++; // Two entries, by what JVMS 4.4.5 calls a poor choice.
          }
          case 7, 8, 16, 19, 20 -> in.skipBytes(2);
          case 15 -> in.skipBytes(3);
          default -> {
            return;
          }
        }
      }
    } catch (IOException malformed) {
      // javac reads the same bytes and says so.
    }
  }

  private static void names(String constant, Consumer<String> action) {
    if (constant.indexOf('/') < 0) {
      return;
    }
    Matcher descriptor = IN_DESCRIPTOR.matcher(constant);
    while (descriptor.find()) {
      action.accept(descriptor.group(1));
    }
    if (INTERNAL_NAME.matcher(constant).matches()) {
      action.accept(constant);
    }
  }
}
