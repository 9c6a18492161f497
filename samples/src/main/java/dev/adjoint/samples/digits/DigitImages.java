package dev.adjoint.samples.digits;

import dev.adjoint.data.Dataset;
import dev.adjoint.data.Split;
import dev.adjoint.data.csv.Csv;
import dev.adjoint.data.csv.CsvTable;
import dev.adjoint.tensor.Tensor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Images of 8 x 8 pixels with the digits that they show, a fifth of them held out. */
public final class DigitImages {
  static final int PIXELS = 64;
  static final int CLASSES = 10;
  private static final double INK = 16;
  private static final String SHIPPED = "digits.csv.gz";

  /** Which fifth is held out does not depend on the seed of a run. */
  private static final long SPLIT_SEED = 2026;

  private DigitImages() {}

  /** The 1,797 images that come with the samples. */
  public static Split<Dataset<Tensor, int[]>> shipped() throws IOException {
    try (InputStream in = DigitImages.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new FileNotFoundException(SHIPPED + ": missing in the jar of the samples");
      }
      return split(Csv.read(in, SHIPPED, c -> c.header(false)), SHIPPED);
    }
  }

  /** The images of a file of the same form, which may have a header. */
  static Split<Dataset<Tensor, int[]>> read(Path path) throws IOException {
    return split(Csv.read(path), path.toString());
  }

  private static Split<Dataset<Tensor, int[]>> split(CsvTable table, String name)
      throws IOException {
    table
        .requireColumns(PIXELS + 1, "64 pixels and the digit")
        .requireRange(0, INK, IntStream.range(0, PIXELS).toArray());
    Dataset<Tensor, int[]> digits = table.labelled(-1, CLASSES);
    if (digits.size() < 5) {
      throw new IOException(
          "%s: images found: %d, expected 5 or more, to hold a fifth of them out"
              .formatted(name, digits.size()));
    }
    return Dataset.of(digits.x().scale((float) (1 / INK)), digits.y()).split(0.8, SPLIT_SEED);
  }
}
