package dev.adjoint.processor.ir;

import org.jspecify.annotations.Nullable;

/** A structured statement. */
public sealed interface Stmt {
  Position position();

  /**
   * {@code T v = value;}, or without a value when it is assigned on every path before it is read.
   *
   * @param note what readers are told of the variable at the end of the line, if anything
   */
  record Declare(Variable variable, @Nullable Expr value, Position position, String note)
      implements Stmt {
    public Declare(Variable variable, @Nullable Expr value, Position position) {
      this(variable, value, position, "");
    }

    /** The same with a note. */
    public Declare noting(String text) {
      return new Declare(variable, value, position, text);
    }
  }

  /** {@code v = value;}. */
  record Assign(Variable variable, Expr value, Position position) implements Stmt {}

  /** {@code array[index] = value;}. */
  record Store(Expr array, Expr index, Expr value, Position position) implements Stmt {
    /** The element that is written, as an expression. */
    public Expr.Element target() {
      return new Expr.Element(array, index);
    }
  }

  /** A call for its effect. */
  record Evaluate(Expr expression, Position position) implements Stmt {}

  /** {@code if (condition) then else otherwise}. */
  record If(Expr condition, Block then, Block otherwise, Position position) implements Stmt {}

  /**
   * A counted loop: {@code for (int index = from; index relation bound; index += step)}. Neither
   * the index nor what the bound reads changes within the body, and nothing leaves the loop early.
   */
  record For(
      Variable index,
      Expr from,
      Operator relation,
      Expr bound,
      int step,
      Block body,
      Position position)
      implements Stmt {

    /** The loop with the same trips upwards, if it counts down one by one; else the loop itself. */
    public For upwards() {
      if (step != -1 || relation != Operator.GREATER_EQUAL) {
        return this;
      }
      Expr end = from;
      Operator until = Operator.LESS_EQUAL;
      if (from instanceof Expr.Binary less
          && less.operator() == Operator.MINUS
          && less.right().equals(Expr.Literal.of(1))) {
        end = less.left();
        until = Operator.LESS;
      } else if (from instanceof Expr.Literal last && last.text().matches("[0-9]{1,6}")) {
        end = Expr.Literal.of(Integer.parseInt(last.text()) + 1);
        until = Operator.LESS;
      }
      return new For(index, bound, until, end, 1, body, position);
    }
  }

  /**
   * A loop whose trips are known only when it has ended: {@code while (condition) body}.
   *
   * @param trips counts how often the body ran; the body's last statement adds one
   */
  record While(Expr condition, Block body, Variable trips, Position position) implements Stmt {}

  /**
   * Statements in a scope of their own that the backward sweep runs again, so that nothing of them
   * is kept but what they start from.
   *
   * @param every where this is the body of a loop, after how many trips the loop keeps what they
   *     start from, 0 if that is chosen when the loop runs; else 1
   */
  record Checkpoint(Block body, int every, Position position) implements Stmt {
    /** The same with another body. */
    public Checkpoint with(Block other) {
      return new Checkpoint(other, every, position);
    }
  }

  /** Ends the call; the exception is made where it is thrown, and has no derivative. */
  record Throw(Expr exception, Position position) implements Stmt {}

  /** The result; the last statement of a function, and only there. */
  record Return(Expr value, Position position) implements Stmt {}

  /** A remark for the reader of generated code. */
  record Comment(String text, Position position) implements Stmt {}
}
