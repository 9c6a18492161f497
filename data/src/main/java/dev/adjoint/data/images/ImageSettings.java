package dev.adjoint.data.images;

import java.util.Optional;

/** How image files are to be read, each setting with a default. */
public final class ImageSettings {
  private int channels = 3;
  private Optional<Size> size = Optional.empty();

  ImageSettings() {}

  /**
   * Reads shades of gray: one channel, 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601) of what
   * has colours. By default there are three channels: red, green and blue.
   */
  public ImageSettings grayscale() {
    channels = 1;
    return this;
  }

  /**
   * Resizes every image as {@link Images#resize} does, without regard for its proportions; by
   * default images keep their sizes, and those of a folder must be equal.
   *
   * @throws IllegalArgumentException if a size is not positive
   */
  public ImageSettings size(int height, int width) {
    if (height <= 0 || width <= 0) {
      throw new IllegalArgumentException(
          "size: %d x %d, expected positive numbers".formatted(height, width));
    }
    size = Optional.of(new Size(height, width));
    return this;
  }

  int channels() {
    return channels;
  }

  Optional<Size> size() {
    return size;
  }

  /** A height and a width, both positive. */
  record Size(int height, int width) {}
}
