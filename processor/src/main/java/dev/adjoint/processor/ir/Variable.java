package dev.adjoint.processor.ir;

/**
 * A variable; two variables are the same when their numbers are.
 *
 * @param id a number that is unique within one function and everything derived from it
 * @param name the name to show; the back end makes it unique
 */
public record Variable(int id, String name, Type type, Kind kind) {

  /** Where a variable comes from. */
  public enum Kind {
    /** The object on which the user's method is called. */
    RECEIVER,
    /** A parameter of the user's method. */
    PARAMETER,
    /** A local variable of the user's method. */
    LOCAL,
    /** A name for an intermediate value. */
    TEMPORARY,
    /** The result of the user's method. */
    RESULT,
    /** A value that the forward sweep keeps for the backward sweep. */
    KEPT,
    /** The array of the adjoints of an array that changes hands, made in the forward sweep. */
    SHADOW,
    /** The derivative of the result with respect to a variable. */
    ADJOINT,
    /** The adjoint of an intermediate value. */
    ADJOINT_TEMPORARY
  }

  /** Whether the variable is an adjoint, which starts at zero and is a sum of contributions. */
  public boolean isAdjoint() {
    return kind == Kind.ADJOINT || kind == Kind.ADJOINT_TEMPORARY;
  }

  /** Whether nobody named the value, so that it may disappear into an expression. */
  public boolean isTemporary() {
    return kind == Kind.TEMPORARY || kind == Kind.ADJOINT_TEMPORARY;
  }

  /** The same variable under another name. */
  public Variable named(String other) {
    return new Variable(id, other, type, kind);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Variable variable && variable.id == id;
  }

  @Override
  public int hashCode() {
    return id;
  }

  @Override
  public String toString() {
    return name;
  }
}
