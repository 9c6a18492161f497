package dev.adjoint.plots;

import dev.adjoint.tensor.ShapeException;
import dev.adjoint.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The settings of a grid of images, each with a default. */
public final class ImageGrid {
  private final Tensor images;
  private String title = "";
  private int columns = 8;
  private IntFunction<String> captions = i -> "";
  private IntPredicate highlighted = i -> false;
  private boolean inverted;

  ImageGrid(Tensor images) {
    int[] shape = images.shape();
    boolean grey = shape.length == 3 || shape.length == 4 && shape[1] == 1;
    boolean colored = shape.length == 4 && shape[1] == 3;
    if (!(grey || colored) || images.size() == 0) {
      throw new ShapeException(
          "imageGrid: images of shape [n, height, width] or [n, 1 or 3, height, width] expected: "
              + Arrays.toString(shape));
    }
    int channels = colored ? 3 : 1;
    this.images = images.reshape(shape[0], channels, images.dimension(-2), images.dimension(-1));
  }

  /** What stands above; nothing by default. */
  public ImageGrid title(String value) {
    title = value;
    return this;
  }

  /**
   * How many images stand in a row; 8 by default.
   *
   * @throws IllegalArgumentException if the number is not positive
   */
  public ImageGrid columns(int value) {
    if (value <= 0) {
      throw new IllegalArgumentException("columns must be positive: " + value);
    }
    columns = value;
    return this;
  }

  /** What stands below each image, by its number from 0; nothing by default. */
  public ImageGrid captions(IntFunction<String> value) {
    captions = value;
    return this;
  }

  /** Which images, by their number from 0, are marked by colour; none by default. */
  public ImageGrid highlight(IntPredicate value) {
    highlighted = value;
    return this;
  }

  /** Draws the greatest value black and the least white, as ink on paper. */
  public ImageGrid inverted() {
    inverted = true;
    return this;
  }

  BufferedImage draw() {
    int count = images.dimension(0);
    Pixels pixels = new Pixels(images, inverted);
    List<GridPainter.Tile> tiles =
        IntStream.range(0, count)
            .mapToObj(
                i -> new GridPainter.Tile(pixels.image(i), captions.apply(i), highlighted.test(i)))
            .toList();
    return new GridPainter(title, Math.min(columns, count), tiles).paint();
  }
}
