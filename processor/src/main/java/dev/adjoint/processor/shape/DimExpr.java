package dev.adjoint.processor.shape;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A dimension as it is written: a number, a name, or arithmetic over them. */
sealed interface DimExpr {
  /** The dimension, given what the names stand for. */
  Dim evaluate(Function<String, Dim> names);

  /** Adds the names that occur. */
  void collectNames(Set<String> names);

  /** The names that occur, in order. */
  default Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    collectNames(names);
    return names;
  }

  /** A number. */
  record Number(int value) implements DimExpr {
    @Override
    public Dim evaluate(Function<String, Dim> names) {
      return Dim.of(value);
    }

    @Override
    public void collectNames(Set<String> names) {}

    @Override
    public String toString() {
      return Integer.toString(value);
    }
  }

  /** A name. */
  record Name(String name) implements DimExpr {
    @Override
    public Dim evaluate(Function<String, Dim> names) {
      return names.apply(name);
    }

    @Override
    public void collectNames(Set<String> names) {
      names.add(name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A dimension of a shape, or a number of a list of numbers.
   *
   * @param index from 0; from the end if negative
   */
  record Element(String name, int index) implements DimExpr {
    /** The list in the text of an element. */
    static String list(String element) {
      return element.substring(0, element.indexOf('['));
    }

    /** Whether a name is the text of an element. */
    static boolean isElement(String name) {
      return name.endsWith("]");
    }

    /**
     * The element that a text names, unknown where there is none.
     *
     * @param open how many at the start stand for any number of elements
     */
    static Dim of(String element, List<Dim> list, int open) {
      int index =
          Integer.parseInt(element.substring(element.indexOf('[') + 1, element.length() - 1));
      int position = index < 0 ? list.size() + index : index;
      boolean isKnown = position >= open && position < list.size() && (open == 0 || index < 0);
      return isKnown ? list.get(position) : Dim.UNKNOWN;
    }

    @Override
    public Dim evaluate(Function<String, Dim> names) {
      return names.apply(toString());
    }

    @Override
    public void collectNames(Set<String> names) {
      names.add(toString());
    }

    @Override
    public String toString() {
      return name + "[" + index + "]";
    }
  }

  /** Two operands with one of {@code + - * /} between them. */
  record Operation(char operator, DimExpr left, DimExpr right) implements DimExpr {
    @Override
    public Dim evaluate(Function<String, Dim> names) {
      Dim a = left.evaluate(names);
      Dim b = right.evaluate(names);
      return switch (operator) {
        case '+' -> a.plus(b);
        case '-' -> a.minus(b);
        case '*' -> a.times(b);
        default -> a.over(b);
      };
    }

    @Override
    public void collectNames(Set<String> names) {
      left.collectNames(names);
      right.collectNames(names);
    }

    @Override
    public String toString() {
      boolean isSum = operator == '+' || operator == '-';
      return isSum
          ? left + " " + operator + " " + within(right, false)
          : within(left, true) + operator + within(right, false);
    }

    private String within(DimExpr part, boolean isLeft) {
      boolean binds =
          !(part instanceof Operation inner)
              || (isLeft && inner.isProduct())
              || (operator == '+' && inner.isProduct())
              || (operator == '-' && inner.isProduct());
      return binds ? part.toString() : "(" + part + ")";
    }

    private boolean isProduct() {
      return operator == '*' || operator == '/';
    }
  }
}
