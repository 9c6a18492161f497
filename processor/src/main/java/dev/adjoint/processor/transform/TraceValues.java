package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Printer;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets generated code show each value when it is computed, in both sweeps.
 *
 * <pre>
 * double s = a * b;   becomes   double s = a * b; Trace.show("line 7: s", s);
 * </pre>
 */
public final class TraceValues {
  private static final Type STRING =
      new Type.Other(QualifiedName.of("java.lang", "String"), List.of());

  private TraceValues() {}

  /** Adds to a body what shows its values. */
  public static Block in(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      Stmt mapped = Walk.map(stmt, expr -> expr, TraceValues::in);
      result.add(mapped);
      if (!mapped.position().isKnown()) {
        continue; // What is only kept or restored has been shown already.
      }
      if (mapped instanceof Stmt.Declare s && s.value() != null) {
        result.add(show(s, Expr.read(s.variable())));
      } else if (mapped instanceof Stmt.Assign s) {
        result.add(show(s, Expr.read(s.variable())));
      } else if (mapped instanceof Stmt.Store s) {
        result.add(show(s, s.target()));
      }
    }
    return block.with(result);
  }

  private static Stmt show(Stmt stmt, Expr value) {
    String what = "line " + stmt.position().line() + ": " + Printer.print(value);
    Expr text =
        new Expr.Literal('"' + what.replace("\\", "\\\\").replace("\"", "\\\"") + '"', STRING);
    return new Stmt.Evaluate(
        Exprs.runtime("Trace", "show", new Type.Nothing(), text, value), Position.NONE);
  }
}
