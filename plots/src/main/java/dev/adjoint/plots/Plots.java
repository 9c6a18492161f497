package dev.adjoint.plots;

import dev.adjoint.tensor.ShapeException;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.EpochReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Pictures in block style, for static import:
 *
 * <pre>{@code
 * learningCurve(path, result.epochs(), c -> c.title("Digits").metric("test accuracy"));
 * imageGrid(path, images, g -> g.columns(8).captions(i -> "read as " + predictions[i]));
 * }</pre>
 *
 * <p>A file is written aside and moved to its place when it is complete.
 */
public final class Plots {
  private Plots() {}

  /**
   * Draws the training loss, and the validation metric if there is one, by epoch.
   *
   * @throws IllegalArgumentException if there is no epoch
   * @throws IOException if the directory is missing, the file cannot be written, or the machine has
   *     no font to draw with
   */
  public static void learningCurve(
      Path png, List<EpochReport> epochs, Consumer<LearningCurve> settings) throws IOException {
    LearningCurve curve = new LearningCurve(epochs);
    settings.accept(curve);
    PngFile.write(png, curve::draw);
  }

  /**
   * Draws images side by side.
   *
   * @param images of shape {@code [n, height, width]}, or {@code [n, channels, height, width]} with
   *     1 channel (grey) or 3 (red, green, blue)
   * @throws ShapeException if the images have another shape or no pixel
   * @throws IOException if the directory is missing, the file cannot be written, or the machine has
   *     no font to draw with
   */
  public static void imageGrid(Path png, Tensor images, Consumer<ImageGrid> settings)
      throws IOException {
    ImageGrid grid = new ImageGrid(images);
    settings.accept(grid);
    PngFile.write(png, grid::draw);
  }
}
