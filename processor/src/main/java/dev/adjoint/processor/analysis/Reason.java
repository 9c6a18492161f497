package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;

/** Why a value of the forward sweep is kept, or computed again. */
public sealed interface Reason {
  /** What it is needed for. */
  Cause cause();

  /** A statement overwrites it. */
  record Overwritten(Stmt by, Cause cause) implements Reason {}

  /** A loop overwrites it, and only what comes before the loop needs it. */
  record OverwrittenInLoop(Variable variable, Stmt loop, Cause cause) implements Reason {}

  /** A statement overwrites it in each trip, but with what is cheap. */
  record Refilled(Stmt.Store by, Cause cause) implements Reason {}

  /** A block that runs again changes it. */
  record Checkpointed(Stmt.Checkpoint stmt) implements Reason {
    @Override
    public Cause cause() {
      return new Cause.RunAgain(stmt);
    }
  }

  /** Its variable goes with the block that declares it. */
  record OutOfScope(Stmt.Declare declaration, Cause cause) implements Reason {}

  /** Its variable goes too, but the value is cheap. */
  record Recomputed(Stmt.Declare declaration, Cause cause) implements Reason {}
}
