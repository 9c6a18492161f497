package dev.adjoint.processor.analysis;

import java.util.EnumSet;
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

  /** The same with one more switched off. */
  public Switches without(Analysis analysis) {
    Set<Analysis> more = EnumSet.of(analysis);
    more.addAll(off);
    return new Switches(more);
  }

  public boolean isOn(Analysis analysis) {
    return !off.contains(analysis);
  }
}
