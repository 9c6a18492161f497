package dev.adjoint.plots;

import java.awt.image.BufferedImage;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;

/** A picture that can stand alone or beside others. */
public sealed interface Panel permits Chart, Surface {
  /** A chart of lines and points. */
  static Panel chart(Consumer<Chart> settings) {
    Chart chart = new Chart();
    settings.accept(chart);
    return chart;
  }

  /** A function of two variables, seen from above. */
  static Panel surface(DoubleBinaryOperator function, Consumer<Surface> settings) {
    Surface surface = new Surface(function);
    settings.accept(surface);
    return surface;
  }

  /** Draws it in a size in pixels. */
  BufferedImage draw(int width, int height);
}
