package dev.adjoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Reads the golden values: lines of a key, a colon, and numbers. */
public final class Golden {
  private Golden() {}

  public static Map<String, double[]> read(String file) {
    Map<String, double[]> values = new LinkedHashMap<>();
    new String(bytes(file), StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split(": "))
        .forEach(
            parts ->
                values.put(
                    parts[0],
                    Arrays.stream(parts[1].split(" ")).mapToDouble(Double::parseDouble).toArray()));
    return values;
  }

  public static byte[] bytes(String file) {
    try (InputStream in = Golden.class.getResourceAsStream("golden/" + file)) {
      return Objects.requireNonNull(in, file).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
