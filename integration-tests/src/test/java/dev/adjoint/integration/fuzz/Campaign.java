package dev.adjoint.integration.fuzz;

import dev.adjoint.integration.ProcessorOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Runs many programs, counts what comes of them, and shrinks what fails. */
final class Campaign {
  private static final int BATCH = 40;

  /** How many failures are made smaller; the others are only listed. */
  private static final int SHRUNK = Integer.getInteger("adjoint.shrink", 5);

  /** How many seconds each may take. */
  private static final long SHRINKING = Long.getLong("adjoint.shrinkSeconds", 60);

  private final Map<Failure.Kind, Integer> counts = new EnumMap<>(Failure.Kind.class);
  private final Map<String, Integer> refusals = new TreeMap<>();
  private final Map<String, String> examples = new TreeMap<>();
  private final List<Outcome> defects = new ArrayList<>();
  private final long start = System.nanoTime();
  private final Dialect dialect;
  private final LongFunction<List<String>> options;
  private int programs;
  private int compared;
  private int skipped;

  private Campaign(Dialect dialect, LongFunction<List<String>> options) {
    this.dialect = dialect;
    this.options = options;
  }

  /**
   * Runs programs from a seed on, at most for some seconds.
   *
   * @param dialect what they are written in
   * @param options the options of the processor for each batch of seeds
   */
  static Campaign run(
      Dialect dialect, long seed, int programs, long seconds, LongFunction<List<String>> options) {
    Campaign campaign = new Campaign(dialect, options);
    int batches = 0;
    for (int done = 0; done < programs && campaign.seconds() < seconds; ) {
      long from = seed + done;
      // One program, when it is run again, must get the options of its batch.
      int count = Math.min(BATCH - Math.floorMod(from, BATCH), programs - done);
      List<Program> batch = LongStream.range(from, from + count).mapToObj(dialect::write).toList();
      Runner.run(batch, campaign.optionsOf(from)).forEach(campaign::count);
      done += count;
      if (++batches % 25 == 0) {
        System.out.println(campaign.summary());
      }
    }
    return campaign;
  }

  private List<String> optionsOf(long seed) {
    return options.apply(Math.floorDiv(seed, BATCH));
  }

  private void count(Outcome outcome) {
    programs++;
    compared += outcome.compared();
    skipped += outcome.skipped();
    Failure failure = outcome.failure();
    if (failure != null) {
      counts.merge(failure.kind(), 1, Integer::sum);
      if (failure.isDefect()) {
        defects.add(outcome);
        System.out.println(again(outcome)); // Nobody need wait for the rest to see what it is.
      } else {
        refusals.merge(failure.signature(), 1, Integer::sum);
        String example = ", such as seed " + outcome.program().seed() + " " + failure.detail();
        examples.putIfAbsent(failure.signature(), example);
      }
    }
  }

  private double seconds() {
    return (System.nanoTime() - start) * 1e-9;
  }

  int programs() {
    return programs;
  }

  /** How many programs failed in a way. */
  int count(Failure.Kind kind) {
    return counts.getOrDefault(kind, 0);
  }

  int compared() {
    return compared;
  }

  int skipped() {
    return skipped;
  }

  List<Outcome> defects() {
    return defects;
  }

  /** One line of counts. */
  String summary() {
    return "%d programs in %.0f s (%.1f a second), compared at %d points, %d not smooth; %s"
        .formatted(programs, seconds(), programs / seconds(), compared, skipped, counts);
  }

  /** The counts, the refusals, and each defect with a small program and how to run it again. */
  String describe() {
    StringBuilder result = new StringBuilder(summary()).append('\n');
    refusals.forEach(
        (what, count) ->
            result
                .append(count)
                .append(" x ")
                .append(what)
                .append(examples.get(what))
                .append('\n'));
    List<Outcome> sorted = sorted();
    for (int i = 0; i < sorted.size(); i++) {
      Outcome outcome = sorted.get(i);
      result.append(i < SHRUNK ? shrunk(outcome) : brief(outcome));
    }
    return result.toString();
  }

  /** Each way to fail once, then the others; the smallest first. */
  private List<Outcome> sorted() {
    List<Outcome> others = new ArrayList<>(defects);
    others.sort(Comparator.comparingInt(outcome -> outcome.program().size()));
    List<Outcome> result = new ArrayList<>();
    for (Outcome outcome : List.copyOf(others)) {
      Failure failure = Objects.requireNonNull(outcome.failure());
      if (result.stream().noneMatch(earlier -> earlier.isLike(failure))) {
        result.add(outcome);
        others.remove(outcome);
      }
    }
    result.addAll(others);
    return result;
  }

  private String brief(Outcome outcome) {
    return "\n%s\n%s\n%s\n"
        .formatted(outcome.failure(), optionsOf(outcome.program().seed()), again(outcome));
  }

  private String shrunk(Outcome outcome) {
    List<String> chosen = optionsOf(outcome.program().seed());
    Outcome small = Shrinker.shrink(outcome, chosen, SHRINKING);
    return brief(small) + String.join("\n", Runner.sources(small.program(), "P0").values()) + "\n";
  }

  private String again(Outcome outcome) {
    return "again: mvn -pl integration-tests -am verify -Dtest="
        + dialect.test()
        + " -Dsurefire.failIfNoSpecifiedTests=false -Dadjoint.programs=1 -Dadjoint.seed="
        + outcome.program().seed()
        + ProcessorOptions.property();
  }
}
