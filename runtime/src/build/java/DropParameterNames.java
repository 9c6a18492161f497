import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes out of class files the names of parameters that nobody reads: those of methods without an
 * annotation. Rules and gradients name the parameters of annotated methods, so these stay, and
 * javac can only write all names or none. They are a thirtieth of the jar.
 *
 * <pre>
 * java DropParameterNames.java FOLDER
 * </pre>
 *
 * <p>The constant pool keeps its numbering; texts that nothing refers to any more become empty.
 * Sizes and names are those of the JVM specification, chapter 4.
 */
final class DropParameterNames {
  private static final int UTF8 = 1;
  private static final int NAME_AND_TYPE = 12;

  /** The tags of entries that are one reference to a text. */
  private static final Set<Integer> OF_ONE_TEXT = Set.of(7, 8, 16, 19, 20);

  /** Bytes of an entry of the constant pool behind its tag, by tag. */
  private static final int[] SIZES = {
    0, 0, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2
  };

  private static final String NAMES = "MethodParameters";
  private static final Set<String> WITHOUT_TEXTS =
      Set.of("LineNumberTable", "StackMapTable", "NestMembers", "BootstrapMethods");

  private final ByteBuffer in;
  private final ByteBuffer[] pool;
  private final Set<Integer> dropped = new HashSet<>();
  private final Set<Integer> used = new HashSet<>();

  private DropParameterNames(byte[] file) {
    in = ByteBuffer.wrap(file);
    in.position(2 * Integer.BYTES);
    pool = new ByteBuffer[in.getChar()];
    for (int i = 1; i < pool.length; i++) {
      int start = in.position();
      int tag = in.get();
      int size = tag == UTF8 ? Character.BYTES + in.getChar(in.position()) : SIZES[tag];
      in.position(start);
      pool[i] = take(1 + size);
      if (tag != UTF8 && size == Long.BYTES) {
        i++; // It counts as two.
      }
    }
  }

  public static void main(String[] arguments) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of(arguments[0]))) {
      files = all.filter(file -> file.toString().endsWith(".class")).toList();
    }
    for (Path file : files) {
      byte[] before = Files.readAllBytes(file);
      byte[] after = new DropParameterNames(before).rewrite(before);
      if (after.length < before.length) {
        Files.write(file, after);
      }
    }
  }

  private ByteBuffer take(int length) {
    ByteBuffer part = in.slice(in.position(), length);
    in.position(in.position() + length);
    return part;
  }

  private String text(int index) {
    ByteBuffer entry = pool[index].duplicate();
    entry.position(1 + Character.BYTES);
    return StandardCharsets.UTF_8.decode(entry).toString();
  }

  private byte[] rewrite(byte[] file) {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    int interfaces = in.getChar(in.position() + 3 * Character.BYTES);
    put(take((4 + interfaces) * Character.BYTES), rest);
    members(false, rest);
    members(true, rest);
    put(attributes(false), rest);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(file, 0, 2 * Integer.BYTES + Character.BYTES);
    usePool();
    dropped.removeAll(used);
    for (int i = 1; i < pool.length; i++) {
      if (dropped.contains(i)) {
        out.writeBytes(new byte[] {UTF8, 0, 0});
      } else if (pool[i] != null) {
        put(pool[i], out);
      }
    }
    out.writeBytes(rest.toByteArray());
    return out.toByteArray();
  }

  private void usePool() {
    for (ByteBuffer entry : pool) {
      int tag = entry == null ? 0 : entry.get(0);
      if (OF_ONE_TEXT.contains(tag)) {
        used.add((int) entry.getChar(1));
      } else if (tag == NAME_AND_TYPE) {
        used.add((int) entry.getChar(1));
        used.add((int) entry.getChar(1 + Character.BYTES));
      }
    }
  }

  private void members(boolean areMethods, ByteArrayOutputStream out) {
    int count = in.getChar(in.position());
    put(take(Character.BYTES), out);
    for (int i = 0; i < count; i++) {
      ByteBuffer head = take(3 * Character.BYTES);
      used.add((int) head.getChar(Character.BYTES));
      used.add((int) head.getChar(2 * Character.BYTES));
      put(head, out);
      put(attributes(areMethods), out);
    }
  }

  /** A table of attributes, of a method without names if the method has no annotation. */
  private ByteBuffer attributes(boolean ofMethod) {
    int count = in.getChar();
    ByteBuffer[] all = new ByteBuffer[count];
    boolean isAnnotated = false;
    for (int i = 0; i < count; i++) {
      int length = in.getInt(in.position() + Character.BYTES);
      all[i] = take(Character.BYTES + Integer.BYTES + length);
      isAnnotated |= text(all[i].getChar(0)).endsWith("Annotations");
    }
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    int left = 0;
    for (ByteBuffer attribute : all) {
      if (ofMethod && !isAnnotated && text(attribute.getChar(0)).equals(NAMES)) {
        drop(attribute);
      } else {
        use(attribute);
        put(attribute, kept);
        left++;
      }
    }
    return ByteBuffer.allocate(Character.BYTES + kept.size())
        .putChar((char) left)
        .put(kept.toByteArray())
        .flip();
  }

  private void drop(ByteBuffer attribute) {
    dropped.add((int) attribute.getChar(0));
    int at = Character.BYTES + Integer.BYTES;
    int count = attribute.get(at);
    for (int i = 0; i < count; i++) {
      dropped.add((int) attribute.getChar(at + 1 + i * 2 * Character.BYTES));
    }
  }

  /** Notes the texts that an attribute may refer to: every two bytes that could be a number. */
  private void use(ByteBuffer attribute) {
    String name = text(attribute.getChar(0));
    used.add((int) attribute.getChar(0));
    if (name.equals("Code")) {
      useCode(attribute);
    } else if (!WITHOUT_TEXTS.contains(name)) {
      for (int at = Character.BYTES + Integer.BYTES; at < attribute.limit() - 1; at++) {
        used.add((int) attribute.getChar(at));
      }
    }
  }

  private void useCode(ByteBuffer code) {
    int at = Character.BYTES + Integer.BYTES + 2 * Character.BYTES;
    at += Integer.BYTES + code.getInt(at);
    at += Character.BYTES + code.getChar(at) * 4 * Character.BYTES;
    int count = code.getChar(at);
    at += Character.BYTES;
    for (int i = 0; i < count; i++) {
      int length = Character.BYTES + Integer.BYTES + code.getInt(at + Character.BYTES);
      use(code.slice(at, length));
      at += length;
    }
  }

  private static void put(ByteBuffer part, ByteArrayOutputStream out) {
    out.write(part.array(), part.arrayOffset(), part.limit());
  }
}
