package dev.adjoint.plots;

import dev.adjoint.io.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Writes a picture so that a reader sees the old file or the new one, never half of it. */
final class PngFile {
  private PngFile() {}

  /** Writes images as they are. */
  static void write(Path path, Supplier<BufferedImage> drawing) throws IOException {
    write(path, drawing, Palette::exact);
  }

  /** Writes lines, text and areas of colour in a small file: rare blends may change a little. */
  static void writeDrawing(Path path, Supplier<BufferedImage> drawing) throws IOException {
    write(path, drawing, Palette::nearest);
  }

  private static void write(
      Path path, Supplier<BufferedImage> drawing, UnaryOperator<BufferedImage> palette)
      throws IOException {
    AtomicFile.write(
        path,
        channel -> {
          Fonts.require(path);
          Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("png");
          if (!writers.hasNext()) {
            throw new IOException(path + ": this Java runtime cannot write PNG files");
          }
          BufferedImage picture = palette.apply(drawing.get());
          write(Channels.newOutputStream(channel), writers.next(), picture);
        });
  }

  private static void write(OutputStream out, ImageWriter writer, BufferedImage image)
      throws IOException {
    ImageWriteParam settings = writer.getDefaultWriteParam();
    settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    // The smallest file: pictures are drawn once and kept.
    settings.setCompressionQuality(0);
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), settings);
    } finally {
      writer.dispose();
    }
  }
}
