package dev.adjoint.integration.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The sizes of a tensor, which are part of its sorts: {@code t23} is any tensor of 2 x 3 elements,
 * {@code calm23} one whose elements are between about -1 and 1, {@code pos23} one of positive
 * elements, and {@code v23} a variable.
 */
record Sizes(List<Integer> dims) {
  static final Sizes NONE = of();
  static final Sizes TWO = of(2);
  static final Sizes THREE = of(3);
  static final Sizes TWO_THREE = of(2, 3);
  static final Sizes THREE_TWO = of(3, 2);
  static final Sizes SQUARE = of(3, 3);
  static final Sizes ROW = of(1, 3);
  static final Sizes COLUMN = of(2, 1);
  static final Sizes BATCH = of(2, 2, 3);

  /** Those that variables have. */
  static final List<Sizes> ALL =
      List.of(THREE, TWO_THREE, SQUARE, NONE, TWO, THREE_TWO, ROW, COLUMN, BATCH);

  static Sizes of(int... dims) {
    return new Sizes(Arrays.stream(dims).boxed().toList());
  }

  /** What the kind of a variable, or another name of a sort, ends with. */
  static Sizes ofKind(String kind) {
    String digits = kind.replaceAll("\\D", "");
    return new Sizes(
        digits.equals("0") ? List.of() : digits.chars().mapToObj(digit -> digit - '0').toList());
  }

  /** The sizes with a prefix, as a sort or a kind. */
  String as(String prefix) {
    return prefix + (dims.isEmpty() ? "0" : joined(""));
  }

  /** The same as a hole of a production. */
  String hole(String prefix) {
    return "$" + as(prefix);
  }

  /** The sizes as arguments in Java. */
  String java() {
    return joined(", ");
  }

  private String joined(String separator) {
    return dims.stream().map(String::valueOf).collect(Collectors.joining(separator));
  }

  int rank() {
    return dims.size();
  }

  int count() {
    return dims.stream().reduce(1, (a, b) -> a * b);
  }

  int[] array() {
    return dims.stream().mapToInt(size -> size).toArray();
  }

  /** The sizes without an axis. */
  Sizes without(int axis) {
    List<Integer> result = new ArrayList<>(dims);
    result.remove(axis);
    return new Sizes(result);
  }

  /** The sizes with another one. */
  Sizes with(int axis, int size) {
    List<Integer> result = new ArrayList<>(dims);
    result.set(axis, size);
    return new Sizes(result);
  }

  /** The sizes with the last two exchanged. */
  Sizes transposed() {
    List<Integer> result = new ArrayList<>(dims);
    Collections.swap(result, result.size() - 1, result.size() - 2);
    return new Sizes(result);
  }

  /** What broadcasting makes of two. */
  Optional<Sizes> broadcast(Sizes other) {
    int rank = Math.max(rank(), other.rank());
    List<Integer> result = new ArrayList<>();
    for (int fromEnd = rank; fromEnd > 0; fromEnd--) {
      int a = fromEnd > rank() ? 1 : dims.get(rank() - fromEnd);
      int b = fromEnd > other.rank() ? 1 : other.dims.get(other.rank() - fromEnd);
      if (a != b && a != 1 && b != 1) {
        return Optional.empty();
      }
      result.add(Math.max(a, b));
    }
    return Optional.of(new Sizes(result));
  }

  /** The sizes of a product of matrices. */
  Optional<Sizes> product(Sizes other) {
    boolean fits =
        rank() >= 2 && other.rank() == 2 && dims.get(rank() - 1).equals(other.dims.get(0));
    return fits ? Optional.of(with(rank() - 1, other.dims.get(1))) : Optional.empty();
  }
}
