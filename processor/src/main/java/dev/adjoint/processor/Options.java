package dev.adjoint.processor;

import dev.adjoint.processor.analysis.Analysis;
import dev.adjoint.processor.analysis.Switches;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.frontend.Suggestion;
import dev.adjoint.processor.ir.Position;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the user chose by {@code -A} options.
 *
 * @param explains whether generated code says why each value is kept
 * @param traces whether generated code shows each value as it is computed
 * @param names whether generated code says of each statement which line it belongs to
 * @param draws whether a graph of each method and its adjoint is written
 * @param methodSize the most bytes of code that a generated method may have
 */
record Options(
    Switches switches,
    boolean explains,
    boolean traces,
    boolean names,
    boolean draws,
    int methodSize) {
  /** HotSpot never compiles a method that is longer. */
  private static final int HUGE = 8_000;

  /** What holds if nothing was chosen. */
  static final Options NONE = new Options(Switches.ALL_ON, false, false, false, false, HUGE);

  private static final String PREFIX = "adjoint.";
  private static final String EXPLAIN = PREFIX + "explain";
  private static final String TRACE = PREFIX + "trace";
  private static final String LINES = PREFIX + "lines";
  private static final String GRAPH = PREFIX + "graph";
  private static final String METHOD_SIZE = PREFIX + "methodSize";
  private static final String THREAD = PREFIX + "thread";
  private static final String ON = "on";
  private static final String OFF = "off";

  /** The names of all options, without {@code -A}. */
  static Set<String> all() {
    return new LinkedHashSet<>(
        Stream.concat(
                Arrays.stream(Analysis.values()).map(Analysis::option),
                Stream.of(EXPLAIN, TRACE, LINES, GRAPH, METHOD_SIZE, THREAD))
            .toList());
  }

  /** Whether the processor works on a thread of its own, which has the room for deep recursion. */
  static boolean hasOwnThread(Map<String, String> given) {
    return !OFF.equals(given.get(THREAD));
  }

  /** Reads what javac was given, and reports what makes no sense. */
  static Options read(Map<String, String> given, Findings findings) {
    Map<String, String> own = new TreeMap<>(given);
    own.keySet().removeIf(name -> !name.startsWith(PREFIX));
    own.forEach((name, value) -> check(name, value, findings));
    Set<Analysis> off = EnumSet.noneOf(Analysis.class);
    for (Analysis analysis : Analysis.values()) {
      if (OFF.equals(own.get(analysis.option()))) {
        off.add(analysis);
      }
    }
    String size = own.get(METHOD_SIZE);
    return new Options(
        new Switches(off),
        ON.equals(own.get(EXPLAIN)),
        ON.equals(own.get(TRACE)),
        ON.equals(own.get(LINES)),
        ON.equals(own.get(GRAPH)),
        isSize(size) ? Integer.parseInt(size) : HUGE);
  }

  private static void check(String name, String value, Findings findings) {
    List<String> names = List.copyOf(all());
    if (!names.contains(name)) {
      findings.add(
          Message.UNKNOWN_OPTION,
          Position.NONE,
          name,
          Suggestion.among(names, name),
          String.join(", ", names));
    } else if (name.equals(METHOD_SIZE)
        ? !isSize(value)
        : !ON.equals(value) && !OFF.equals(value)) {
      findings.add(
          Message.OPTION_VALUE,
          Position.NONE,
          name,
          value == null ? "" : "=" + value,
          name.equals(METHOD_SIZE) ? "=" + HUGE + ", the most bytes of a method" : "=off or =on");
    }
  }

  private static boolean isSize(@Nullable String value) {
    return value != null && value.matches("[1-9][0-9]{0,8}");
  }
}
