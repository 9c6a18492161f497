package dev.adjoint.processor.ir;

import java.util.List;

/** Statements in a scope of their own. */
public record Block(List<Stmt> statements) {
  /** No statement. */
  public static final Block EMPTY = new Block(List.of());

  public Block {
    statements = List.copyOf(statements);
  }

  /** The block with these statements instead: itself if they are the very same. */
  public Block with(List<Stmt> others) {
    if (others.size() != statements.size()) {
      return new Block(others);
    }
    for (int i = 0; i < others.size(); i++) {
      if (others.get(i) != statements.get(i)) {
        return new Block(others);
      }
    }
    return this;
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return statements.isEmpty();
  }
}
