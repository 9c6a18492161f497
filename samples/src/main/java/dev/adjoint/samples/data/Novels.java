package dev.adjoint.samples.data;

import dev.adjoint.data.text.Texts;
import java.io.IOException;

/** Texts to learn a language from. */
public final class Novels {
  private Novels() {}

  /** Herman Melville's Moby-Dick (1851), 1.2 million characters. */
  public static String mobyDick() throws IOException {
    String file = "texts/moby-dick.txt.gz";
    return Shipped.read(file, in -> Texts.read(in, file));
  }
}
