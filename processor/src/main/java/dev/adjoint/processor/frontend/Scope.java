package dev.adjoint.processor.frontend;

import dev.adjoint.processor.ir.Expr;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * What the variables of a body stand for, and the object that it runs on. A body that is lowered in
 * several places has a scope for each; that of a lambda lies within the scope around the lambda.
 */
final class Scope {
  private final @Nullable Scope around;
  private final TypeReader types;
  private final Map<Element, Expr> values = new HashMap<>();
  private @Nullable Expr receiver;

  private Scope(@Nullable Scope around, TypeReader types) {
    this.around = around;
    this.types = types;
  }

  /** The scope of a method's body. */
  static Scope ofMethod(TypeReader types) {
    return new Scope(null, types);
  }

  /** The scope of a body that sees everything around it. */
  Scope inner() {
    return new Scope(this, types);
  }

  /** Reads the types that are written in the body. */
  TypeReader types() {
    return types;
  }

  void bind(Element element, Expr value) {
    values.put(element, value);
  }

  void bindReceiver(Expr value) {
    receiver = value;
  }

  /** Null if the variable is declared elsewhere. */
  @Nullable Expr find(Element element) {
    Expr value = values.get(element);
    return value == null && around != null ? around.find(element) : value;
  }

  /** Null if there is no object. */
  @Nullable Expr receiver() {
    return receiver == null && around != null ? around.receiver() : receiver;
  }
}
