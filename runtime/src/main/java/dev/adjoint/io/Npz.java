package dev.adjoint.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Reads and writes NumPy's npz format: npy files by name in a zip archive, compressed or not, as
 * {@code numpy.savez} and {@code numpy.savez_compressed} write them.
 */
public final class Npz {
  private static final String SUFFIX = ".npy";

  /** Deflate never makes more of a byte (the zlib home page, "technical details"). */
  private static final long MAX_RATIO = 1032;

  /** All entries bear the same time, so that the same arrays give the same file. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Npz() {}

  /**
   * Reads all arrays of a file, in its order.
   *
   * @throws IOException if the file is missing or no archive, or if one of its entries is no npy
   *     file, has another type of elements, is truncated or too long; the message names the path
   *     and the entry, what was found and what was expected
   */
  public static Map<String, NpyArray> read(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new IOException(path + ": no such file, expected one in the npz format");
    }
    try (ZipFile zip = new ZipFile(path.toFile())) {
      Map<String, NpyArray> arrays = new LinkedHashMap<>();
      for (ZipEntry entry : Collections.list(zip.entries())) {
        String name = entry.getName();
        if (!name.endsWith(SUFFIX)) {
          throw new NpyException(
              "the entry %s found, expected names that end in %s".formatted(name, SUFFIX));
        }
        String key = name.substring(0, name.length() - SUFFIX.length());
        if (arrays.put(key, read(zip, entry)) != null) {
          throw new NpyException("two entries are named " + name);
        }
      }
      return arrays;
    } catch (NpyException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    } catch (IOException | IllegalArgumentException e) {
      // The JDK throws either for what the archive's directory of entries has.
      throw new IOException(
          "%s: broken archive, expected one in the npz format: %s".formatted(path, e), e);
    }
  }

  private static NpyArray read(ZipFile zip, ZipEntry entry) throws IOException {
    if (entry.getSize() / MAX_RATIO > entry.getCompressedSize()) {
      throw new NpyException(
          "%s: %d bytes announced, more than %d compressed ones can hold"
              .formatted(entry.getName(), entry.getSize(), entry.getCompressedSize()));
    }
    try (InputStream content = zip.getInputStream(entry)) {
      CheckedInputStream in = new CheckedInputStream(content, new CRC32());
      NpyArray array = Npy.read(in, entry.getSize());
      // The JDK does not compare it.
      if (in.getChecksum().getValue() != entry.getCrc()) {
        throw new NpyException("the checksum is another one than the archive has");
      }
      return array;
    } catch (NpyException e) {
      throw new NpyException(entry.getName() + ": " + e.getMessage());
    } catch (IOException e) {
      throw new NpyException("%s: broken data: %s".formatted(entry.getName(), e));
    }
  }

  /**
   * Writes arrays by name, in the map's order if it has one.
   *
   * @param compressed whether to compress them
   * @throws IOException if the file cannot be written; an existing one is then unchanged
   */
  public static void write(Path path, Map<String, NpyArray> arrays, boolean compressed)
      throws IOException {
    AtomicFile.write(path, channel -> write(channel, arrays, compressed));
  }

  private static void write(FileChannel channel, Map<String, NpyArray> arrays, boolean compressed)
      throws IOException {
    ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
    for (Map.Entry<String, NpyArray> item : arrays.entrySet()) {
      ZipEntry entry = new ZipEntry(item.getKey() + SUFFIX);
      entry.setTimeLocal(TIME);
      if (!compressed) {
        store(entry, item.getValue());
      }
      zip.putNextEntry(entry);
      Npy.write(item.getValue(), false, zip);
      zip.closeEntry();
    }
    zip.finish();
    zip.flush();
  }

  /** What is not compressed stands behind its length and checksum, so these must be known first. */
  private static void store(ZipEntry entry, NpyArray array) throws IOException {
    CheckedOutputStream sum = new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
    Npy.write(array, false, sum);
    long size = NpyHeader.write(array, false).length + (long) array.size() * array.type().bytes();
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(size);
    entry.setCompressedSize(size);
    entry.setCrc(sum.getChecksum().getValue());
  }
}
