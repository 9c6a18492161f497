package dev.adjoint.processor.ir;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An expression: a value without side effects, calls of unknown methods apart. */
public sealed interface Expr {
  Type type();

  /** A constant, as Java text. */
  record Literal(String text, Type type) implements Expr {
    /** What a method without a result returns. */
    public static Literal nothing() {
      return new Literal("", new Type.Nothing());
    }

    /** The integer as a constant. */
    public static Literal of(int value) {
      return new Literal(Integer.toString(value), Type.Primitive.INT);
    }

    /** The number as a constant of a floating-point type. */
    public static Literal of(double value, Type type) {
      if (type == Type.Primitive.FLOAT) {
        return new Literal((float) value + "f", type);
      }
      return new Literal(Double.toString(value), Type.Primitive.DOUBLE);
    }
  }

  /** The value of a variable. */
  record Read(Variable variable) implements Expr {
    @Override
    public Type type() {
      return variable.type();
    }
  }

  /** A constant of a class. */
  record StaticField(QualifiedName owner, String name, Type type, @Nullable Literal constant)
      implements Expr {
    public StaticField(QualifiedName owner, String name, Type type) {
      this(owner, name, type, null);
    }
  }

  /** An operator with one operand. */
  record Unary(Operator operator, Expr operand, Type type) implements Expr {}

  /** An operator with two operands. */
  record Binary(Operator operator, Expr left, Expr right, Type type) implements Expr {}

  /** {@code condition ? then : otherwise}. */
  record Conditional(Expr condition, Expr then, Expr otherwise, Type type) implements Expr {}

  /**
   * A conversion. Widening conversions of numbers, which Java does by itself, do not appear; that
   * of a record to a sealed interface does.
   */
  record Cast(Expr operand, Type type) implements Expr {
    /** Whether this takes a record out of a value that might be another one. */
    public boolean isNarrowing() {
      return operand.type() instanceof Type.Sum from
          && (type instanceof Type.Tree
              || (type instanceof Type.Sum to && !from.supertypes().contains(to.name())));
    }
  }

  /** {@code operand instanceof T}. */
  record InstanceOf(Expr operand, Type tested) implements Expr {
    @Override
    public Type type() {
      return Type.Primitive.BOOLEAN;
    }
  }

  /** {@code array[index]}, or {@code list.get(index)}. */
  record Element(Expr array, Expr index) implements Expr {
    @Override
    public Type type() {
      return Objects.requireNonNull(array.type().elementType());
    }
  }

  /** {@code array.length}, or {@code list.size()}. */
  record Length(Expr array) implements Expr {
    @Override
    public Type type() {
      return Type.Primitive.INT;
    }
  }

  /** A component of a record. */
  record Component(Expr record, String name, Type type) implements Expr {}

  /** A call; the receiver, if there is one, is the first argument. */
  record Call(Callee callee, List<Expr> arguments, Position position) implements Expr {
    public Call {
      arguments = List.copyOf(arguments);
    }

    /** The call with the method's derivative from elsewhere. */
    public Call withKind(Callee.Kind kind) {
      return new Call(callee.withKind(kind), arguments, position);
    }

    /** The call of a method that nothing is differentiated by. */
    public Call withConstants() {
      return new Call(callee.withConstants(), arguments, position);
    }

    @Override
    public Type type() {
      return callee.result();
    }
  }

  /** {@code new T[n][m]}; dimensions may be fewer than the array's rank. */
  record NewArray(Type.Array type, List<Expr> dimensions) implements Expr {
    public NewArray {
      dimensions = List.copyOf(dimensions);
    }
  }

  /** {@code new T[] {…}}, or {@code List.of(…)}. */
  record ArrayLiteral(Type type, List<Expr> elements) implements Expr {
    public ArrayLiteral {
      elements = List.copyOf(elements);
    }
  }

  /** {@code new R(…)}. */
  record NewRecord(Type type, List<Expr> arguments) implements Expr {
    public NewRecord {
      arguments = List.copyOf(arguments);
    }
  }

  /** Reads a variable. */
  static Expr read(Variable variable) {
    return new Read(variable);
  }
}
