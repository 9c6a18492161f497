package dev.adjoint.plots;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.nio.file.Path;
import java.util.Optional;

/** Whether the machine has a font. Servers and containers may have none. */
final class Fonts {
  private Fonts() {}

  /**
   * Looks for a font before anything is drawn.
   *
   * @param path the picture, for the message
   * @throws NoFontException if there is none; the message has the remedy
   */
  static void require(Path path) throws NoFontException {
    Optional<Throwable> failure = failure();
    if (failure.isPresent()) {
      throw new NoFontException(
          path
              + ": the Java runtime found no font to draw with; install fontconfig and a font"
              + " (Debian: apt-get install fontconfig fonts-dejavu-core)",
          failure.get());
    }
  }

  /** What the JDK throws for the want of a font; it differs by version, and by attempt. */
  static Optional<Throwable> failure() {
    try {
      Look.font(Font.PLAIN, 12).getStringBounds("a", new FontRenderContext(null, true, false));
      return Optional.empty();
    } catch (RuntimeException | LinkageError | InternalError e) {
      return Optional.of(e);
    }
  }

  /** How wide a text is. */
  static double width(String text, Font font) {
    return font.getStringBounds(text, new FontRenderContext(null, true, false)).getWidth();
  }
}
