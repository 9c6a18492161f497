package dev.adjoint.data.images;

import dev.adjoint.io.AtomicFile;
import dev.adjoint.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/**
 * Reads PNG and JPEG files as tensors, and writes PNG files.
 *
 * <p>Numbers are from 0, black, to 1. Transparency is dropped.
 */
public final class Images {
  private static final float MAX = 255;

  private Images() {}

  /**
   * Reads a file in colour and in its own size.
   *
   * @return a tensor of shape {@code [3, H, W]}: red, green and blue
   * @throws ImageException as {@link #read(Path, Consumer)}
   */
  public static Tensor read(Path path) throws IOException {
    return read(path, settings -> {});
  }

  /**
   * Reads a file, such as {@code Images.read(path, s -> s.grayscale().size(64, 64))}.
   *
   * @return a tensor of shape {@code [3, H, W]}, or {@code [1, H, W]} in shades of gray
   * @throws ImageException if the file is missing, is no image that this Java runtime reads, is
   *     broken or too large; the message names the path and what was expected
   */
  public static Tensor read(Path path, Consumer<ImageSettings> settings) throws IOException {
    ImageSettings chosen = new ImageSettings();
    settings.accept(chosen);
    return read(path, chosen);
  }

  static Tensor read(Path path, ImageSettings settings) throws IOException {
    if (Files.isDirectory(path)) {
      throw new ImageException(path + ": a directory found, expected a PNG or JPEG image");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return read(in, path.toString(), settings);
    } catch (NoSuchFileException e) {
      throw new ImageException(path + ": no such file, expected a PNG or JPEG image", e);
    } catch (AccessDeniedException e) {
      throw new ImageException(path + ": may not be read, expected a PNG or JPEG image", e);
    }
  }

  /**
   * Reads a stream, such as that of a resource; the caller closes it.
   *
   * @param name what messages call the stream
   * @throws ImageException as {@link #read(Path, Consumer)}
   */
  public static Tensor read(InputStream in, String name, Consumer<ImageSettings> settings)
      throws IOException {
    ImageSettings chosen = new ImageSettings();
    settings.accept(chosen);
    return read(in, name, chosen);
  }

  static Tensor read(InputStream in, String name, ImageSettings settings) throws IOException {
    Planes planes = Planes.of(Decoder.decode(in, name), settings.channels());
    return settings.size().isPresent() ? planes.resized(settings.size().get()) : planes.toTensor();
  }

  /**
   * Resizes an image by linear interpolation, weighted over all pixels that a smaller one covers,
   * as PyTorch's {@code interpolate(mode="bilinear", antialias=True)} does.
   *
   * @param image a tensor of shape {@code [C, H, W]}
   * @return a tensor of shape {@code [C, height, width]}
   * @throws IllegalArgumentException if the shape is another, or a size is not positive
   */
  public static Tensor resize(Tensor image, int height, int width) {
    return Planes.of(image).resized(new ImageSettings().size(height, width).size().orElseThrow());
  }

  /**
   * Writes an image as a PNG file.
   *
   * @param image a tensor of shape {@code [3, H, W]}, {@code [1, H, W]} or {@code [H, W]}; numbers
   *     below 0 and above 1 are clipped, the others rounded to one of 256 steps
   * @throws IllegalArgumentException if the shape is another, or a number is NaN
   * @throws IOException if the file cannot be written; an existing one is then unchanged
   */
  public static void writePng(Path path, Tensor image) throws IOException {
    BufferedImage picture = picture(image);
    AtomicFile.write(
        path,
        channel -> {
          OutputStream out = Channels.newOutputStream(channel);
          if (!ImageIO.write(picture, "png", out)) {
            throw new IOException(path + ": this Java runtime cannot write PNG files");
          }
        });
  }

  private static BufferedImage picture(Tensor image) {
    int[] shape = image.shape();
    int channels = shape.length == 2 ? 1 : shape.length == 3 ? shape[0] : 0;
    if (channels != 1 && channels != 3 || image.size() == 0) {
      throw new IllegalArgumentException(
          "an image of shape [3, H, W], [1, H, W] or [H, W] expected, found "
              + Arrays.toString(shape));
    }
    int height = shape[shape.length - 2];
    int width = shape[shape.length - 1];
    BufferedImage picture =
        new BufferedImage(
            width,
            height,
            channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    float[] pixels = image.array();
    int[] samples = new int[width * height];
    for (int channel = 0; channel < channels; channel++) {
      for (int i = 0; i < samples.length; i++) {
        samples[i] = sample(pixels[channel * samples.length + i]);
      }
      picture.getRaster().setSamples(0, 0, width, height, channel, samples);
    }
    return picture;
  }

  private static int sample(float number) {
    if (Float.isNaN(number)) {
      throw new IllegalArgumentException("an image has a number that is NaN");
    }
    return Math.round(Math.max(0, Math.min(1, number)) * MAX);
  }
}
