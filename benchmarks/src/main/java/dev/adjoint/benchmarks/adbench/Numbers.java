package dev.adjoint.benchmarks.adbench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Reads ADBench's text files of numbers; lines that start with a hash are remarks. */
final class Numbers {
  private final double[] all;
  private int next;

  private Numbers(double[] all) {
    this.all = all;
  }

  /** The numbers of a file, to be taken one after the other. */
  static Numbers of(String file) {
    return new Numbers(
        lines(file).stream()
            .flatMap(line -> Arrays.stream(line.strip().split("[\\s:]+")))
            .filter(word -> !word.isEmpty())
            .mapToDouble(Double::parseDouble)
            .toArray());
  }

  /** The lines of a file but for remarks. */
  static List<String> lines(String file) {
    try (InputStream in = Numbers.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("no data file " + file);
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int integer() {
    return (int) all[next++];
  }

  double number() {
    return all[next++];
  }

  double[] take(int count) {
    next += count;
    return Arrays.copyOfRange(all, next - count, next);
  }

  double[] rest() {
    return take(all.length - next);
  }
}
