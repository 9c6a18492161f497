package dev.adjoint.samples.digits;

import static dev.adjoint.plots.Plots.imageGrid;
import static dev.adjoint.plots.Plots.learningCurve;
import static dev.adjoint.tensor.Indexing.takeRows;

import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.EpochReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a training of the digits looks like. */
final class Pictures {
  private static final int SHOWN = 32;

  private Pictures() {}

  static void drawCurve(Path png, List<EpochReport> epochs) throws IOException {
    learningCurve(
        png, epochs, c -> c.title("Handwritten digits: learning curve").metric("test accuracy"));
  }

  /** Draws some images with what they were read as, the mistakes first. */
  static void drawPredictions(Path png, Tensor images, Mistakes mistakes) throws IOException {
    int[] shown =
        Stream.concat(mistakes.examples().stream(), IntStream.range(0, images.dimension(0)).boxed())
            .distinct()
            .limit(SHOWN)
            .mapToInt(i -> i)
            .toArray();
    imageGrid(
        png,
        takeRows(images, shown).reshape(shown.length, 8, 8),
        g ->
            g.title("Held-out digits as the network reads them, mistakes first")
                .captions(i -> mistakes.caption(shown[i]))
                .highlight(i -> mistakes.isWrong(shown[i]))
                .inverted());
  }
}
