package dev.adjoint.benchmarks;

import dev.adjoint.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * An operation, and its backward sweep after it.
 *
 * @param backward does nothing where there is none
 */
public record Sweeps(Runnable forward, Runnable backward) {
  private static final Runnable NOTHING = () -> {};

  /** An operation without a backward sweep. */
  public static Sweeps of(Runnable forward) {
    return new Sweeps(forward, NOTHING);
  }

  /** Whether there is a backward sweep. */
  public boolean isDifferentiated() {
    return backward != NOTHING;
  }

  /** Runs both for some seconds. */
  public void warmUp(double seconds) {
    median(forward, seconds / 2);
    median(backward, seconds / 2);
  }

  /** The median milliseconds of runs that take their memory as a training step does. */
  public static double median(Runnable body, double seconds) {
    Workspace workspace = new Workspace();
    List<Double> times = new ArrayList<>();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (System.nanoTime() < end || times.size() < 5) {
      long from = System.nanoTime();
      run(workspace, body);
      times.add((System.nanoTime() - from) / 1e6);
    }
    times.sort(null);
    return times.get(times.size() / 2);
  }

  private static void run(Workspace workspace, Runnable body) {
    try (Workspace.Step step = workspace.open()) {
      Workspace.enter();
      body.run();
      Workspace.exit();
    }
  }
}
