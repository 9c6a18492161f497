package dev.adjoint.processor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.annotation.processing.Processor;

/**
 * Loads the classes of this processor from the one file of the jar that holds them all. Class files
 * say the same names over and over; together, with each text once, they take three fifths of the
 * room.
 *
 * <p>The file, which {@code PackClasses} of the build writes, is compressed by the jar alone.
 * Numbers are big-endian:
 *
 * <pre>
 * int        number of texts
 * texts      as in a class file: u2 length, modified UTF-8
 * int        number of classes
 * for each class
 *   char     which text is its name
 *   8 bytes  magic and version, as in the class file
 *   u2       one more than the last entry of the constant pool
 *   entries  as in the class file; of a text (tag 1) a char that says which
 * for each class
 *   int      length of what follows the constant pool
 *   bytes
 * </pre>
 */
final class PackedClasses extends ClassLoader {
  private static final String FILE = "processor.classes";
  private static final int HEADER = 8;
  private static final int TEXT = 1;

  /** Bytes of an entry of the constant pool behind its tag, by tag; JVMS 4.4. */
  private static final int[] SIZES = {
    0, 0, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2
  };

  static {
    registerAsParallelCapable();
  }

  /** One for all objects of the processor; compilers make new ones without need. */
  private static final ClassLoader LOADER = loader();

  /** The class files that were not asked for yet, by name. */
  private final Map<String, byte[]> files;

  private PackedClasses(Map<String, byte[]> files) {
    super("adjoint-processor", PackedClasses.class.getClassLoader());
    this.files = files;
  }

  /** A new object of one of the classes. */
  static Processor create(String name) {
    try {
      return (Processor) Class.forName(name, true, LOADER).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("adjoint-processor is damaged", e);
    }
  }

  /** A folder of classes, as tests have it, has nothing packed. */
  private static ClassLoader loader() {
    try (InputStream in = PackedClasses.class.getResourceAsStream(FILE)) {
      return in == null
          ? PackedClasses.class.getClassLoader()
          : new PackedClasses(unpack(ByteBuffer.wrap(in.readAllBytes())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its own classes first: asking the parent for each would search the jar in vain. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      byte[] file = files.remove(name);
      return file == null
          ? super.loadClass(name, resolve)
          : defineClass(name, file, 0, file.length, PackedClasses.class.getProtectionDomain());
    }
  }

  private static Map<String, byte[]> unpack(ByteBuffer in) {
    byte[][] texts = new byte[in.getInt()][];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = new byte[Character.BYTES + in.getChar(in.position())];
      in.get(texts[i]);
    }
    String[] names = new String[in.getInt()];
    ByteArrayOutputStream[] contents = new ByteArrayOutputStream[names.length];
    for (int i = 0; i < names.length; i++) {
      byte[] name = texts[in.getChar()];
      int length = name.length - Character.BYTES;
      names[i] =
          new String(name, Character.BYTES, length, StandardCharsets.UTF_8).replace('/', '.');
      contents[i] = head(in, texts);
    }
    Map<String, byte[]> files = new ConcurrentHashMap<>();
    for (int i = 0; i < names.length; i++) {
      copy(in, in.getInt(), contents[i]);
      files.put(names[i], contents[i].toByteArray());
    }
    return files;
  }

  /** A class file up to the end of its constant pool. */
  private static ByteArrayOutputStream head(ByteBuffer in, byte[][] texts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    copy(in, HEADER, out);
    int end = in.getChar(in.position());
    copy(in, Character.BYTES, out);
    for (int i = 1; i < end; i++) {
      int tag = in.get();
      out.write(tag);
      if (tag == TEXT) {
        out.writeBytes(texts[in.getChar()]);
      } else {
        copy(in, SIZES[tag], out);
        if (SIZES[tag] == Long.BYTES) {
          i++; // It counts as two.
        }
      }
    }
    return out;
  }

  private static void copy(ByteBuffer in, int length, ByteArrayOutputStream out) {
    out.write(in.array(), in.position(), length);
    in.position(in.position() + length);
  }
}
