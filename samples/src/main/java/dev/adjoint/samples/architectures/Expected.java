package dev.adjoint.samples.architectures;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What PyTorch computes for a network, written by {@code architectures.py} beside the tests.
 *
 * @param fingerprints of loss, logits and the gradient by each parameter
 * @param images which images they are for
 * @param cost what a step costs there
 */
record Expected(Map<String, Fingerprint> fingerprints, int images, Network.Cost cost) {
  private static final String IMAGES = "images";
  private static final String COST = "step";

  /**
   * @param name the name of the network
   */
  static Expected of(String name) throws IOException {
    Map<String, Fingerprint> fingerprints = new LinkedHashMap<>();
    String file = name + ".csv";
    try (InputStream in = Expected.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new FileNotFoundException(file + ": missing in the jar of the samples");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      text.lines()
          .skip(1)
          .map(line -> line.split(","))
          .forEach(
              cells ->
                  fingerprints.put(
                      cells[0],
                      new Fingerprint(Double.parseDouble(cells[1]), Double.parseDouble(cells[2]))));
    }
    Fingerprint cost = fingerprints.remove(COST);
    int images = (int) fingerprints.remove(IMAGES).norm();
    return new Expected(fingerprints, images, new Network.Cost(cost.norm(), cost.product()));
  }

  /**
   * The differences from what is expected, relative to its norms. What is zero but for rounding,
   * such as the gradient by a bias before another normalization, is compared with a thousandth of
   * the norm of all.
   *
   * @throws IllegalArgumentException if other things were found
   */
  Map<String, Double> differences(Map<String, Fingerprint> found) {
    if (!found.keySet().equals(fingerprints.keySet())) {
      throw new IllegalArgumentException(
          "expected " + fingerprints.keySet() + ", found " + found.keySet());
    }
    double squares = 0;
    for (Fingerprint fingerprint : fingerprints.values()) {
      squares += fingerprint.norm() * fingerprint.norm();
    }
    double least = Math.sqrt(squares) / 1000;
    Map<String, Double> result = new LinkedHashMap<>();
    found.forEach(
        (name, fingerprint) -> {
          Fingerprint expected = fingerprints.get(name);
          double size = Math.max(expected.norm(), least);
          result.put(name, fingerprint.differenceTo(expected, size));
        });
    return result;
  }
}
