package dev.adjoint.processor.ir;

import java.util.Locale;

/** What may be generated for a method beside its gradient and its pullback. */
public enum Mode {
  JVP,
  HVP,
  HESSIAN,
  JACOBIAN,
  GRAPH;

  /** The name of what is generated for a method. */
  public String of(String method) {
    return method + name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
  }
}
