package dev.adjoint.plots;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

/** Writes a picture so that a reader sees the old file or the new one, never half of it. */
final class PngFile {
  private PngFile() {}

  static void write(Path path, Supplier<BufferedImage> drawing) throws IOException {
    Path absolute = path.toAbsolutePath();
    Path directory = absolute.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new IOException(path + ": no such directory: " + directory);
    }
    Fonts.require(path);
    BufferedImage picture = drawing.get();
    // Not a temporary file of the JDK's, which nobody but its owner could read.
    Path aside =
        absolute.resolveSibling("%s.%x.part".formatted(absolute.getFileName(), System.nanoTime()));
    try {
      try (OutputStream out = Files.newOutputStream(aside, StandardOpenOption.CREATE_NEW)) {
        if (!ImageIO.write(picture, "png", out)) {
          throw new IOException(path + ": this Java runtime cannot write PNG files");
        }
      }
      Files.move(aside, absolute, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
  }
}
