package dev.adjoint.processor.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Stretches dimensions of size 1, aligned at the end, as NumPy and PyTorch do. */
final class Broadcast {
  private Broadcast() {}

  /** The dimensions that both are stretched to; empty if they cannot be. */
  static Optional<List<Dim>> of(List<Dim> a, List<Dim> b) {
    List<Dim> result = new ArrayList<>();
    for (int fromEnd = 1; fromEnd <= Math.max(a.size(), b.size()); fromEnd++) {
      Optional<Dim> dim = of(dimOrOne(a, fromEnd), dimOrOne(b, fromEnd));
      if (dim.isEmpty()) {
        return Optional.empty();
      }
      result.add(dim.get());
    }
    Collections.reverse(result);
    return Optional.of(result);
  }

  private static Dim dimOrOne(List<Dim> dims, int fromEnd) {
    return fromEnd <= dims.size() ? dims.get(dims.size() - fromEnd) : Dim.of(1);
  }

  private static Optional<Dim> of(Dim a, Dim b) {
    if (a.is(1) || a.equals(b)) {
      return Optional.of(b);
    } else if (b.is(1)) {
      return Optional.of(a);
    }
    boolean aStays = a.differs(Dim.of(1));
    boolean bStays = b.differs(Dim.of(1));
    if (aStays && bStays) {
      return a.differs(b) ? Optional.empty() : Optional.of(a.meet(b));
    }
    // Whatever may be 1 must be stretched to the one that is not.
    return Optional.of(aStays ? a : bStays ? b : Dim.UNKNOWN);
  }
}
