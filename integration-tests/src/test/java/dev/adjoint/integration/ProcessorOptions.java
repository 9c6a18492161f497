package dev.adjoint.integration;

import dev.adjoint.processor.analysis.Analysis;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The options of the processor that all tests run with, from {@code -Dadjoint.options}: {@code
 * all-off} for no analysis, options as javac takes them, {@code "-Aadjoint.fusion=off …"}, or
 * {@code random}, which leaves the choice to what a program is written from.
 */
public final class ProcessorOptions {
  private static final String CHOSEN = System.getProperty("adjoint.options", "").strip();
  private static final List<String> OF_THIS_RUN = read();

  private ProcessorOptions() {}

  private static List<String> read() {
    if (CHOSEN.equals("all-off")) {
      return allOff();
    }
    return CHOSEN.isEmpty() || CHOSEN.equals("random") ? List.of() : List.of(CHOSEN.split("\\s+"));
  }

  /** What every compilation of this run gets. */
  static List<String> ofThisRun() {
    return OF_THIS_RUN;
  }

  /** Whether this run uses the processor as users do: other runs write other code. */
  public static boolean areDefault() {
    return OF_THIS_RUN.isEmpty();
  }

  /** What a number of this run chooses, if the choice is left to it. */
  public static List<String> chosenBy(long number) {
    Random random = new Random(number);
    return CHOSEN.equals("random")
        ? Arrays.stream(Analysis.values())
            .filter(analysis -> random.nextBoolean())
            .map(ProcessorOptions::off)
            .toList()
        : List.of();
  }

  /** What makes the options of this run, for the command that repeats it. */
  public static String property() {
    return CHOSEN.isEmpty() ? "" : " \"-Dadjoint.options=" + CHOSEN + "\"";
  }

  /** The option that switches an analysis off. */
  public static String off(Analysis analysis) {
    return "-A" + analysis.option() + "=off";
  }

  /** Each analysis switched off, and all of them. */
  public static Stream<List<String>> switches() {
    return Stream.concat(
        Arrays.stream(Analysis.values()).map(ProcessorOptions::off).map(List::of),
        Stream.of(allOff()));
  }

  /** The options that switch all analyses off. */
  public static List<String> allOff() {
    return Arrays.stream(Analysis.values()).map(ProcessorOptions::off).toList();
  }
}
