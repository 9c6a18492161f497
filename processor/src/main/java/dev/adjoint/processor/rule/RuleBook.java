package dev.adjoint.processor.rule;

import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Mode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of all primitives and annotated methods that the program calls. */
public final class RuleBook {
  private final Map<String, PrimitiveRule> rules = new HashMap<>();
  private final Map<String, CompanionRule> companions = new HashMap<>();

  /** What is declared for annotated methods beside gradient and pullback. */
  private final Map<String, Set<Mode>> modes = new HashMap<>();

  /** Methods of the class that is written for one class, which are not for others. */
  private final Map<String, String> jvps = new HashMap<>();

  /** Methods that generated code cannot call. */
  private final Set<String> hidden = new HashSet<>();

  /** Methods that are never copied to where they are called. */
  private final Set<String> called = new HashSet<>();

  /** Methods that run again before they go backward. */
  private final Set<String> checkpoints = new HashSet<>();

  /** What is known to all; null if this is that. */
  private final @Nullable RuleBook shared;

  /** An empty book. */
  public RuleBook() {
    this(null);
  }

  private RuleBook(@Nullable RuleBook shared) {
    this.shared = shared;
  }

  /** All that is here, for more that concerns one class alone. */
  public RuleBook forOneClass() {
    return new RuleBook(this);
  }

  /** Notes that a method is private. */
  public void hide(Callee callee) {
    hidden.add(callee.signature());
  }

  /** Whether generated code cannot call a method itself. */
  public boolean isHidden(Callee callee) {
    return hidden.contains(callee.signature()) || (shared != null && shared.isHidden(callee));
  }

  /** Notes that a method runs again before it goes backward. */
  public void putCheckpoint(Callee callee) {
    checkpoints.add(callee.signature());
  }

  /** Whether a method runs again before it goes backward. */
  public boolean isCheckpoint(Callee callee) {
    return checkpoints.contains(callee.signature())
        || (shared != null && shared.isCheckpoint(callee));
  }

  /** Notes that a method of this file is called, and not copied to where it is called. */
  public void putCalled(Callee callee) {
    called.add(callee.signature());
  }

  /** Whether a method of this file is called, and not copied to where it is called. */
  public boolean isCalled(Callee callee) {
    return called.contains(callee.signature());
  }

  /** Adds the rule of a primitive. */
  public void put(Callee callee, PrimitiveRule rule) {
    rules.put(callee.signature(), rule);
  }

  /** Whether the rule of a primitive is here. */
  public boolean contains(Callee callee) {
    return find(callee) != null;
  }

  /** The rule of a primitive, null if it is not one. */
  public @Nullable PrimitiveRule find(Callee callee) {
    PrimitiveRule rule = rules.get(callee.signature());
    return rule == null && shared != null ? shared.find(callee) : rule;
  }

  /** Adds what is generated for an annotated method. */
  public void putCompanion(Callee callee, CompanionRule rule) {
    companions.put(callee.signature(), rule);
  }

  /** What is generated for an annotated method, null if it is not one. */
  public @Nullable CompanionRule findCompanion(Callee callee) {
    CompanionRule companion = companions.get(callee.signature());
    return companion == null && shared != null ? shared.findCompanion(callee) : companion;
  }

  /** Notes that an annotated method declares a mode. */
  public void putMode(Callee callee, Mode mode) {
    modes.computeIfAbsent(callee.signature(), signature -> new HashSet<>()).add(mode);
  }

  /** Whether an annotated method declares a mode. */
  public boolean hasMode(Callee callee, Mode mode) {
    return modes.getOrDefault(callee.signature(), Set.of()).contains(mode)
        || (shared != null && shared.hasMode(callee, mode));
  }

  /** Adds the name of the method that gives the Jacobian-vector product of another. */
  public void putJvp(Callee callee, String method) {
    jvps.put(callee.signature(), method);
  }

  /**
   * The name of the method that gives the Jacobian-vector product of another; null if none does.
   */
  public @Nullable String findJvp(Callee callee) {
    String method = jvps.get(callee.signature());
    CompanionRule companion = findCompanion(callee);
    return method == null && companion != null && hasMode(callee, Mode.JVP)
        ? Mode.JVP.of(companion.method())
        : method;
  }

  /** The shape rule of a primitive, empty if it has none. */
  public String shapeOf(Callee callee) {
    PrimitiveRule rule = find(callee);
    return rule == null ? "" : rule.shape();
  }
}
