package dev.adjoint.integration.fuzz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a program smaller as long as it fails in the same way. */
final class Shrinker {
  /** How many smaller programs are compiled at once. */
  private static final int BATCH = 16;

  private final Reductions reductions;
  private final Failure failure;
  private final List<String> options;
  private final long deadline;
  private Outcome best;

  private Shrinker(Outcome outcome, Failure failure, List<String> options, long seconds) {
    this.reductions = new Reductions(outcome.program().dialect().grammar());
    this.failure = failure;
    this.options = options;
    this.best = outcome;
    this.deadline = System.nanoTime() + seconds * 1_000_000_000;
  }

  /** The smallest program found within some seconds that fails as the given one does. */
  static Outcome shrink(Outcome outcome, List<String> options, long seconds) {
    Failure failure = outcome.failure();
    return failure == null ? outcome : new Shrinker(outcome, failure, options, seconds).shrink();
  }

  private Outcome shrink() {
    while (System.nanoTime() < deadline && step()) {
      // The best one gets smaller.
    }
    return best;
  }

  private List<Outcome> run(List<Program> all, int from) {
    return Runner.run(all.subList(from, Math.min(all.size(), from + BATCH)), options);
  }

  private static String text(Program program) {
    return Printer.print(program, "P") + Printer.printElsewhere(program, "P");
  }

  /** Tries smaller programs, the smallest first, up to one that fails too. */
  private boolean step() {
    Map<String, Program> candidates = new LinkedHashMap<>();
    int size = best.program().size();
    reductions.of(best.program()).stream()
        .filter(candidate -> candidate.size() < size)
        .sorted(Comparator.comparingInt(Program::size))
        .forEach(candidate -> candidates.putIfAbsent(text(candidate), candidate));
    List<Program> all = new ArrayList<>(candidates.values());
    for (int i = 0; i < all.size() && System.nanoTime() < deadline; i += BATCH) {
      for (Outcome outcome : run(all, i)) {
        if (outcome.isLike(failure)) {
          best = outcome;
          return true;
        }
      }
    }
    return false;
  }
}
