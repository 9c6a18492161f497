package dev.adjoint.samples;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of every sample that trains a model. */
public final class TrainingOptions {
  @Option(
      names = "--epochs",
      paramLabel = "N",
      converter = Positive.class,
      description = "How often to go through the data (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What all random numbers depend on (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write pictures and weights (default: ${DEFAULT-VALUE}).")
  private Path out;

  /**
   * The options with their defaults.
   *
   * @param out the name of the sample's directory below {@code out}
   */
  public TrainingOptions(int epochs, String out) {
    this.epochs = epochs;
    this.out = Path.of("out", out);
  }

  /** How often to go through the data. */
  public int epochs() {
    return epochs;
  }

  /** What all random numbers depend on. */
  public long seed() {
    return seed;
  }

  /**
   * The directory for what the sample writes, which is made if it is missing.
   *
   * @throws IOException if it cannot be made
   */
  public Path out() throws IOException {
    try {
      Files.createDirectories(out);
      return out;
    } catch (FileAlreadyExistsException e) {
      throw new IOException(out + ": a file found, expected a directory", e);
    } catch (IOException e) {
      throw new IOException("%s: the directory cannot be made: %s".formatted(out, e), e);
    }
  }

  private static final class Positive implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.matches("0*[1-9]\\d{0,8}")) {
        throw new TypeConversionException(
            "\"%s\" found, expected a whole number from 1".formatted(text));
      }
      return Integer.valueOf(text);
    }
  }
}
