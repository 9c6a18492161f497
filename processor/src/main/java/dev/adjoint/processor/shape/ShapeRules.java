package dev.adjoint.processor.shape;

import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The shape rules of the methods that a function calls. It does not matter what kind of method has
 * the rule: one that is derived from the {@code @Shape}s of an ordinary method works as well.
 */
final class ShapeRules {
  private final Function<Callee, String> texts;
  private final Map<Callee, Optional<Rule>> parsed = new HashMap<>();

  ShapeRules(Function<Callee, String> texts) {
    this.texts = texts;
  }

  /** The shape of a call's result, unknown after an error. */
  Shape apply(Expr.Call call, List<Argument> arguments, Findings findings) {
    Callee callee = call.callee();
    Shape unknown = Types.unknownShape(callee.result());
    Optional<Rule> rule = parsed.get(callee);
    if (rule == null) {
      rule = read(texts.apply(callee), callee, call.position(), findings);
      parsed.put(callee, rule);
    }
    if (rule.isEmpty()) {
      return unknown;
    }
    try {
      Bindings bindings = OperandMatch.match(rule.get(), arguments);
      for (Condition condition : rule.get().conditions()) {
        condition.check(bindings);
      }
      Shape result = ResultShape.of(rule.get().result(), bindings);
      return unknown.differs(result) ? unknown : unknown.meet(result);
    } catch (Mismatch e) {
      String text = callee.name() + ": " + e.reason();
      findings.add(Message.SHAPE_MISMATCH, call.position(), text);
      return unknown;
    }
  }

  /** Reads a rule, empty if there is none or if it is wrong. */
  static Optional<Rule> read(String text, Callee callee, Position position, Findings findings) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      Rule rule = RuleParser.parse(text);
      RuleCheck.check(rule, callee);
      return Optional.of(rule);
    } catch (MalformedText e) {
      findings.add(Message.BAD_SHAPE_RULE, position, text, callee, e.problem());
      return Optional.empty();
    }
  }
}
