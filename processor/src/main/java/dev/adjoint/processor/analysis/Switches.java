package dev.adjoint.processor.analysis;

import java.util.Set;

/**
 * Which analyses are used.
 *
 * @param off those that are not
 */
public record Switches(Set<Analysis> off) {
  /** All analyses. */
  public static final Switches ALL_ON = new Switches(Set.of());

  public Switches {
    off = Set.copyOf(off);
  }

  public boolean isOn(Analysis analysis) {
    return !off.contains(analysis);
  }
}
