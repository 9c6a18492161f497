package dev.adjoint.processor.ir;

/** Hands out variables with fresh numbers. */
public final class Variables {
  private int next;

  /** A new variable. */
  public Variable fresh(String name, Type type, Variable.Kind kind) {
    return new Variable(next++, name, type, kind);
  }
}
