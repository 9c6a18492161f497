package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Puts what would run again where it stands, for whoever runs everything once. */
public final class DropCheckpoints {
  private DropCheckpoints() {}

  public static Function in(Function function) {
    return function.withBody(in(function.body()));
  }

  /** Drops those that are the bodies of some loops of the function itself. */
  static Function of(Set<Stmt> loops, Function function) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : function.body().statements()) {
      result.add(
          loops.contains(stmt)
              ? Walk.map(
                  stmt,
                  expr -> expr,
                  body ->
                      body.statements().size() == 1
                              && body.statements().get(0) instanceof Stmt.Checkpoint once
                          ? once.body()
                          : body)
              : stmt);
    }
    return function.withBody(function.body().with(result));
  }

  static Block in(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Checkpoint s) {
        result.addAll(in(s.body()).statements());
      } else {
        result.add(Walk.map(stmt, expr -> expr, DropCheckpoints::in));
      }
    }
    return block.with(result);
  }
}
