package dev.adjoint.processor.rule;

import dev.adjoint.processor.ir.Callee;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of all primitives that the program calls. */
public final class RuleBook {
  private final Map<String, PrimitiveRule> rules = new HashMap<>();

  /** Adds the rule of a primitive. */
  public void put(Callee callee, PrimitiveRule rule) {
    rules.put(callee.signature(), rule);
  }

  /** Whether the rule of a primitive is here. */
  public boolean contains(Callee callee) {
    return rules.containsKey(callee.signature());
  }

  /** The rule of a primitive, null if it is not one. */
  public @Nullable PrimitiveRule find(Callee callee) {
    return rules.get(callee.signature());
  }

  /** The shape rule of a primitive, empty if it has none. */
  public String shapeOf(Callee callee) {
    PrimitiveRule rule = find(callee);
    return rule == null ? "" : rule.shape();
  }
}
