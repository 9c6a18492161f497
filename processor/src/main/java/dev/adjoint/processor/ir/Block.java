package dev.adjoint.processor.ir;

import java.util.List;

/** Statements in a scope of their own. */
public record Block(List<Stmt> statements) {
  /** No statement. */
  public static final Block EMPTY = new Block(List.of());

  public Block {
    statements = List.copyOf(statements);
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return statements.isEmpty();
  }
}
