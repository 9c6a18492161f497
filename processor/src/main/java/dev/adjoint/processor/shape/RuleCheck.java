package dev.adjoint.processor.shape;

import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Type;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks that a rule fits its operation: each operand has its shape and each name a meaning. */
final class RuleCheck {
  /** What a name stands for in a rule. */
  private enum Meaning {
    SHAPE("a shape"),
    GROUP("leading dimensions"),
    DIMENSION("a dimension"),
    SIZES("a list of numbers");

    private final String text;

    Meaning(String text) {
      this.text = text;
    }
  }

  private static final Set<Meaning> DIMENSION = Set.of(Meaning.DIMENSION);

  private final Callee callee;
  private final Map<String, Meaning> meanings = new HashMap<>();

  private RuleCheck(Callee callee) {
    this.callee = callee;
  }

  static void check(Rule rule, Callee callee) throws MalformedText {
    new RuleCheck(callee).check(rule);
  }

  private void check(Rule rule) throws MalformedText {
    long vectors = callee.operands().stream().filter(Argument::isVector).count();
    if (vectors != rule.operands().size()) {
      throw new MalformedText(
          "it gives %d shapes for %d operands", rule.operands().size(), vectors);
    }
    for (Callee.Operand operand : callee.operands()) {
      if (Argument.isInteger(operand.type())) {
        meanings.put(operand.name(), Meaning.DIMENSION);
      } else if (Argument.isIntegers(operand.type()) && !rule.named().containsKey(operand.name())) {
        meanings.put(operand.name(), Meaning.SIZES);
      }
    }
    for (String name : rule.named().keySet()) {
      Optional<Type> type =
          callee.operands().stream()
              .filter(operand -> operand.name().equals(name))
              .map(Callee.Operand::type)
              .findFirst();
      if (!(type.orElse(null) instanceof Type.Array)) {
        throw new MalformedText("\"%s\" is not an array operand", name);
      }
    }
    for (ShapePattern pattern : rule.operands()) {
      bind(pattern);
    }
    for (ShapePattern pattern : rule.named().values()) {
      bind(pattern);
    }
    result(rule.result());
    for (Condition condition : rule.conditions()) {
      for (DimExpr side : condition.sides()) {
        require(side.names(), DIMENSION);
      }
    }
  }

  private void bind(ShapePattern pattern) throws MalformedText {
    if (pattern instanceof ShapePattern.Whole whole) {
      mean(whole.name(), Meaning.SHAPE);
    } else if (pattern instanceof ShapePattern.Listed listed) {
      if (listed.group().isPresent()) {
        mean(listed.group().get(), Meaning.GROUP);
      }
      for (DimExpr dim : listed.dims()) {
        for (String name : dim.names()) {
          if (DimExpr.Element.isElement(name)) {
            element(DimExpr.Element.list(name));
          } else {
            mean(name, Meaning.DIMENSION);
          }
        }
      }
    }
  }

  private void mean(String name, Meaning meaning) throws MalformedText {
    Meaning before = meanings.putIfAbsent(name, meaning);
    if (before != null && before != meaning) {
      throw new MalformedText("\"%s\" is both %s and %s", name, before.text, meaning.text);
    }
  }

  private void result(ResultExpr result) throws MalformedText {
    if (result instanceof ResultExpr.Apply apply) {
      for (ResultExpr shape : apply.shapes()) {
        result(shape);
      }
      for (DimExpr size : apply.sizes()) {
        boolean isName = size instanceof DimExpr.Name;
        require(size.names(), isName ? Set.of(Meaning.DIMENSION, Meaning.SIZES) : DIMENSION);
      }
    } else if (result instanceof ResultExpr.Plain plain) {
      pattern(plain.pattern());
    }
  }

  private void pattern(ShapePattern pattern) throws MalformedText {
    if (pattern instanceof ShapePattern.Whole whole) {
      require(Set.of(whole.name()), Set.of(Meaning.SHAPE));
    } else if (pattern instanceof ShapePattern.Listed listed) {
      if (listed.group().isPresent()) {
        require(Set.of(listed.group().get()), Set.of(Meaning.GROUP));
      }
      Set<String> names = new LinkedHashSet<>();
      listed.dims().forEach(dim -> dim.collectNames(names));
      require(names, DIMENSION);
    }
  }

  private void require(Iterable<String> names, Set<Meaning> allowed) throws MalformedText {
    for (String name : names) {
      if (DimExpr.Element.isElement(name)) {
        element(DimExpr.Element.list(name));
        continue;
      }
      Meaning meaning = meanings.get(name);
      if (meaning == null) {
        throw new MalformedText("\"%s\" occurs in no operand", name);
      } else if (!allowed.contains(meaning)) {
        throw new MalformedText("\"%s\" is %s and cannot be used here", name, meaning.text);
      }
    }
  }

  /** An element is one of a shape's, or of an operand's that is an array of integers. */
  private void element(String list) throws MalformedText {
    boolean isArray =
        callee.operands().stream()
            .anyMatch(o -> o.name().equals(list) && Argument.isIntegers(o.type()));
    if (!isArray) {
      require(Set.of(list), Set.of(Meaning.SHAPE));
    }
  }
}
