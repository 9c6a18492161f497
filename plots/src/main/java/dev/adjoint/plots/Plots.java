package dev.adjoint.plots;

import dev.adjoint.graph.ComputationGraph;
import dev.adjoint.io.AtomicFile;
import dev.adjoint.tensor.ShapeException;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.train.EpochReport;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;

/**
 * Pictures in block style, for static import:
 *
 * <pre>{@code
 * learningCurve(path, result.epochs(), c -> c.title("Digits").metric("test accuracy"));
 * chart(path, c -> c.title("Error").axes("width", "error").logY().marked("test", widths, errors));
 * surface(path, (x, y) -> x * x - y * y, s -> s.title("A saddle").path("descent", xs, ys));
 * imageGrid(path, images, g -> g.columns(8).captions(i -> "read as " + predictions[i]));
 * computationGraph(path, MlpGrad.lossGraph(model, x, labels));
 * }</pre>
 *
 * <p>A file is written aside and moved to its place when it is complete.
 */
public final class Plots {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 460;
  private static final int SQUARE = 560;
  private static final int PANEL_WIDTH = 440;
  private static final int PANEL_HEIGHT = 340;

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
    PictureFile.writeDrawing(png, curve::draw);
  }

  /**
   * Draws images side by side.
   *
   * @param file a name that ends with {@code .jpg} makes a JPEG file, which is much smaller for
   *     photographs and loses a little; any other a PNG file
   * @param images of shape {@code [n, height, width]}, or {@code [n, channels, height, width]} with
   *     1 channel (grey) or 3 (red, green, blue)
   * @throws ShapeException if the images have another shape or no pixel
   * @throws IOException if the directory is missing, the file cannot be written, or the machine has
   *     no font to draw with
   */
  public static void imageGrid(Path file, Tensor images, Consumer<ImageGrid> settings)
      throws IOException {
    ImageGrid grid = new ImageGrid(images);
    settings.accept(grid);
    PictureFile.write(file, grid::draw);
  }

  /**
   * Draws lines and points over two axes.
   *
   * @throws IllegalArgumentException if there is neither a line nor points
   * @throws IOException if the directory is missing, the file cannot be written, or the machine has
   *     no font to draw with
   */
  public static void chart(Path png, Consumer<Chart> settings) throws IOException {
    Panel chart = Panel.chart(settings);
    PictureFile.writeDrawing(png, () -> chart.draw(WIDTH, HEIGHT));
  }

  /**
   * Draws a function of two variables from above, with paths and points on it.
   *
   * @throws IOException if the directory is missing, the file cannot be written, or the machine has
   *     no font to draw with
   */
  public static void surface(Path png, DoubleBinaryOperator function, Consumer<Surface> settings)
      throws IOException {
    Panel surface = Panel.surface(function, settings);
    PictureFile.writeDrawing(png, () -> surface.draw(SQUARE, SQUARE));
  }

  /**
   * Draws charts and surfaces beside and below each other, row by row.
   *
   * @param columns how many stand in a row
   * @throws IllegalArgumentException if there are no columns or no panels
   * @throws IOException if the directory is missing, the file cannot be written, or the machine has
   *     no font to draw with
   */
  public static void panels(Path png, int columns, List<? extends Panel> panels)
      throws IOException {
    if (columns <= 0 || panels.isEmpty()) {
      throw new IllegalArgumentException(
          "one column and one panel expected, or more: %d columns, %d panels"
              .formatted(columns, panels.size()));
    }
    PictureFile.writeDrawing(
        png,
        () -> {
          int across = Math.min(columns, panels.size());
          int down = (panels.size() - 1) / columns + 1;
          BufferedImage picture =
              new BufferedImage(
                  across * PANEL_WIDTH, down * PANEL_HEIGHT, BufferedImage.TYPE_INT_RGB);
          Graphics2D graphics = picture.createGraphics();
          graphics.setColor(Color.WHITE);
          graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
          for (int i = 0; i < panels.size(); i++) {
            BufferedImage panel = panels.get(i).draw(PANEL_WIDTH, PANEL_HEIGHT);
            graphics.drawImage(panel, i % columns * PANEL_WIDTH, i / columns * PANEL_HEIGHT, null);
          }
          graphics.dispose();
          return picture;
        });
  }

  /**
   * Draws a computation graph from top to bottom: with each parameter and each operation the value,
   * and below it the adjoint.
   *
   * @param file a name that ends with {@code .svg} makes a vector graphic, which needs no font on
   *     this machine; any other a PNG file
   * @throws IOException if the directory is missing, the file cannot be written, or the machine has
   *     no font to draw a PNG file with
   */
  public static void computationGraph(Path file, ComputationGraph graph) throws IOException {
    GraphPicture picture = new GraphPicture(graph);
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".svg")) {
      AtomicFile.writeText(file, SvgPen.draw(picture));
    } else {
      PictureFile.writeDrawing(file, () -> PixelPen.draw(picture));
    }
  }
}
