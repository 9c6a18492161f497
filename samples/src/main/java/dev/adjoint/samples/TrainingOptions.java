package dev.adjoint.samples;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option of every sample that trains a model by epochs. */
public final class TrainingOptions {
  @Option(
      names = "--epochs",
      paramLabel = "N",
      converter = Positive.class,
      description = "How often to go through the data (default: ${DEFAULT-VALUE}).")
  private int epochs;

  /** The option with its default. */
  public TrainingOptions(int epochs) {
    this.epochs = epochs;
  }

  /** How often to go through the data. */
  public int epochs() {
    return epochs;
  }

  /** A whole number from 1. */
  public static final class Positive implements ITypeConverter<Integer> {
    /** For picocli. */
    public Positive() {}

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
