import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.Deflater;

/**
 * Replaces the classes of the processor's jar, save those that unpack the others, by one file,
 * whose format stands at {@code dev.adjoint.processor.PackedClasses}. Same classes, same bytes.
 *
 * <pre>
 * java PackClasses.java JAR TIME
 * </pre>
 */
final class PackClasses {
  private static final String FOLDER = "dev/adjoint/processor/";
  private static final String FILE = FOLDER + "processor.classes";
  private static final List<String> LEFT =
      List.of(FOLDER + "AdjointProcessor.class", FOLDER + "PackedClasses.class");
  private static final int HEADER = 8;
  private static final int TEXT = 1;

  /** Bytes of an entry of the constant pool behind its tag, by tag; JVMS 4.4. */
  private static final int[] SIZES = {
    0, 0, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2
  };

  private final Map<ByteBuffer, Integer> numbers = new LinkedHashMap<>();
  private final ByteArrayOutputStream heads = new ByteArrayOutputStream();
  private final ByteArrayOutputStream bodies = new ByteArrayOutputStream();

  private PackClasses() {}

  public static void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    Map<String, byte[]> entries = read(jar);
    if (entries.containsKey(FILE)) {
      throw new IllegalStateException(jar + " is packed already");
    }
    List<String> packed = new ArrayList<>();
    for (String name : entries.keySet()) {
      if (name.endsWith(".class") && !LEFT.contains(name)) {
        packed.add(name);
      }
    }
    byte[] file = new PackClasses().pack(packed, entries);
    packed.forEach(entries::remove);
    entries.keySet().removeIf(PackClasses::isOfPacked);
    entries.put(FILE, file);
    Path written = Path.of(jar + ".packed");
    write(entries, LocalDateTime.ofInstant(Instant.parse(arguments[1]), ZoneOffset.UTC), written);
    Files.move(written, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Folders that have nothing left in them. */
  private static boolean isOfPacked(String name) {
    return name.endsWith("/") && name.startsWith(FOLDER) && !name.equals(FOLDER);
  }

  /** The entries by name, the manifest first, as those who read jars as streams expect it. */
  private static Map<String, byte[]> read(Path jar) throws IOException {
    Map<String, byte[]> sorted = new TreeMap<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().toList()) {
        sorted.put(entry.getName(), file.getInputStream(entry).readAllBytes());
      }
    }
    Map<String, byte[]> result = new LinkedHashMap<>();
    for (String first : List.of("META-INF/", JarFile.MANIFEST_NAME)) {
      result.put(first, sorted.remove(first));
    }
    result.putAll(sorted);
    return result;
  }

  private static void write(Map<String, byte[]> entries, LocalDateTime time, Path to)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(to);
        JarOutputStream jar = new JarOutputStream(out)) {
      jar.setLevel(Deflater.BEST_COMPRESSION);
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        JarEntry entry = new JarEntry(each.getKey());
        entry.setTimeLocal(time);
        jar.putNextEntry(entry);
        jar.write(each.getValue());
        jar.closeEntry();
      }
    }
  }

  private byte[] pack(List<String> names, Map<String, byte[]> entries) throws IOException {
    for (String name : names) {
      byte[] bytes =
          name.substring(0, name.length() - ".class".length()).getBytes(StandardCharsets.UTF_8);
      ByteBuffer text = ByteBuffer.allocate(Character.BYTES + bytes.length);
      putNumber(text.putChar((char) bytes.length).put(bytes).flip());
      split(ByteBuffer.wrap(entries.get(name)));
    }
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(result);
    out.writeInt(numbers.size());
    for (ByteBuffer text : numbers.keySet()) {
      out.write(text.array(), text.arrayOffset() + text.position(), text.remaining());
    }
    out.writeInt(names.size());
    heads.writeTo(out);
    bodies.writeTo(out);
    return result.toByteArray();
  }

  private void putNumber(ByteBuffer text) {
    int number = numbers.computeIfAbsent(text, t -> numbers.size());
    if (number > Character.MAX_VALUE) {
      throw new IllegalStateException("more texts than a char can number");
    }
    heads.write(number >> Byte.SIZE);
    heads.write(number);
  }

  private void split(ByteBuffer in) {
    copy(in, HEADER, heads);
    int end = in.getChar(in.position());
    copy(in, Character.BYTES, heads);
    for (int i = 1; i < end; i++) {
      int tag = in.get();
      heads.write(tag);
      if (tag == TEXT) {
        int length = Character.BYTES + in.getChar(in.position());
        putNumber(
            ByteBuffer.wrap(Arrays.copyOfRange(in.array(), in.position(), in.position() + length)));
        in.position(in.position() + length);
      } else {
        copy(in, SIZES[tag], heads);
        if (SIZES[tag] == Long.BYTES) {
          i++; // It counts as two.
        }
      }
    }
    ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).putInt(in.remaining());
    bodies.writeBytes(length.array());
    copy(in, in.remaining(), bodies);
  }

  private static void copy(ByteBuffer in, int length, ByteArrayOutputStream out) {
    out.write(in.array(), in.position(), length);
    in.position(in.position() + length);
  }
}
