package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Stmt;

/** What the backward sweep needs a value of the forward sweep for. */
public sealed interface Cause {
  /** The adjoint of a statement reads it. */
  record Adjoint(Stmt stmt) implements Cause {}

  /** It tells which branch was taken. */
  record Branch(Stmt.If stmt) implements Cause {}

  /** It tells which trips a loop made. */
  record Trips(Stmt loop) implements Cause {}

  /** It tells which element was written. */
  record Place(Stmt.Store stmt) implements Cause {}

  /** The adjoint of a variable starts as a zero of its structure. */
  record Structure(Stmt.Declare declaration) implements Cause {}

  /** A variable is computed again from it. */
  record Recomputation(Stmt.Declare declaration) implements Cause {}

  /** An element is computed again from it. */
  record Refill(Stmt.Store stmt) implements Cause {}

  /** A block that runs again starts from it, or reads it. */
  record RunAgain(Stmt.Checkpoint stmt) implements Cause {}

  /** Nobody asked: the analysis is switched off. */
  record Unknown() implements Cause {}
}
