package dev.adjoint.processor.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The functions that shape rules may use; see {@link ShapeFunction}. */
final class ShapeFunctions {
  private ShapeFunctions() {}

  static Shape broadcast(List<Shape.Known> shapes) throws Mismatch {
    Optional<List<Dim>> result = Optional.of(List.of());
    for (Shape.Known shape : shapes) {
      result = Broadcast.of(result.get(), shape.dims());
      if (result.isEmpty()) {
        throw Mismatch.broadcast(shapes);
      }
    }
    return Shape.of(result.get());
  }

  static Shape without(Shape.Known shape, Axes axes) throws Mismatch {
    axes.distinct();
    if (axes.indices().isEmpty()) {
      return axes.count().map(count -> Shape.ofRank(shape.rank() - count)).orElse(Shape.UNKNOWN);
    }
    List<Dim> dims = new ArrayList<>();
    for (int i = 0; i < shape.rank(); i++) {
      if (!axes.indices().get().contains(i)) {
        dims.add(shape.dim(i));
      }
    }
    return Shape.of(dims);
  }

  static Shape ones(Shape.Known shape, Axes axes) throws Mismatch {
    axes.distinct();
    List<Dim> dims = new ArrayList<>();
    for (int i = 0; i < shape.rank(); i++) {
      Dim kept = axes.indices().isPresent() ? shape.dim(i) : shape.dim(i).join(Dim.of(1));
      dims.add(axes.indices().orElse(List.of()).contains(i) ? Dim.of(1) : kept);
    }
    return Shape.of(dims);
  }

  static Shape swap(Shape.Known shape, Axes axes) throws Mismatch {
    axes.exactly(2);
    if (axes.indices().isEmpty()) {
      return Shape.ofRank(shape.rank());
    }
    List<Dim> dims = new ArrayList<>(shape.dims());
    Collections.swap(dims, axes.indices().get().get(0), axes.indices().get().get(1));
    return Shape.of(dims);
  }

  static Shape permute(Shape.Known shape, Axes axes) throws Mismatch {
    axes.distinct().exactly(shape.rank());
    if (axes.indices().isEmpty()) {
      return Shape.ofRank(shape.rank());
    }
    return Shape.of(axes.indices().get().stream().map(shape::dim).toList());
  }

  static Shape dims(Optional<List<Dim>> sizes) throws Mismatch {
    if (sizes.isEmpty()) {
      return Shape.UNKNOWN;
    }
    Shape shape = Shape.of(sizes.get());
    for (Dim dim : sizes.get()) {
      if (dim.constant().orElse(0) < 0) {
        throw Mismatch.negative(dim, shape);
      }
    }
    return shape;
  }

  /** The new shape; the old one is empty if it is unknown. */
  static Shape reshape(Optional<Shape.Known> from, Optional<List<Dim>> sizes) throws Mismatch {
    if (sizes.isEmpty()) {
      return Shape.UNKNOWN;
    }
    Shape to = Shape.of(sizes.get());
    int leftOpen = -1;
    Dim product = Dim.of(1);
    for (int i = 0; i < sizes.get().size(); i++) {
      Dim dim = sizes.get().get(i);
      if (!dim.is(-1)) {
        product = product.times(nonNegative(dim, to));
      } else if (leftOpen >= 0) {
        throw Mismatch.twoLeftOpen(to);
      } else {
        leftOpen = i;
      }
    }
    Dim total = from.map(ShapeFunctions::product).orElse(Dim.UNKNOWN);
    if (leftOpen < 0) {
      if (total.differs(product)) {
        throw Mismatch.reshape(from.orElseThrow(), to);
      }
      return to;
    }
    List<Dim> dims = new ArrayList<>(sizes.get());
    dims.set(leftOpen, left(total, product));
    OptionalLong all = total.constant();
    OptionalLong given = product.constant();
    if (all.isPresent() && given.isPresent() && dims.get(leftOpen) == Dim.UNKNOWN) {
      throw Mismatch.reshape(from.orElseThrow(), to);
    }
    return Shape.of(dims);
  }

  private static Dim nonNegative(Dim dim, Shape shape) throws Mismatch {
    if (dim.constant().orElse(0) < 0) {
      throw Mismatch.negative(dim, shape);
    }
    return dim;
  }

  private static Dim product(Shape.Known shape) {
    return shape.elements();
  }

  private static Dim left(Dim total, Dim given) {
    Dim left = total.over(given);
    return left.times(given).equals(total) ? left : Dim.UNKNOWN;
  }
}
