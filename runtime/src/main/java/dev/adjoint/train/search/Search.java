package dev.adjoint.train.search;

import dev.adjoint.internal.Terminal;
import dev.adjoint.random.RandomSource;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * A search for good hyperparameters:
 *
 * <pre>{@code
 * SearchResult result = Search.random(space, 20).seed(7).threads(2).maximize()
 *     .run(trial -> train(trial.number("learningRate"), trial.integer("hidden"), trial.seed()));
 * }</pre>
 *
 * <p>What is tried, and with which seeds, depends on the search's seed alone. So does what comes
 * out, for any number of threads, if an objective depends on its trial alone.
 */
public final class Search {
  private static final int MOST_TRIALS = 1_000_000;

  private final SearchSpace space;
  private final LongFunction<List<Map<String, Object>>> points;
  private long seed;
  private int threads = 1;
  private boolean isMaximum;
  private PrintStream out = new PrintStream(OutputStream.nullOutputStream());
  private boolean terminal;

  private Search(SearchSpace space, LongFunction<List<Map<String, Object>>> points) {
    this.space = space;
    this.points = points;
  }

  /**
   * Tries points drawn at random, each hyperparameter by itself.
   *
   * @param trials how many
   * @throws IllegalArgumentException if that is not from 1 to a million
   */
  public static Search random(SearchSpace space, int trials) {
    if (trials < 1 || trials > MOST_TRIALS) {
      throw new IllegalArgumentException(
          "trials must be from 1 to %d: %d".formatted(MOST_TRIALS, trials));
    }
    return new Search(
        space,
        seed -> {
          RandomSource random = RandomSource.of(seed);
          List<Map<String, Object>> drawn = new ArrayList<>();
          for (int i = 0; i < trials; i++) {
            drawn.add(space.draw(random.split()));
          }
          return drawn;
        });
  }

  /**
   * Tries all combinations.
   *
   * @param pointsPerRange how many values of each range are tried: evenly spaced, by factors where
   *     the range is logarithmic, with both ends; all whole numbers where these are not more
   * @throws IllegalArgumentException if that is less than 2, or there are more than a million
   *     combinations
   */
  public static Search grid(SearchSpace space, int pointsPerRange) {
    if (pointsPerRange < 2) {
      throw new IllegalArgumentException("pointsPerRange must be at least 2: " + pointsPerRange);
    }
    List<Map<String, Object>> all = space.grid(pointsPerRange, MOST_TRIALS);
    return new Search(space, seed -> all);
  }

  /** What the points and the trials' seeds depend on; 0 if not set. */
  public Search seed(long value) {
    seed = value;
    return this;
  }

  /**
   * How many trials run at a time; 1 if not set. Tensor operations use several processors already,
   * where tensors are large, so more threads help where the models are small.
   *
   * @throws IllegalArgumentException if the number is not positive
   */
  public Search threads(int value) {
    if (value <= 0) {
      throw new IllegalArgumentException("threads must be positive: " + value);
    }
    threads = value;
    return this;
  }

  /** The least objective is the best, as of a loss. It is so if nothing is set. */
  public Search minimize() {
    isMaximum = false;
    return this;
  }

  /** The greatest objective is the best, as of an accuracy. */
  public Search maximize() {
    isMaximum = true;
    return this;
  }

  /**
   * Shows progress on standard error: one line that is rewritten on a terminal, a line for each
   * trial elsewhere.
   */
  public Search progress() {
    return progress(System.err, Terminal.isAttached());
  }

  Search progress(PrintStream stream, boolean isTerminal) {
    out = stream;
    terminal = isTerminal;
    return this;
  }

  /**
   * Runs all trials. One that throws an exception, runs out of memory or of stack, or whose
   * objective is no finite number, has failed, which its result tells; the others go on.
   *
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted; the
   *     trials are interrupted then, too
   */
  public SearchResult run(Objective objective) {
    List<Map<String, Object>> parameters = points.apply(seed);
    // Not the generator of the points, so that a grid and a random search have the same seeds.
    RandomSource seeds = RandomSource.of(~seed);
    List<Trial> trials = new ArrayList<>();
    for (Map<String, Object> point : parameters) {
      trials.add(new Trial(trials.size() + 1, seeds.nextLong(), point));
    }
    SearchProgress progress = new SearchProgress(out, terminal, trials.size(), isMaximum);
    List<TrialResult> results =
        new TrialRunner(objective, progress::done).run(trials, Math.min(threads, trials.size()));
    return new SearchResult(space.names(), results, isMaximum);
  }
}
