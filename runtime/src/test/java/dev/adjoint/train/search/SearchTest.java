package dev.adjoint.train.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
  private static final SearchSpace SPACE =
      SearchSpace.of(
          s ->
              s.logUniform("rate", 1e-4, 1e-1)
                  .choice("kind", "a", "b", "c")
                  .integers("depth", -1, 4)
                  .uniform("drop", 0, 0.5));

  /** Least at a rate of 1e-2 and a depth of 2, with noise from the trial's seed. */
  private static double loss(Trial trial) {
    double rate = Math.log10(trial.number("rate")) + 2;
    double depth = trial.integer("depth") - 2;
    return rate * rate + depth * depth + 0.01 * trial.random().nextDouble();
  }

  private static List<String> outcome(SearchResult result) {
    return result.trials().stream()
        .map(r -> r.trial() + " " + r.trial().seed() + " " + r.objective() + r.reason())
        .toList();
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    SearchResult one = Search.random(SPACE, 60).seed(5).run(SearchTest::loss);
    for (int threads : new int[] {2, 3, 100}) {
      SearchResult more = Search.random(SPACE, 60).seed(5).threads(threads).run(SearchTest::loss);
      assertThat(outcome(more)).isEqualTo(outcome(one));
      assertThat(more.best().orElseThrow().trial().number())
          .isEqualTo(one.best().orElseThrow().trial().number());
    }
    SearchResult other = Search.random(SPACE, 60).seed(6).run(SearchTest::loss);
    assertThat(outcome(other)).doesNotContainAnyElementsOf(outcome(one));
  }

  @Test
  void severalTrialsRunAtATime() {
    // Each waits for the other, so that one after the other they would never end.
    CyclicBarrier both = new CyclicBarrier(2);
    SearchResult result = Search.random(SPACE, 2).threads(2).run(trial -> both.await());
    assertThat(result.trials()).noneMatch(TrialResult::isFailed);
  }

  @Test
  void randomPointsAreSpreadOverTheirRanges() {
    SearchResult result = Search.random(SPACE, 4000).seed(1).run(trial -> 0);
    double[] exponents =
        result.trials().stream().mapToDouble(r -> Math.log10(r.trial().number("rate"))).toArray();
    assertThat(Arrays.stream(exponents).min().orElseThrow()).isBetween(-4.0, -3.99);
    assertThat(Arrays.stream(exponents).max().orElseThrow()).isBetween(-1.01, -1.0);
    // Five standard deviations of the mean of a uniform distribution over a length of 3.
    double tolerance = 5 * 3 / Math.sqrt(12 * 4000);
    assertThat(Arrays.stream(exponents).average().orElseThrow()).isCloseTo(-2.5, within(tolerance));
    Set<Object> depths = new HashSet<>();
    Set<Object> kinds = new HashSet<>();
    result.trials().forEach(r -> depths.add(r.trial().parameters().get("depth")));
    result.trials().forEach(r -> kinds.add(r.trial().get("kind", String.class)));
    assertThat(depths).containsExactlyInAnyOrder(-1, 0, 1, 2, 3, 4);
    assertThat(kinds).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(result.trials()).allMatch(r -> r.trial().number("drop") <= 0.5);
    long seeds = result.trials().stream().mapToLong(r -> r.trial().seed()).distinct().count();
    assertThat(seeds).isEqualTo(4000);
  }

  @Test
  void aGridHasAllCombinationsAndBothEnds() {
    SearchResult result = Search.grid(SPACE, 4).run(SearchTest::loss);
    assertThat(result.trials()).hasSize(4 * 3 * 4 * 4);
    assertThat(result.trials().stream().map(r -> r.trial().parameters()).distinct()).hasSize(192);
    double[] rates =
        result.trials().stream().mapToDouble(r -> r.trial().number("rate")).distinct().toArray();
    assertThat(rates[0]).isEqualTo(1e-4);
    assertThat(rates[1]).isCloseTo(1e-3, within(1e-12));
    assertThat(rates[2]).isCloseTo(1e-2, within(1e-12));
    assertThat(rates[3]).isEqualTo(1e-1);
    assertThat(result.trials().stream().map(r -> r.trial().integer("depth")).distinct())
        .containsExactly(-1, 1, 2, 4);
    TrialResult best = result.best().orElseThrow();
    assertThat(best.trial().integer("depth")).isEqualTo(2);
    assertThat(best.trial().number("rate")).isCloseTo(1e-2, within(1e-12));
    SearchSpace few = SearchSpace.of(s -> s.integers("n", 3, 5));
    assertThat(Search.grid(few, 10).run(t -> t.number("n")).trials()).hasSize(3);
  }

  @Test
  void aFailedTrialIsRecordedAndTheOthersGoOn() {
    SearchSpace space = SearchSpace.of(s -> s.integers("n", 0, 5));
    SearchResult result =
        Search.grid(space, 6)
            .threads(2)
            .maximize()
            .run(
                trial ->
                    switch (trial.integer("n")) {
                      case 1 -> throw new IOException("no such\nfile");
                      case 2 -> Double.NaN;
                      case 3 -> deep(0);
                      case 4 -> trial.number("m");
                      default -> trial.integer("n");
                    });
    assertThat(result.trials().stream().map(TrialResult::isFailed))
        .containsExactly(false, true, true, true, true, false);
    assertThat(result.trials().get(1).reason()).isEqualTo("java.io.IOException: no such file");
    assertThat(result.trials().get(2).reason()).endsWith("the objective is NaN");
    assertThat(result.trials().get(3).failure().orElseThrow())
        .isInstanceOf(StackOverflowError.class);
    assertThat(result.trials().get(4).reason()).contains("no hyperparameter \"m\"; there are [n]");
    assertThat(result.ranking().stream().map(r -> r.trial().number()))
        .containsExactly(6, 1, 2, 3, 4, 5);
    SearchResult none = Search.grid(space, 6).run(trial -> Double.NaN);
    assertThat(none.best()).isEmpty();
  }

  @SuppressWarnings("InfiniteRecursion")
  private static double deep(double depth) {
    return deep(depth + 1) + 1;
  }

  @Test
  void theTableAndTheFileAreSorted(@TempDir Path directory) throws IOException {
    SearchSpace space = SearchSpace.of(s -> s.choice("name", "x", "a,b").uniform("u", 0, 1));
    SearchResult result =
        Search.grid(space, 2)
            .run(
                trial -> {
                  if (trial.number() == 2) {
                    throw new IllegalStateException("too \"bad\"");
                  }
                  return -trial.number("u") - trial.number() / 3.0;
                });
    assertThat(result.columns())
        .containsExactly("trial", "name", "u", "objective", "seconds", "failure");
    assertThat(result.toString().lines().map(line -> line.split(" +")[0]))
        .containsExactly("trial", "4", "3", "1", "2");
    Path file = directory.resolve("search.csv");
    result.writeCsv(file);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines.get(0)).isEqualTo("trial,name,u,objective,seconds,failure");
    assertThat(lines.get(1)).startsWith("4,\"a,b\",1.0,-2.333333333333333");
    assertThat(lines.get(4))
        .startsWith("2,x,1.0,,")
        .endsWith(",\"java.lang.IllegalStateException: too \"\"bad\"\"\"");
  }

  @Test
  void progressIsALineForEachTrialOrOneThatIsRewritten() {
    SearchSpace space = SearchSpace.of(s -> s.integers("n", 1, 3));
    Objective objective = trial -> trial.integer("n") == 2 ? Double.NaN : trial.integer("n");
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    Search.grid(space, 3).progress(new PrintStream(plain), false).run(objective);
    assertThat(plain.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "trial 1 (1 of 3): {n=1} -> 1.00000",
            "trial 2 (2 of 3): {n=2} failed: java.lang.ArithmeticException: the objective is NaN",
            "trial 3 (3 of 3): {n=3} -> 3.00000");
    ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    Search.grid(space, 3).maximize().progress(new PrintStream(terminal), true).run(objective);
    String[] states = terminal.toString(StandardCharsets.UTF_8).split("\r");
    assertThat(states).hasSize(4);
    assertThat(states[1]).startsWith("trial 1/3 [========                ] ");
    assertThat(states[3])
        .startsWith("trial 3/3 [========================] 0 s left, best 3.00000, 1 failed")
        .endsWith("\n");
  }

  @Test
  void anInterruptionEndsTheSearchAndItsTrials() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    AtomicBoolean cancelled = new AtomicBoolean();
    Thread caller =
        new Thread(
            () -> {
              try {
                Search.random(SPACE, 3)
                    .run(
                        trial -> {
                          started.countDown();
                          try {
                            new CountDownLatch(1).await();
                          } finally {
                            stopped.countDown();
                          }
                          return 0;
                        });
              } catch (CancellationException e) {
                cancelled.set(Thread.currentThread().isInterrupted());
              }
            });
    caller.start();
    started.await();
    caller.interrupt();
    caller.join();
    stopped.await();
    assertThat(cancelled).isTrue();
  }

  @Test
  void impossibleSettingsAreRefusedByNameAndValue() {
    assertThatThrownBy(() -> SearchSpace.of(s -> {}))
        .hasMessage("a search space needs at least one hyperparameter");
    assertThatThrownBy(() -> SearchSpace.of(s -> s.choice("c")))
        .hasMessage("c: one or more distinct values expected: []");
    assertThatThrownBy(() -> SearchSpace.of(s -> s.choice("c", 1, 1)))
        .hasMessage("c: one or more distinct values expected: [1, 1]");
    assertThatThrownBy(() -> SearchSpace.of(s -> s.integers("i", 2, 1)))
        .hasMessage("i: whole numbers from a smaller to a larger one expected: 2 to 1");
    assertThatThrownBy(() -> SearchSpace.of(s -> s.uniform("u", 1, 1)))
        .hasMessage("u: a range from a smaller to a larger number expected: 1.0 to 1.0");
    assertThatThrownBy(() -> SearchSpace.of(s -> s.uniform("u", 0, Double.NaN)))
        .hasMessage("u: a range from a smaller to a larger number expected: 0.0 to NaN");
    assertThatThrownBy(() -> SearchSpace.of(s -> s.logUniform("l", 0, 1)))
        .hasMessage("l: a range from a smaller to a larger positive number expected: 0.0 to 1.0");
    assertThatThrownBy(() -> SearchSpace.of(s -> s.uniform("u", 0, 1).integers("u", 0, 1)))
        .hasMessage("a hyperparameter needs a name of its own: \"u\"");
    assertThatThrownBy(() -> Search.random(SPACE, 0))
        .hasMessage("trials must be from 1 to 1000000: 0");
    assertThatThrownBy(() -> Search.grid(SPACE, 1))
        .hasMessage("pointsPerRange must be at least 2: 1");
    assertThatThrownBy(() -> Search.grid(SPACE, 1000))
        .hasMessage("the grid has more than 1000000 points, with 1000 for each range");
    assertThatThrownBy(() -> Search.random(SPACE, 1).threads(0))
        .hasMessage("threads must be positive: 0");
    Trial trial = new Trial(1, 2, Map.of("n", "text"));
    assertThatThrownBy(() -> trial.number("n"))
        .hasMessage("the hyperparameter n is no Number: text (String)");
  }

  @Test
  void wideRangesOfWholeNumbersHaveNoOverflow() {
    SearchSpace space = SearchSpace.of(s -> s.integers("n", Integer.MIN_VALUE, Integer.MAX_VALUE));
    int[] drawn =
        Search.random(space, 200).run(t -> 0).trials().stream()
            .mapToInt(r -> r.trial().integer("n"))
            .toArray();
    assertThat(IntStream.of(drawn).filter(n -> n < 0).count()).isBetween(50L, 150L);
    assertThat(Search.grid(space, 3).run(t -> 0).trials().stream().map(r -> r.trial().integer("n")))
        .containsExactly(Integer.MIN_VALUE, 0, Integer.MAX_VALUE);
  }
}
