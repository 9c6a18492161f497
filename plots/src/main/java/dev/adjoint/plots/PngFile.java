package dev.adjoint.plots;

import dev.adjoint.io.AtomicFile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Supplier;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Writes a picture so that a reader sees the old file or the new one, never half of it. */
final class PngFile {
  private static final int LARGEST_PALETTE = 256;

  private PngFile() {}

  static void write(Path path, Supplier<BufferedImage> drawing) throws IOException {
    AtomicFile.write(
        path,
        channel -> {
          Fonts.require(path);
          Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("png");
          if (!writers.hasNext()) {
            throw new IOException(path + ": this Java runtime cannot write PNG files");
          }
          write(Channels.newOutputStream(channel), writers.next(), indexed(drawing.get()));
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

  /** The same picture with a byte for each pixel, if it has so few colours. */
  private static BufferedImage indexed(BufferedImage image) {
    int width = image.getWidth();
    int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    int[] colors = Arrays.stream(pixels).sorted().distinct().toArray();
    if (colors.length > LARGEST_PALETTE) {
      return image;
    }
    IndexColorModel palette =
        new IndexColorModel(8, colors.length, colors, 0, false, -1, DataBuffer.TYPE_BYTE);
    BufferedImage result =
        new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, palette);
    byte[] row = new byte[width];
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < width; x++) {
        row[x] = (byte) Arrays.binarySearch(colors, pixels[y * width + x]);
      }
      result.getRaster().setDataElements(0, y, width, 1, row);
    }
    return result;
  }
}
