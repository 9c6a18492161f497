package dev.adjoint.samples.data;

import dev.adjoint.data.images.Images;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;

/** Two photographs: tensors of shape {@code [3, 320, 480]} with numbers from 0 to 1. */
public final class Photographs {
  private Photographs() {}

  /** The Summer Palace in Beijing. */
  public static Tensor china() throws IOException {
    return photograph("china");
  }

  /** A dahlia. */
  public static Tensor flower() throws IOException {
    return photograph("flower");
  }

  private static Tensor photograph(String name) throws IOException {
    String file = "photographs/" + name + ".jpg";
    return Shipped.read(file, in -> Images.read(in, file, s -> {}));
  }
}
