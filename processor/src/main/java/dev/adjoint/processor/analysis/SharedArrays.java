package dev.adjoint.processor.analysis;

import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;

/**
 * Finds writes into arrays that were given to a method elsewhere which returns arrays: what it
 * returned may be one of them, and nobody here can tell.
 */
public final class SharedArrays {
  private SharedArrays() {}

  /** Reports such writes. */
  public static void check(Function function, Findings findings) {
    Aliases aliases = Aliases.of(function.body());
    Walk.eachStatement(
        function.body(),
        stmt -> {
          if (stmt instanceof Stmt.Store store) {
            for (Variable base : Walk.base(store.array())) {
              if (aliases.isForeign(base)) {
                findings.add(
                    Message.UNSUPPORTED,
                    store.position(),
                    "a write into an array that another method was given or has returned",
                    "work on a copy: " + base.name() + ".clone()");
              }
            }
          }
        });
  }
}
