package dev.adjoint.train.log;

import java.time.Instant;

/**
 * A number that a training tells.
 *
 * @param time when
 * @param step how many steps were made
 * @param epoch the number of the epoch, from 1; 0 before the first
 * @param name what the number is, such as {@code loss/training}: what stands before the first slash
 *     is drawn in one picture, by TensorBoard too
 * @param value the number
 */
public record LogEntry(Instant time, long step, int epoch, String name, double value) {

  /**
   * Checks the entry.
   *
   * @throws IllegalArgumentException if the step or the epoch is negative, or the name is blank or
   *     has a line break
   */
  public LogEntry {
    requireStep(step);
    if (epoch < 0) {
      throw new IllegalArgumentException("epoch must be 0 or positive: " + epoch);
    }
    if (name.isBlank() || name.lines().count() > 1 || !name.equals(name.strip())) {
      throw new IllegalArgumentException(
          "name must be one line of text without blanks around it: \"" + name + "\"");
    }
  }

  static void requireStep(long step) {
    if (step < 0) {
      throw new IllegalArgumentException("step must be 0 or positive: " + step);
    }
  }
}
