package dev.adjoint.train.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Runs trials over threads. */
final class TrialRunner {
  private final Objective objective;
  private final Consumer<TrialResult> listener;

  TrialRunner(Objective objective, Consumer<TrialResult> listener) {
    this.objective = objective;
    this.listener = listener;
  }

  /** The results in the order of the trials. */
  List<TrialResult> run(List<Trial> trials, int threads) {
    AtomicInteger started = new AtomicInteger();
    ExecutorService workers =
        Executors.newFixedThreadPool(
            threads,
            body -> {
              Thread thread = new Thread(body, "adjoint-search-" + started.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<TrialResult>> running = new ArrayList<>();
      for (Trial trial : trials) {
        running.add(workers.submit(() -> run(trial)));
      }
      List<TrialResult> results = new ArrayList<>();
      for (Future<TrialResult> result : running) {
        results.add(result.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException("the search was interrupted");
      cancelled.initCause(e);
      throw cancelled;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a trial ended the search: " + e.getCause(), e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private TrialResult run(Trial trial) {
    long start = System.nanoTime();
    OptionalDouble value = OptionalDouble.empty();
    Optional<Throwable> failure = Optional.empty();
    try {
      double reached = objective.of(trial);
      if (!Double.isFinite(reached)) {
        throw new ArithmeticException("the objective is " + reached);
      }
      value = OptionalDouble.of(reached);
    } catch (Exception | OutOfMemoryError | StackOverflowError e) {
      failure = Optional.of(e);
    }
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    TrialResult result = new TrialResult(trial, value, failure, time);
    listener.accept(result);
    return result;
  }
}
