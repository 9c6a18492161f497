package dev.adjoint.plots;

import dev.adjoint.tensor.ShapeException;
import dev.adjoint.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The settings of a grid of images, each with a default. */
public final class ImageGrid {
  private final Pixels images;
  private String title = "";
  private int columns = 8;
  private IntFunction<String> captions = i -> "";
  private IntPredicate highlighted = i -> false;
  private boolean inverted;
  private IntFunction<Shades> shades;

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
    this.images =
        new Pixels(images.reshape(shape[0], channels, images.dimension(-2), images.dimension(-1)));
    Shades common = this.images.shadesOfAll();
    this.shades = i -> common;
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

  /**
   * Draws one value, and what is below, black, and another, and what is above, white; by default
   * these are the least and the greatest value of all images.
   *
   * @throws IllegalArgumentException if the first is not below the second
   */
  public ImageGrid range(double black, double white) {
    if (!(black < white)) {
      throw new IllegalArgumentException(
          "black must be below white: %s and %s".formatted(black, white));
    }
    Shades range = new Shades((float) black, (float) white);
    shades = i -> range;
    return this;
  }

  /** Draws the least value of each image black and its greatest white, whatever the others have. */
  public ImageGrid ranges() {
    shades = images::shadesOf;
    return this;
  }

  /** Draws the greatest value black and the least white, as ink on paper. */
  public ImageGrid inverted() {
    inverted = true;
    return this;
  }

  BufferedImage draw() {
    int count = images.images().dimension(0);
    return new GridPainter(
            title,
            Math.min(columns, count),
            IntStream.range(0, count).mapToObj(this::tile).toList())
        .paint();
  }

  private GridPainter.Tile tile(int number) {
    Shades own = shades.apply(number);
    return new GridPainter.Tile(
        images.image(number, inverted ? own.inverted() : own),
        captions.apply(number),
        highlighted.test(number));
  }
}
