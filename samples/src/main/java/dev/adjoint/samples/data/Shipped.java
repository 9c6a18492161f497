package dev.adjoint.samples.data;

import dev.adjoint.io.InputFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** Opens what the jar of the samples has. */
final class Shipped {
  private Shipped() {}

  static <T> T read(String name, InputFile.Reader<T> reader) throws IOException {
    try (InputStream in = Shipped.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException(name + ": missing in the jar of the samples");
      }
      return reader.read(in);
    }
  }
}
