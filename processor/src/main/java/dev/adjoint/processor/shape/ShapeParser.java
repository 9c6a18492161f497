package dev.adjoint.processor.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads dimensions and shapes. */
final class ShapeParser {
  private final Tokens tokens;

  /** Whether names of lists may stand here with the number of an element. */
  private final boolean hasElements;

  private ShapeParser(Tokens tokens, boolean hasElements) {
    this.tokens = tokens;
    this.hasElements = hasElements;
  }

  /** Reads the shapes of a rule. */
  static ShapeParser ofRule(Tokens tokens) {
    return new ShapeParser(tokens, true);
  }

  /** Reads what users write in {@code @Shape}: dimensions separated by commas. */
  static ShapePattern.Listed declared(String text) throws MalformedText {
    Tokens tokens = new Tokens(text);
    if (tokens.atEnd()) {
      return new ShapePattern.Listed(Optional.empty(), List.of());
    }
    ShapePattern.Listed shape = new ShapeParser(tokens, false).dims();
    tokens.expectEnd();
    return shape;
  }

  /** Dimensions separated by commas, of which the first may stand for any number of them. */
  private ShapePattern.Listed dims() throws MalformedText {
    Optional<String> group = Optional.empty();
    List<DimExpr> dims = new ArrayList<>();
    do {
      if (!tokens.accept("*")) {
        dims.add(sum());
      } else if (dims.isEmpty() && group.isEmpty()) {
        group = Optional.of(tokens.name());
      } else {
        throw new MalformedText("*%s must come first in its shape", tokens.name());
      }
    } while (tokens.accept(","));
    return new ShapePattern.Listed(group, dims);
  }

  /** A name for a whole shape, or dimensions in parentheses. */
  ShapePattern shape() throws MalformedText {
    if (tokens.isNameNext()) {
      return new ShapePattern.Whole(tokens.name());
    }
    if (!tokens.accept("(")) {
      throw tokens.unexpected("a shape");
    }
    ShapePattern.Listed listed =
        tokens.isNext(")") ? new ShapePattern.Listed(Optional.empty(), List.of()) : dims();
    tokens.expect(")");
    return listed;
  }

  /** Arithmetic over numbers and names. */
  DimExpr sum() throws MalformedText {
    DimExpr left = product();
    while (tokens.isNext("+") || tokens.isNext("-")) {
      char operator = tokens.accept("+") ? '+' : minus();
      left = new DimExpr.Operation(operator, left, product());
    }
    return left;
  }

  private char minus() throws MalformedText {
    tokens.expect("-");
    return '-';
  }

  private DimExpr product() throws MalformedText {
    DimExpr left = factor();
    while (tokens.isNext("*") || tokens.isNext("/")) {
      boolean isTimes = tokens.accept("*");
      if (!isTimes) {
        tokens.expect("/");
      }
      left = new DimExpr.Operation(isTimes ? '*' : '/', left, factor());
    }
    return left;
  }

  private DimExpr factor() throws MalformedText {
    if (tokens.accept("-")) {
      DimExpr operand = factor();
      return operand instanceof DimExpr.Number number
          ? new DimExpr.Number(-number.value())
          : new DimExpr.Operation('-', new DimExpr.Number(0), operand);
    } else if (tokens.accept("(")) {
      DimExpr inner = sum();
      tokens.expect(")");
      return inner;
    } else if (tokens.isNumberNext()) {
      return new DimExpr.Number(tokens.number());
    } else if (tokens.isNameNext()) {
      String name = tokens.name();
      return hasElements && tokens.accept("[")
          ? new DimExpr.Element(name, index())
          : new DimExpr.Name(name);
    }
    throw tokens.unexpected("a dimension");
  }

  private int index() throws MalformedText {
    boolean fromEnd = tokens.accept("-");
    if (!tokens.isNumberNext()) {
      throw tokens.unexpected("a number");
    }
    int index = tokens.number();
    tokens.expect("]");
    return fromEnd ? -index : index;
  }
}
