package dev.adjoint.data.transform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The golden values of transforms, written by {@code make_transforms.py} beside them. */
final class TransformValues {
  private TransformValues() {}

  /** Lines of a key, a colon, and numbers. */
  static Map<String, double[]> read() {
    String text;
    try (InputStream in = TransformValues.class.getResourceAsStream("transforms.txt")) {
      text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, double[]> values = new LinkedHashMap<>();
    text.lines()
        .map(line -> line.split(": "))
        .forEach(
            parts ->
                values.put(
                    parts[0],
                    Arrays.stream(parts[1].split(" ")).mapToDouble(Double::parseDouble).toArray()));
    return values;
  }
}
