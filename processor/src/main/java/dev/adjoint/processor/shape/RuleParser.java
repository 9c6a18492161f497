package dev.adjoint.processor.shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads shape rules. */
final class RuleParser {
  private final Tokens tokens;
  private final ShapeParser shapes;

  private RuleParser(Tokens tokens) {
    this.tokens = tokens;
    this.shapes = ShapeParser.ofRule(tokens);
  }

  static Rule parse(String text) throws MalformedText {
    Tokens tokens = new Tokens(text);
    Rule rule = new RuleParser(tokens).rule();
    tokens.expectEnd();
    return rule;
  }

  private Rule rule() throws MalformedText {
    List<ShapePattern> operands = new ArrayList<>();
    Map<String, ShapePattern> named = new LinkedHashMap<>();
    if (!tokens.isNext("->")) {
      do {
        if (tokens.isNameBefore(":")) {
          String name = tokens.name();
          tokens.expect(":");
          if (named.put(name, shapes.shape()) != null) {
            throw new MalformedText("\"%s\" has two shapes", name);
          }
        } else {
          operands.add(shapes.shape());
        }
      } while (tokens.accept(","));
    }
    tokens.expect("->");
    return new Rule(operands, named, result(), conditions(), false);
  }

  private List<Condition> conditions() throws MalformedText {
    List<Condition> conditions = new ArrayList<>();
    if (tokens.accept("where")) {
      do {
        DimExpr left = shapes.sum();
        boolean isEquality = tokens.accept("=");
        if (!isEquality) {
          tokens.expect("<=");
        }
        conditions.add(new Condition(left, isEquality, shapes.sum()));
      } while (tokens.accept(","));
    }
    return conditions;
  }

  private ResultExpr result() throws MalformedText {
    if (!tokens.isNameBefore("(")) {
      return new ResultExpr.Plain(shapes.shape());
    }
    ShapeFunction function = ShapeFunction.named(tokens.name());
    List<ResultExpr> operands = new ArrayList<>();
    List<DimExpr> sizes = new ArrayList<>();
    tokens.expect("(");
    do {
      boolean isShape = function.takesShape() && (operands.isEmpty() || !function.takesSizes());
      if (isShape) {
        operands.add(result());
      } else {
        sizes.add(shapes.sum());
      }
    } while (tokens.accept(","));
    tokens.expect(")");
    if (function.needsSizes() && sizes.isEmpty()) {
      throw new MalformedText("%s needs numbers after the shape", function);
    }
    return new ResultExpr.Apply(function, operands, sizes);
  }
}
