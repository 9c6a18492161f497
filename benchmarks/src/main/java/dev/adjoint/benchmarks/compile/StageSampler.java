package dev.adjoint.benchmarks.compile;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Looks a thousand times a second in which stage a thread is, until it is closed. What javac does
 * for a stage counts as the stage's.
 */
final class StageSampler implements AutoCloseable {
  private static final long PERIOD = 1_000_000;

  private final Thread watched;
  private final Thread sampler = new Thread(this::sample, "stages");
  private final Map<Stage, Integer> counts = new EnumMap<>(Stage.class);
  private volatile boolean closed;

  StageSampler(Thread watched) {
    this.watched = watched;
    sampler.setDaemon(true);
    sampler.start();
  }

  private void sample() {
    while (!closed) {
      // The innermost class of a stage decides; what serves several stages has none.
      Optional<Stage> stage =
          Stream.of(watched.getStackTrace())
              .map(frame -> Stage.of(frame.getClassName()))
              .filter(Objects::nonNull)
              .findFirst();
      synchronized (counts) {
        stage.ifPresent(at -> counts.merge(at, 1, Integer::sum));
      }
      LockSupport.parkNanos(PERIOD);
    }
  }

  /** How often the thread was seen in a stage. */
  int count(Stage stage) {
    synchronized (counts) {
      return counts.getOrDefault(stage, 0);
    }
  }

  /** How often the thread was seen in any stage. */
  int total() {
    synchronized (counts) {
      return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
