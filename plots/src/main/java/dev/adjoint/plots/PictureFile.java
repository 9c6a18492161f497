package dev.adjoint.plots;

import dev.adjoint.io.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.Supplier;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Writes a picture so that a reader sees the old file or the new one, never half of it. */
final class PictureFile {
  /** Where the blocks of JPEG are hard to see, and a photograph takes a byte for some pixels. */
  private static final float JPEG_QUALITY = 0.85f;

  private PictureFile() {}

  /** Writes images as they are, or by the name of the file as JPEG. */
  static void write(Path path, Supplier<BufferedImage> drawing) throws IOException {
    if (isJpeg(path)) {
      write(path, drawing, "jpeg", JPEG_QUALITY);
    } else {
      write(path, () -> Palette.exact(drawing.get()), "png", 0);
    }
  }

  /** Writes lines, text and areas of colour in a small file: rare blends may change a little. */
  static void writeDrawing(Path path, Supplier<BufferedImage> drawing) throws IOException {
    write(path, () -> Palette.nearest(drawing.get()), "png", 0);
  }

  private static boolean isJpeg(Path path) {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".jpg") || name.endsWith(".jpeg");
  }

  private static void write(
      Path path, Supplier<BufferedImage> drawing, String format, float quality) throws IOException {
    AtomicFile.write(
        path,
        channel -> {
          Fonts.require(path);
          Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
          if (!writers.hasNext()) {
            throw new IOException(
                "%s: this Java runtime cannot write %s files"
                    .formatted(path, format.toUpperCase(Locale.ROOT)));
          }
          write(Channels.newOutputStream(channel), writers.next(), drawing.get(), quality);
        });
  }

  /**
   * Writes a picture.
   *
   * @param quality for PNG, which loses nothing, 0 is the smallest file: pictures are drawn once
   *     and kept
   */
  private static void write(
      OutputStream out, ImageWriter writer, BufferedImage image, float quality) throws IOException {
    ImageWriteParam settings = writer.getDefaultWriteParam();
    settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    settings.setCompressionQuality(quality);
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), settings);
    } finally {
      writer.dispose();
    }
  }
}
