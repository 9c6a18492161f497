package dev.adjoint.processor.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The shape of a value: a known rank with dimensions, or wholly unknown. */
public sealed interface Shape {
  /** The shape of which nothing is known before run time. */
  Shape UNKNOWN = Unknown.INSTANCE;

  /** The shape of a single number. */
  Shape SCALAR = new Known(List.of());

  /** The shape with these dimensions. */
  static Shape of(List<Dim> dims) {
    return new Known(dims);
  }

  /** The shape with so many dimensions, all of them unknown. */
  static Shape ofRank(int rank) {
    return new Known(Collections.nCopies(rank, Dim.UNKNOWN));
  }

  /** What is known when either describes the value. */
  default Shape join(Shape other) {
    if (this instanceof Known a
        && other instanceof Known b
        && a.rank() == b.rank()
        && a.group().equals(b.group())) {
      List<Dim> dims = new ArrayList<>();
      for (int i = 0; i < a.rank(); i++) {
        dims.add(a.dim(i).join(b.dim(i)));
      }
      return of(dims);
    }
    return UNKNOWN;
  }

  /** Whether the two cannot describe the same value. */
  default boolean differs(Shape other) {
    if (this instanceof Known a && other instanceof Known b) {
      if (!a.group().equals(b.group())) {
        return a.differsAtTheEnd(b);
      }
      boolean differs = a.rank() != b.rank();
      for (int i = 0; !differs && i < a.rank(); i++) {
        differs = a.dim(i).differs(b.dim(i));
      }
      return differs;
    }
    return false;
  }

  /** What is known when both describe the same value; the two do not differ. */
  default Shape meet(Shape other) {
    if (this instanceof Known a && other instanceof Known b) {
      if (!a.group().equals(b.group())) {
        return a.group().isPresent() ? b : a;
      }
      List<Dim> dims = new ArrayList<>();
      for (int i = 0; i < a.rank(); i++) {
        dims.add(a.dim(i).meet(b.dim(i)));
      }
      return of(dims);
    }
    return this instanceof Known ? this : other;
  }

  /**
   * A shape with a known number of dimensions, before which any number of others may stand: then
   * the first one is a {@link Symbol#isGroup group}.
   */
  record Known(List<Dim> dims) implements Shape {
    public Known {
      dims = List.copyOf(dims);
    }

    /** The number of dimensions. */
    public int rank() {
      return dims.size();
    }

    /** What stands for any number of leading dimensions, if something does. */
    Optional<Symbol> group() {
      return dims.isEmpty() ? Optional.empty() : groupOf(dims.get(0));
    }

    private static Optional<Symbol> groupOf(Dim dim) {
      return dim instanceof Polynomial polynomial
          ? polynomial.symbol().filter(Symbol::isGroup)
          : Optional.empty();
    }

    /** The number of elements. */
    Dim elements() {
      Dim product = Dim.of(1);
      for (Dim dim : dims) {
        Optional<Symbol> leading = groupOf(dim);
        product = product.times(leading.isPresent() ? Polynomial.of(leading.get().product()) : dim);
      }
      return product;
    }

    /** Whether this has more dimensions than another shape for sure. */
    boolean hasMoreAxes(Known other) {
      return other.group().isEmpty() && rank() - (group().isPresent() ? 1 : 0) > other.rank();
    }

    /** Whether dimensions that both have for sure, counted from the end, differ. */
    private boolean differsAtTheEnd(Known other) {
      int mine = rank() - (group().isPresent() ? 1 : 0);
      int others = other.rank() - (other.group().isPresent() ? 1 : 0);
      boolean differs =
          (group().isEmpty() && mine < others) || (other.group().isEmpty() && others < mine);
      for (int i = 1; !differs && i <= Math.min(mine, others); i++) {
        differs = dim(rank() - i).differs(other.dim(other.rank() - i));
      }
      return differs;
    }

    /** The dimension at a place. */
    public Dim dim(int index) {
      return dims.get(index);
    }

    @Override
    public String toString() {
      return dims.stream().map(Dim::toString).collect(Collectors.joining(", ", "[", "]"));
    }
  }

  /** The kind of {@link #UNKNOWN}. */
  enum Unknown implements Shape {
    INSTANCE;

    @Override
    public String toString() {
      return "[...]";
    }
  }
}
