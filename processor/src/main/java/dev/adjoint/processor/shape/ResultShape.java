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
    ShapeFunction function = apply.function();
    Optional<List<Named>> shapes = shapes(apply.shapes());
    if (function.takesList() && function != ShapeFunction.BROADCAST) {
      shapes = shapes.map(Groups::withoutOpenRank);
    }
    if (function == ShapeFunction.EINSUM) {
      Optional<String> equation = bindings.text(apply.sizes().get(0).toString());
      return equation.isEmpty() ? Shape.UNKNOWN : Einsum.of(equation.get(), shapes);
    }
    Optional<List<Dim>> sizes = integers(apply.sizes());
    boolean isGrouped = sizes.map(Shape.Known::new).flatMap(Shape.Known::group).isPresent();
    if (function == ShapeFunction.DIMS || (isGrouped && function == ShapeFunction.RESHAPE)) {
      return ShapeFunctions.dims(sizes);
    } else if (isGrouped) {
      return Shape.UNKNOWN; // Nobody knows which place in the list is which.
    } else if (function == ShapeFunction.CONCAT || function == ShapeFunction.STACK) {
      return shapes.isEmpty()
          ? Shape.UNKNOWN
          : ListFunctions.of(function, shapes.get(), sizes.orElseThrow().get(0));
    }
    List<Shape.Known> known = new ArrayList<>();
    for (Named shape : shapes.orElse(List.of())) {
      if (shape.shape() instanceof Shape.Known all) {
        known.add(all);
      }
    }
    if (shapes.isEmpty() || known.size() < shapes.get().size()) {
      // Only reshape tells something about its result without knowing its operand.
      return function == ShapeFunction.RESHAPE
          ? ShapeFunctions.reshape(Optional.empty(), sizes)
          : Shape.UNKNOWN;
    }
    if (known.stream().anyMatch(shape -> shape.group().isPresent())
        && !Groups.stayFirst(function, known, sizes)) {
      return Shape.UNKNOWN;
    } else if (function == ShapeFunction.BROADCAST) {
      return ShapeFunctions.broadcast(known);
    } else if (function == ShapeFunction.PRODUCT) {
      return Products.of(known.get(0), known.get(1));
    }
    return ofOne(apply, new Mismatch.Operand(shapes.get().get(0).name(), known.get(0)), sizes);
  }

  private static Shape ofOne(
      ResultExpr.Apply apply, Mismatch.Operand operand, Optional<List<Dim>> sizes) throws Mismatch {
    Shape.Known shape = operand.shape();
    return switch (apply.function()) {
      case RESHAPE -> ShapeFunctions.reshape(Optional.of(shape), sizes);
      case WITHOUT -> ShapeFunctions.without(shape, Axes.of(operand, sizes));
      case ONES -> ShapeFunctions.ones(shape, Axes.of(operand, sizes));
      case SWAP -> ShapeFunctions.swap(shape, Axes.of(operand, sizes));
      case PERMUTE -> ShapeFunctions.permute(shape, Axes.of(operand, sizes));
      case SQUEEZE ->
          apply.sizes().isEmpty()
              ? AxisFunctions.squeeze(shape)
              : AxisFunctions.squeeze(shape, Axes.of(operand, sizes));
      case EXPAND -> ExtentFunctions.expand(operand, sizes);
      case TILE -> ExtentFunctions.tile(operand, sizes);
      case SLICE -> AxisFunctions.slice(operand, sizes);
      case PAD -> ExtentFunctions.pad(operand, sizes);
      case SPLIT -> ListFunctions.split(operand, sizes);
      default -> AxisFunctions.of(apply.function(), operand, sizes.orElseThrow());
    };
  }

  /** The shapes one after the other, lists spread out; empty if what is in one is unknown. */
  private Optional<List<Named>> shapes(List<ResultExpr> operands) throws Mismatch {
    List<Named> result = new ArrayList<>();
    for (ResultExpr operand : operands) {
      String name =
          operand instanceof ResultExpr.Plain plain
                  && plain.pattern() instanceof ShapePattern.Whole whole
              ? whole.name()
              : "";
      if (bindings.isVectors(name)) {
        Optional<List<Named>> parts = bindings.parts(name);
        if (parts.isEmpty()) {
          return Optional.empty();
        }
        result.addAll(parts.get());
      } else {
        result.add(new Named(bindings.shapeName(name), evaluate(operand)));
      }
    }
    return Optional.of(result);
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
