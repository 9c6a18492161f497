package dev.adjoint.processor.ir;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A method that is called.
 *
 * @param owner the class that declares it
 * @param isStatic false if the first operand is the receiver
 * @param operands the receiver, if there is one, and the parameters
 * @param kind where its derivative comes from
 * @param isView whether the result may share memory with an operand
 * @param mayWrite whether it may write arrays that it is given
 * @param onlyReads whether it is known to do no more with arrays that it is given than to read
 *     their elements: it neither writes them nor holds on to them
 * @param isOperation whether its author declared it an operation, which has no state
 */
public record Callee(
    QualifiedName owner,
    String name,
    boolean isStatic,
    List<Operand> operands,
    Type result,
    Kind kind,
    boolean isView,
    boolean mayWrite,
    boolean onlyReads,
    boolean isOperation) {

  /** A method that writes nothing. */
  public Callee(
      QualifiedName owner,
      String name,
      boolean isStatic,
      List<Operand> operands,
      Type result,
      Kind kind,
      boolean isView) {
    this(owner, name, isStatic, operands, result, kind, isView, false, false, false);
  }

  /** A method whose result has memory of its own. */
  public Callee(
      QualifiedName owner,
      String name,
      boolean isStatic,
      List<Operand> operands,
      Type result,
      Kind kind) {
    this(owner, name, isStatic, operands, result, kind, false);
  }

  public Callee {
    operands = List.copyOf(operands);
  }

  /**
   * An operand of a method.
   *
   * @param name the parameter's name; {@code this} for the receiver
   * @param constant whether its author declared it not differentiable
   */
  public record Operand(String name, Type type, boolean constant, boolean varargs) {
    public Operand(String name, Type type) {
      this(name, type, false, false);
    }
  }

  /** Where the derivative of a method comes from. */
  public enum Kind {
    /** From the table of scalar rules. */
    SCALAR,
    /** From the rules that the method declares. */
    PRIMITIVE,
    /** From the method's body, which stands in the same file. */
    BODY,
    /** From the generated companion of its class. */
    COMPANION,
    /** A derivative of an annotated method, which is a method that has derivatives itself. */
    DERIVED,
    /** A pullback that is made, and applied once to the last operand: like what is derived. */
    APPLIED,
    /** A pullback that is made: the method runs, and what its backward sweep needs is kept. */
    AUGMENTED,
    /** The value of a pullback, its first operand, for the other operands. */
    PULLBACK,
    /** The backward sweep of a pullback, its first operand, for a seed. */
    APPLICATION,
    /** Part of the runtime, called by generated code alone: may change its first argument. */
    RUNTIME,
    /** From nowhere: a helper that a rule calls, which has no effect. */
    HELPER,
    /** From nowhere: its author declared the result constant. */
    CONSTANT,
    /** From nowhere: a function that the method is given, of which only the type is known. */
    FUNCTION,
    /** From nowhere: passing it a value that depends on the inputs is an error. */
    UNKNOWN
  }

  /** The same method, which has no state. */
  public Callee operation() {
    return new Callee(
        owner, name, isStatic, operands, result, kind, isView, mayWrite, onlyReads, true);
  }

  /** The same method, which may write arrays that it is given. */
  public Callee writing() {
    return new Callee(
        owner, name, isStatic, operands, result, kind, isView, true, false, isOperation);
  }

  /** The same method, which only reads elements of arrays that it is given. */
  public Callee reading() {
    return new Callee(
        owner, name, isStatic, operands, result, kind, isView, mayWrite, true, isOperation);
  }

  /** The same method where its result shares no memory with an operand. */
  public Callee withOwnMemory() {
    return new Callee(
        owner, name, isStatic, operands, result, kind, false, mayWrite, onlyReads, isOperation);
  }

  /** The same method with its derivative from elsewhere. */
  public Callee withKind(Kind newKind) {
    return new Callee(
        owner, name, isStatic, operands, result, newKind, isView, mayWrite, onlyReads, isOperation);
  }

  /** The same method, whose author declared no operand differentiable. */
  public Callee withConstants() {
    List<Operand> constant =
        operands.stream().map(o -> new Operand(o.name(), o.type(), true, o.varargs())).toList();
    return new Callee(
        owner, name, isStatic, constant, result, kind, isView, mayWrite, onlyReads, isOperation);
  }

  /** Whether this is a derivative of another method. */
  public boolean isDerived() {
    return kind == Kind.DERIVED || kind == Kind.APPLIED;
  }

  /** Whether the result is a new value, in memory that nothing else holds. */
  public boolean makesVector() {
    return makesValue() && !isView && result instanceof Type.Vector;
  }

  /** Whether this computes a value and does nothing else, and never gives null. */
  public boolean makesValue() {
    return kind == Kind.PRIMITIVE || kind == Kind.AUGMENTED || kind == Kind.APPLICATION;
  }

  /** Whether this stands for several operations, which it computes at once. */
  public boolean isFusion() {
    return kind == Kind.PRIMITIVE && !isOperation;
  }

  /** Whether this copies an array. */
  public boolean isClone() {
    return kind == Kind.SCALAR && name.equals("clone");
  }

  /** Names the method with its operand types, uniquely among all methods. */
  public String signature() {
    return owner
        + "."
        + name
        + operands.stream()
            .map(operand -> String.valueOf(operand.type()))
            .collect(Collectors.joining(",", "(", ")"));
  }

  @Override
  public String toString() {
    return owner.simpleName() + "." + name;
  }
}
