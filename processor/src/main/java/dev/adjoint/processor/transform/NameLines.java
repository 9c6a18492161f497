package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.List;

/**
 * Says above each statement, in both sweeps, which line of the user it belongs to, so that a line
 * of a stack trace leads there.
 *
 * <pre>
 * s += a[i];   becomes   // Sums.java:7
 *                        s += a[i];
 * </pre>
 */
public final class NameLines {
  private NameLines() {}

  /** Adds to a body the lines that it comes from. */
  public static Block in(Block block) {
    List<Stmt> result = new ArrayList<>();
    int last = 0;
    for (Stmt stmt : block.statements()) {
      Position position = stmt.position();
      if (stmt instanceof Stmt.Comment comment) {
        result.add(withFile(comment));
        last = position.isKnown() ? position.line() : last;
        continue;
      }
      if (position.isKnown() && position.line() != last) {
        result.add(new Stmt.Comment(position.toString(), position));
        last = position.line();
      }
      result.add(Walk.map(stmt, expr -> expr, NameLines::in));
      if (stmt instanceof Stmt.For || stmt instanceof Stmt.While || stmt instanceof Stmt.If) {
        last = 0; // What follows stands far below.
      }
    }
    return block.with(result);
  }

  /** A comment that names its line, with the file as well. */
  private static Stmt withFile(Stmt.Comment comment) {
    Position position = comment.position();
    String line = "line " + position.line();
    return position.isKnown() && comment.text().startsWith(line)
        ? new Stmt.Comment(position + comment.text().substring(line.length()), position)
        : comment;
  }
}
