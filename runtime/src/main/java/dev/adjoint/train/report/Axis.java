package dev.adjoint.train.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A scale from numbers to a range of pixels, with ticks at round numbers.
 *
 * @param low the number at the first pixel
 * @param high the number at the last one
 * @param isLogarithmic whether equal factors have equal lengths
 */
record Axis(double low, double high, boolean isLogarithmic) {
  private static final int TICKS = 7;

  /** An axis that holds all numbers from a least to a greatest one, and ends at round ones. */
  static Axis linear(double least, double greatest) {
    double spread = greatest > least ? greatest - least : Math.max(Math.abs(least), 1e-12);
    double from = greatest > least ? least : least - spread / 2;
    double to = greatest > least ? greatest : greatest + spread / 2;
    double step = roundStep((to - from) / TICKS);
    return new Axis(Math.floor(from / step) * step, Math.ceil(to / step) * step, false);
  }

  /** An axis for positive numbers, with a part of a power of ten at its ends. */
  static Axis logarithmic(double least, double greatest) {
    double margin = Math.pow(greatest / least, 0.04);
    return new Axis(least / margin, greatest * margin, true);
  }

  /** An axis that ends exactly where the numbers do. */
  static Axis exact(double least, double greatest) {
    return new Axis(least, greatest > least ? greatest : least + 1, false);
  }

  /** Where a number is, from 0 to 1. */
  double place(double number) {
    return isLogarithmic
        ? Math.log(number / low) / Math.log(high / low)
        : (number - low) / (high - low);
  }

  List<Double> ticks() {
    return isLogarithmic ? logarithmicTicks() : linearTicks();
  }

  private List<Double> linearTicks() {
    double step = roundStep((high - low) / TICKS);
    List<Double> ticks = new ArrayList<>();
    for (long i = Math.round(Math.ceil(low / step - 1e-9)); i * step <= high + 1e-9 * step; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  private List<Double> logarithmicTicks() {
    List<Double> all = new ArrayList<>();
    List<Double> powers = new ArrayList<>();
    int first = (int) Math.floor(Math.log10(low));
    int last = (int) Math.ceil(Math.log10(high));
    for (int power = first; power <= last; power++) {
      for (int digit : new int[] {1, 2, 5}) {
        double tick = digit * Math.pow(10, power);
        if (tick >= low && tick <= high) {
          all.add(tick);
          if (digit == 1) {
            powers.add(tick);
          }
        }
      }
    }
    List<Double> ticks = powers.size() >= 3 ? powers : all;
    int every = (ticks.size() - 1) / TICKS + 1;
    return IntStream.range(0, ticks.size())
        .filter(i -> i % every == 0)
        .mapToObj(ticks::get)
        .toList();
  }

  /** The next of 1, 2 and 5 times a power of ten. */
  private static double roundStep(double step) {
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    double digit = step / power;
    return power * (digit <= 1 + 1e-9 ? 1 : digit <= 2 + 1e-9 ? 2 : digit <= 5 + 1e-9 ? 5 : 10);
  }

  /** A number in at most four digits, without zeros at its end. */
  static String text(double number) {
    if (number == 0 || !Double.isFinite(number)) {
      return number == 0 ? "0" : Double.toString(number);
    }
    double size = Math.abs(number);
    if (size >= 1e6 || size < 1e-4) {
      return Html.format("%.2e", number)
          .replaceFirst("\\.?0+e", "e")
          .replaceFirst("e([+-])0", "e$1")
          .replace("e+", "e");
    }
    int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
    String text = Html.format("%." + decimals + "f", number);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }
}
