package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import java.util.Set;

/** What the adjoint of the program reads of the program. */
public interface Needs {
  /** Whether a simple statement has an adjoint. */
  boolean hasAdjoint(Stmt stmt);

  /** The variables of the function that the adjoint of a simple statement reads. */
  Set<Variable> of(Stmt stmt);

  /** The variables of the function that the zero of a local variable's adjoint reads. */
  Set<Variable> ofZero(Stmt.Declare declaration);
}
