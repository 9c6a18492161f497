package dev.adjoint.processor.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Computes the shape of a call's result from what the names of the rule stand for. */
final class ResultShape {
  private final Bindings bindings;

  private ResultShape(Bindings bindings) {
    this.bindings = bindings;
  }

  static Shape of(ResultExpr result, Bindings bindings) throws Mismatch {
    return new ResultShape(bindings).evaluate(result);
  }

  private Shape evaluate(ResultExpr result) throws Mismatch {
    if (result instanceof ResultExpr.Apply apply) {
      return apply(apply);
    }
    ShapePattern pattern = ((ResultExpr.Plain) result).pattern();
    return pattern instanceof ShapePattern.Whole whole
        ? bindings.shape(whole.name())
        : listed((ShapePattern.Listed) pattern);
  }

  private Shape listed(ShapePattern.Listed pattern) throws Mismatch {
    List<Dim> dims = new ArrayList<>();
    if (pattern.group().isPresent()) {
      Optional<List<Dim>> leading = bindings.group(pattern.group().get());
      if (leading.isEmpty()) {
        return Shape.UNKNOWN;
      }
      dims.addAll(leading.get());
    }
    for (DimExpr dim : pattern.dims()) {
      Dim value = dim.evaluate(bindings::dim);
      if (value.constant().orElse(0) < 0) {
        throw Mismatch.negativeResult(dim, value, bindings.arguments());
      }
      dims.add(value);
    }
    return Shape.of(dims);
  }

  private Shape apply(ResultExpr.Apply apply) throws Mismatch {
    List<Shape.Known> known = new ArrayList<>();
    for (ResultExpr operand : apply.shapes()) {
      if (evaluate(operand) instanceof Shape.Known shape) {
        known.add(shape);
      }
    }
    if (known.size() < apply.shapes().size()) {
      // Only reshape tells something about its result without knowing its operand.
      return apply.function() == ShapeFunction.RESHAPE
          ? ShapeFunctions.reshape(Optional.empty(), integers(apply.sizes()))
          : Shape.UNKNOWN;
    }
    Optional<List<Dim>> sizes = integers(apply.sizes());
    if (apply.function() == ShapeFunction.BROADCAST) {
      return ShapeFunctions.broadcast(known);
    } else if (apply.function() == ShapeFunction.DIMS) {
      return ShapeFunctions.dims(sizes);
    }
    Shape.Known shape = known.get(0);
    if (apply.function() == ShapeFunction.RESHAPE) {
      return ShapeFunctions.reshape(Optional.of(shape), sizes);
    }
    Axes axes = Axes.of(new Mismatch.Operand(name(apply.shapes().get(0)), shape), sizes);
    return switch (apply.function()) {
      case WITHOUT -> ShapeFunctions.without(shape, axes);
      case ONES -> ShapeFunctions.ones(shape, axes);
      case SWAP -> ShapeFunctions.swap(shape, axes);
      default -> ShapeFunctions.permute(shape, axes);
    };
  }

  private String name(ResultExpr operand) {
    return operand instanceof ResultExpr.Plain plain
            && plain.pattern() instanceof ShapePattern.Whole whole
        ? bindings.shapeName(whole.name())
        : "";
  }

  /** The numbers one after the other, arrays spread out; empty if their count is unknown. */
  private Optional<List<Dim>> integers(List<DimExpr> sizes) {
    List<Dim> integers = new ArrayList<>();
    for (DimExpr size : sizes) {
      if (size instanceof DimExpr.Name name && bindings.isIntegers(name.name())) {
        Optional<List<Dim>> found = bindings.integers(name.name());
        if (found.isEmpty()) {
          return Optional.empty();
        }
        integers.addAll(found.get());
      } else {
        integers.add(size.evaluate(bindings::dim));
      }
    }
    return Optional.of(integers);
  }
}
