package dev.adjoint.processor.rule;

import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Mode;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Shapes;
import dev.adjoint.processor.ir.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * A derivative of an annotated method, as a method that can be called and differentiated again.
 *
 * <p>Its signature follows from the method's declaration alone. Each order after the first one adds
 * a tangent for each input that there was before.
 *
 * <pre>
 *             order 0                        order 1
 * VALUE       X.f(x)                         XGrad.fJvp(x, xDot)
 * GRADIENT    XGrad.f(x)                     XGrad.fHvp(x, xDot)
 * VJP         XGrad.fPullback(x).apply(s)    XGrad.fPullbackJvp(x, s, xDot, sDot)
 * </pre>
 *
 * @param base the method
 * @param rule what is generated for it
 * @param kind what the derivative is made from
 * @param order how often that is differentiated in forward mode
 */
public record Derived(Callee base, CompanionRule rule, Kind kind, int order) {
  private static final String PACKAGE = "dev.adjoint";

  /** The record of a value with its gradient. */
  public static final QualifiedName GRADIENT = QualifiedName.of(PACKAGE, "ValueAndGradient");

  /** What forward mode is applied to. */
  public enum Kind {
    /** The method itself. */
    VALUE(""),
    /** Its value and its gradient. */
    GRADIENT(""),
    /** Its vector-Jacobian product, by a pullback that is applied once. */
    VJP("Pullback");

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }
  }

  /** The derivative of this one. */
  public Derived next() {
    return new Derived(base, rule, kind, order + 1);
  }

  /** The derivative that this is the derivative of; order must be at least 1. */
  public Derived previous() {
    return new Derived(base, rule, kind, order - 1);
  }

  /** The same order of another derivative of the same method. */
  public Derived of(Kind other) {
    return new Derived(base, rule, other, order);
  }

  /** Whether this is the method itself. */
  public boolean isMethod() {
    return kind == Kind.VALUE && order == 0;
  }

  /** Whether this is a pullback that is applied. */
  public boolean isPullback() {
    return kind == Kind.VJP && order == 0;
  }

  /** Whether a declaration can ask for this, so that it is there for other files. */
  public boolean isFirst() {
    return order == 1;
  }

  /** What the method's declaration must ask for, so that other files can call this. */
  public Mode mode() {
    return kind == Kind.VALUE ? Mode.JVP : Mode.HVP;
  }

  /** The name of the generated method, unless it is taken. */
  public String name() {
    String first = kind == Kind.GRADIENT && order > 0 ? "Hvp" : order > 0 ? "Jvp" : "";
    return rule.method() + kind.suffix + first + "Jvp".repeat(Math.max(0, order - 1));
  }

  /** All parameters; the receiver, if there is one, is the first of them. */
  public List<Callee.Operand> operands() {
    List<Callee.Operand> result = new ArrayList<>();
    if (order == 0) {
      for (Callee.Operand operand : base.operands()) {
        result.add(new Callee.Operand(operand.name(), operand.type(), operand.constant(), false));
      }
      if (kind == Kind.VJP) {
        result.add(new Callee.Operand("seed", base.result()));
      }
      return result;
    }
    List<Callee.Operand> before = previous().operands();
    result.addAll(before);
    for (int input : previous().inputs()) {
      Callee.Operand of = before.get(input);
      result.add(new Callee.Operand(of.name() + "Dot", of.type()));
    }
    return result;
  }

  /**
   * Which parameters can be differentiated by: first the inputs of the method, of a vector-Jacobian
   * product the seed, then the tangents of all of them, and so on.
   */
  public List<Integer> inputs() {
    List<Integer> result = new ArrayList<>();
    if (order == 0) {
      for (int i = 0; i < base.operands().size(); i++) {
        if (rule.inputs().contains(base.operands().get(i).name())) {
          result.add(i);
        }
      }
      if (kind == Kind.VJP) {
        result.add(base.operands().size());
      }
      return result;
    }
    List<Integer> before = previous().inputs();
    int first = previous().operands().size();
    result.addAll(before);
    for (int i = 0; i < before.size(); i++) {
      result.add(first + i);
    }
    return result;
  }

  /** The type of the gradient, as one that can be differentiated. */
  public Type gradient() {
    return rule.components().isEmpty()
        ? rule.gradient()
        : new Type.Tree(((Type.Other) rule.gradient()).name(), rule.components());
  }

  /** What the method returns. */
  public Type result() {
    if (order > 0) {
      Type before = previous().result();
      return isGradient() && order == 1 ? withTangents((Type.Tree) before) : withTangent(before);
    }
    return switch (kind) {
      case VALUE -> base.result();
      case VJP -> gradient();
      case GRADIENT ->
          record(
              GRADIENT,
              gradient(),
              component("value", Type.Primitive.DOUBLE),
              component("gradient", gradient()));
    };
  }

  private boolean isGradient() {
    return kind == Kind.GRADIENT;
  }

  /** What forward mode returns for a value with its gradient. */
  public static Type.Tree withTangents(Type.Tree result) {
    Type gradient = result.components().get(1).type();
    return record(
        QualifiedName.of(PACKAGE, "ValueAndHvp"),
        gradient,
        component("value", Type.Primitive.DOUBLE),
        component("tangent", Type.Primitive.DOUBLE),
        component("gradient", gradient),
        component("hvp", gradient));
  }

  /** What forward mode returns for a result of a type. */
  public static Type.Tree withTangent(Type type) {
    return record(
        QualifiedName.of(PACKAGE, "ValueAndTangent"),
        type,
        component("value", type),
        component("tangent", type));
  }

  private static Type.Tree record(QualifiedName name, Type argument, Type.Component... components) {
    return new Type.Tree(name, List.of(components), List.of(argument));
  }

  private static Type.Component component(String name, Type type) {
    return new Type.Component(name, type, false, Shapes.Declared.NONE);
  }

  /**
   * The method, to be called.
   *
   * @param name what it is called
   */
  public Callee callee(String name) {
    Callee.Kind from = isPullback() ? Callee.Kind.APPLIED : Callee.Kind.DERIVED;
    return new Callee(rule.companion(), name, true, operands(), result(), from);
  }
}
