package dev.adjoint.data.images;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes image files by what the Java runtime brings, within limits. */
final class Decoder {
  /** A file of a few bytes may announce any size; a photograph has some ten million pixels. */
  private static final long MAX_PIXELS = 1L << 27;

  private static final Pattern MISSING =
      Pattern.compile("truncated|premature end", Pattern.CASE_INSENSITIVE);

  private static final String EXPECTED = "expected a PNG or JPEG image";

  private Decoder() {}

  static BufferedImage decode(InputStream in, String name) throws IOException {
    try (ImageInputStream stream = new MemoryCacheImageInputStream(in)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        throw new ImageException("%s: no image found, %s".formatted(name, EXPECTED));
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(stream, true, true);
        return decode(reader, name);
      } finally {
        reader.dispose();
      }
    }
  }

  private static BufferedImage decode(ImageReader reader, String name) throws IOException {
    try {
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      if (pixels > MAX_PIXELS) {
        throw new ImageException(
            "%s: an image of %d x %d found, expected at most %d pixels"
                .formatted(name, reader.getWidth(0), reader.getHeight(0), MAX_PIXELS));
      }
      List<String> warnings = new ArrayList<>();
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      BufferedImage image = reader.read(0);
      // What is missing of a JPEG file would be gray, with no more than a warning.
      for (String warning : warnings) {
        if (MISSING.matcher(warning).find()) {
          throw new ImageException(
              "%s: truncated or broken image: %s, %s".formatted(name, warning, EXPECTED));
        }
      }
      return image;
    } catch (ImageException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The readers of the JDK throw all kinds of exceptions when a file is broken.
      throw new ImageException("%s: broken image: %s, %s".formatted(name, e, EXPECTED), e);
    }
  }
}
