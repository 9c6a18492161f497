package dev.adjoint.processor.shape;

import java.util.List;
import java.util.Optional;

/**
 * When it is known where dimensions go that stand for any number of them, such as {@code *b}: they
 * come first, so all that counts from the end may take them for a single one.
 */
final class Groups {
  private Groups() {}

  /** Whether a function leaves a group in the first place, or takes it for its product. */
  static boolean stayFirst(
      ShapeFunction function, List<Shape.Known> shapes, Optional<List<Dim>> sizes) {
    return switch (function) {
      case BROADCAST -> isAligned(shapes);
      case PRODUCT -> isProduct(shapes.get(0), shapes.get(1));
      case WITHOUT, ONES, SWAP -> areAtTheEnd(sizes, shapes.get(0).rank());
      case RESHAPE -> true;
      default -> false;
    };
  }

  /** The shapes, but nothing of those whose number of dimensions is not known. */
  static List<Named> withoutOpenRank(List<Named> shapes) {
    return shapes.stream()
        .map(
            named ->
                named.shape() instanceof Shape.Known known && known.group().isPresent()
                    ? new Named(named.name(), Shape.UNKNOWN)
                    : named)
        .toList();
  }

  /** Whether all that has a group has the same one, with as many dimensions as anything has. */
  private static boolean isAligned(List<Shape.Known> shapes) {
    int longest = shapes.stream().mapToInt(Shape.Known::rank).max().orElse(0);
    Optional<Symbol> group = shapes.stream().flatMap(shape -> shape.group().stream()).findFirst();
    return shapes.stream()
        .allMatch(
            shape ->
                shape.group().isPresent()
                    ? shape.group().equals(group) && shape.rank() == longest
                    : shape.rank() < longest);
  }

  private static boolean isProduct(Shape.Known a, Shape.Known b) {
    boolean isSame = a.group().equals(b.group()) && a.rank() == b.rank() && a.rank() > 2;
    boolean isOfMatrix = b.group().isEmpty() && b.rank() == 2 && a.rank() > 1;
    return isSame || isOfMatrix;
  }

  private static boolean areAtTheEnd(Optional<List<Dim>> axes, int rank) {
    return axes.isPresent()
        && axes.get().stream()
            .allMatch(axis -> axis.constant().orElse(0) < 0 && axis.constant().orElse(0) > -rank);
  }
}
