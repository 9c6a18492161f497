package dev.adjoint.data.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Reads comma-separated values (RFC 4180) in UTF-8. A file may be compressed by gzip, which is
 * recognized by its first bytes; blank lines are skipped.
 *
 * <pre>{@code
 * Dataset<Tensor, int[]> digits = Csv.read(path).labelled(-1, 10);
 * }</pre>
 */
public final class Csv {
  private Csv() {}

  /**
   * Reads a file with the default settings.
   *
   * @throws IOException as {@link #read(Path, Consumer)}
   */
  public static CsvTable read(Path path) throws IOException {
    return read(path, settings -> {});
  }

  /**
   * Reads a file, such as {@code Csv.read(path, c -> c.header(true).delimiter(';'))}.
   *
   * @throws IOException if the file is missing, empty or broken, or if its rows have different
   *     lengths; the message names the file, the line, what was found and what was expected
   */
  public static CsvTable read(Path path, Consumer<CsvSettings> settings) throws IOException {
    if (Files.isDirectory(path)) {
      throw new CsvException(path + ": a directory found, expected a CSV file");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return read(in, path.toString(), settings);
    } catch (NoSuchFileException e) {
      throw new CsvException(path + ": no such file, expected a CSV file", e);
    } catch (AccessDeniedException e) {
      throw new CsvException(path + ": may not be read, expected a readable CSV file", e);
    }
  }

  /**
   * Reads a stream to its end; the caller closes it.
   *
   * @param name what messages call the stream
   * @throws IOException as {@link #read(Path, Consumer)}
   */
  public static CsvTable read(InputStream in, String name, Consumer<CsvSettings> settings)
      throws IOException {
    CsvSettings chosen = new CsvSettings();
    settings.accept(chosen);
    return new CsvReader(name, chosen).read(in);
  }
}
