package dev.adjoint.plots;

import dev.adjoint.tensor.ShapeException;
import dev.adjoint.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The settings of a grid of images, each with a default. */
public final class ImageGrid {
  private final Tensor images;
  private String title = "";
  private int columns = 8;
  private List<String> captions = List.of();
  private Set<Integer> highlighted = Set.of();
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

  /**
   * What stands below each image; nothing by default.
   *
   * @throws IllegalArgumentException if there is not one for each image
   */
  public ImageGrid captions(List<String> values) {
    if (values.size() != images.dimension(0)) {
      throw new IllegalArgumentException(
          "%d captions for %d images".formatted(values.size(), images.dimension(0)));
    }
    captions = List.copyOf(values);
    return this;
  }

  /** The numbers, from 0, of images to mark by colour, such as the wrong ones; none by default. */
  public ImageGrid highlight(Set<Integer> values) {
    highlighted = Set.copyOf(values);
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
                i ->
                    new GridPainter.Tile(
                        pixels.image(i),
                        captions.isEmpty() ? "" : captions.get(i),
                        highlighted.contains(i)))
            .toList();
    return new GridPainter(title, Math.min(columns, count), tiles).paint();
  }
}
