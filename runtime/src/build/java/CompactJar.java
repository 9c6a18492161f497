import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes a jar again without entries for folders, and with the size of each entry before it instead
 * of behind it once more: some 15 bytes of each of many hundred entries.
 *
 * <pre>
 * java CompactJar.java JAR
 * </pre>
 */
final class CompactJar {
  private CompactJar() {}

  public static void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    Map<JarEntry, byte[]> entries = new LinkedHashMap<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry old : file.stream().filter(entry -> !entry.isDirectory()).toList()) {
        byte[] bytes = file.getInputStream(old).readAllBytes();
        JarEntry entry = new JarEntry(old.getName());
        entry.setTimeLocal(old.getTimeLocal());
        entry.setSize(bytes.length);
        entry.setCompressedSize(compressedSize(bytes));
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        entry.setCrc(checksum.getValue());
        entries.put(entry, bytes);
      }
    }
    Path written = Path.of(jar + ".compact");
    write(entries, written);
    Files.move(written, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static long compressedSize(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(bytes);
    deflater.finish();
    byte[] buffer = new byte[8192];
    while (!deflater.finished()) {
      deflater.deflate(buffer);
    }
    long size = deflater.getBytesWritten();
    deflater.end();
    return size;
  }

  private static void write(Map<JarEntry, byte[]> entries, Path to) throws IOException {
    try (OutputStream out = Files.newOutputStream(to);
        JarOutputStream jar = new JarOutputStream(out)) {
      jar.setLevel(Deflater.BEST_COMPRESSION);
      for (Map.Entry<JarEntry, byte[]> each : entries.entrySet()) {
        jar.putNextEntry(each.getKey());
        jar.write(each.getValue());
        jar.closeEntry();
      }
    }
  }
}
