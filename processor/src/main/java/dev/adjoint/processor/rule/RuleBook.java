package dev.adjoint.processor.rule;

import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Mode;
import dev.adjoint.processor.ir.Shapes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The rules of all primitives and annotated methods that the program calls. */
public final class RuleBook {
  private final Map<String, PrimitiveRule> rules = new HashMap<>();

  /** What primitives say of their results that only rules of others call. */
  private final Map<String, PrimitiveRule> declared = new HashMap<>();

  /** What methods compute at once. */
  private final Map<Callee, Function> fusions = new LinkedHashMap<>();

  /** Those of them that round in another way. */
  private final Set<Callee> reordered = new HashSet<>();

  /** Those of them whose operations undo each other. */
  private final Set<Callee> cancelling = new HashSet<>();

  private final Map<String, CompanionRule> companions = new HashMap<>();

  /** What is declared for annotated methods beside gradient and pullback. */
  private final Map<String, Set<Mode>> modes = new HashMap<>();

  /** What is generated in the one class, by the signatures of methods. */
  private final Map<String, CompanionRule> own = new HashMap<>();

  /** The same for those that are also generated for all parameters. */
  private final Map<String, CompanionRule> byAll = new HashMap<>();

  /** Methods that call operations of users. */
  private final Set<String> custom = new HashSet<>();

  /** The names of derivatives that are generated in the one class. */
  private final Map<String, String> names = new HashMap<>();

  /** Derivatives by the signatures of the methods that give them. */
  private final Map<String, Derived> derivedCalls = new HashMap<>();

  /** Derivatives that somebody asked for, and that are not there yet. */
  private final List<Derived> wanted = new ArrayList<>();

  /** Methods that generated code cannot call. */
  private final Set<String> hidden = new HashSet<>();

  /** Methods that are never copied to where they are called. */
  private final Set<String> called = new HashSet<>();

  /** What methods without a rule say of shapes. */
  private final Map<String, Shapes.OfMethod> shapes = new HashMap<>();

  /** Methods that run again before they go backward. */
  private final Set<String> checkpoints = new HashSet<>();

  /** What is known to all; null if this is that. */
  private final @Nullable RuleBook shared;

  /** Gives a name that is like another one, and that nothing else has. */
  private final UnaryOperator<String> namer;

  /** An empty book. */
  public RuleBook() {
    this(null, name -> name);
  }

  private RuleBook(@Nullable RuleBook shared, UnaryOperator<String> namer) {
    this.shared = shared;
    this.namer = namer;
  }

  /**
   * All that is here, for more that concerns one class alone.
   *
   * @param namer gives a name that is like another one, and that nothing else in the class has
   */
  public RuleBook forOneClass(UnaryOperator<String> namer) {
    return new RuleBook(this, namer);
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

  /** Notes what a primitive says of its result, whose rules nobody may need. */
  public void putDeclared(Callee callee, PrimitiveRule rule) {
    declared.put(callee.signature(), rule);
  }

  /** What a primitive says of its result, perhaps without its rules; null if it is not one. */
  public @Nullable PrimitiveRule declared(Callee callee) {
    PrimitiveRule rule = find(callee);
    rule = rule == null ? declared.get(callee.signature()) : rule;
    return rule == null && shared != null ? shared.declared(callee) : rule;
  }

  /** Notes that a method computes at once what a function computes. */
  public void putFusion(Callee fused, Function computes, boolean isReordered) {
    fusions.put(fused, computes);
    if (isReordered) {
      reordered.add(fused);
    }
  }

  /** Whether a method that computes several operations at once rounds in another way. */
  public boolean isReordered(Callee fused) {
    return shared == null ? reordered.contains(fused) : shared.isReordered(fused);
  }

  /** Notes that a method is what is left of operations that undo each other. */
  public void putCancelling(Callee fused) {
    cancelling.add(fused);
  }

  /** Whether a method is what is left of operations that undo each other. */
  public boolean isCancelling(Callee fused) {
    return shared == null ? cancelling.contains(fused) : shared.isCancelling(fused);
  }

  /** What methods compute at once that stand for several operations. */
  public Map<Callee, Function> fusions() {
    return shared == null ? fusions : shared.fusions();
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

  /** Notes what is generated in this class, for a method that it is generated for. */
  public void putOwn(Callee callee, CompanionRule rule) {
    own.put(callee.signature(), rule);
  }

  /** Notes what is generated for a method of this class, differentiated by all it can be. */
  public void putByAll(Callee callee, CompanionRule rule) {
    byAll.put(callee.signature(), rule);
  }

  /** What is generated for a method differentiated by all it can be; null if there is no need. */
  public @Nullable CompanionRule byAll(Callee callee) {
    return byAll.get(callee.signature());
  }

  /** Whether there is anything that is differentiated by all it can be. */
  public boolean hasByAll() {
    return !byAll.isEmpty();
  }

  /** Notes that a method calls operations of users, who made the rules. */
  public void putCustom(Callee callee) {
    custom.add(callee.signature());
  }

  /** Whether a method calls operations of users, who made the rules. */
  public boolean isCustom(Callee callee) {
    return custom.contains(callee.signature());
  }

  /** Notes that a derivative of a method of this class has a name already. */
  public void putDerived(Derived derived, String name) {
    names.put(key(derived), name);
    putDerivedCall(derived, name);
  }

  /**
   * The method that gives a derivative, to be called; null if there is none. One that this class
   * lacks gets a name, and is noted as {@link #wanted}.
   */
  public @Nullable Callee derived(Derived derived) {
    String name = derived.order() == 0 ? derived.name() : names.get(key(derived));
    if (name == null && own.containsKey(derived.base().signature())) {
      name = namer.apply(derived.name());
      names.put(key(derived), name);
      wanted.add(derived);
    } else if (name == null && derived.order() == 1) {
      Mode mode = derived.mode();
      name = hasMode(derived.base(), mode) ? derived.name() : null;
    }
    return name == null ? null : putDerivedCall(derived, name);
  }

  private Callee putDerivedCall(Derived derived, String name) {
    Callee callee = derived.callee(name);
    putDerivedCall(derived, callee);
    return callee;
  }

  /** Notes what a method that is called is the derivative of. */
  public void putDerivedCall(Derived derived, Callee callee) {
    derivedCalls.put(callee.signature(), derived);
  }

  /** What a call of an annotated method, or of a derivative of one, is; null if it is none. */
  public @Nullable Derived findDerived(Callee callee) {
    return switch (callee.kind()) {
      case COMPANION -> {
        CompanionRule rule = own.get(callee.signature());
        CompanionRule found = rule == null ? findCompanion(callee) : rule;
        yield found == null ? null : new Derived(callee, found, Derived.Kind.VALUE, 0);
      }
      case DERIVED, APPLIED -> {
        Derived derived = derivedCalls.get(callee.signature());
        yield derived == null && shared != null ? shared.findDerived(callee) : derived;
      }
      default -> null;
    };
  }

  /** Takes the derivatives that were asked for since the last time. */
  public List<Derived> takeWanted() {
    List<Derived> result = List.copyOf(wanted);
    wanted.clear();
    return result;
  }

  private static String key(Derived derived) {
    return derived.base().signature() + derived.rule().method() + derived.kind() + derived.order();
  }

  /** The shape rule of a primitive, empty if it has none. */
  public String shapeOf(Callee callee) {
    PrimitiveRule rule = declared(callee);
    return rule == null ? "" : rule.shape();
  }

  /** Notes what a method, which users wrote, says of shapes. */
  public void putShapes(Callee callee, Shapes.OfMethod said) {
    shapes.put(callee.signature(), said);
  }

  /** What a method, which users wrote, says of shapes. */
  public Shapes.OfMethod shapesOf(Callee callee) {
    Shapes.OfMethod said = shapes.get(callee.signature());
    if (said == null) {
      return shared == null ? Shapes.OfMethod.NONE : shared.shapesOf(callee);
    }
    return said;
  }
}
