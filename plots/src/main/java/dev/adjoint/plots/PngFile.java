package dev.adjoint.plots;

import dev.adjoint.io.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

/** Writes a picture so that a reader sees the old file or the new one, never half of it. */
final class PngFile {
  private PngFile() {}

  static void write(Path path, Supplier<BufferedImage> drawing) throws IOException {
    AtomicFile.write(
        path,
        channel -> {
          Fonts.require(path);
          if (!ImageIO.write(drawing.get(), "png", Channels.newOutputStream(channel))) {
            throw new IOException(path + ": this Java runtime cannot write PNG files");
          }
        });
  }
}
