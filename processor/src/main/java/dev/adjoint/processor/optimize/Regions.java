package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.CodeSize;
import dev.adjoint.processor.ir.Completion;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Finds the statements of a long body that become methods of their own. */
final class Regions {
  /** The bytes that it takes to read or set a field of an object. */
  static final int ACCESS = 4;

  /** The bytes of a call with some arguments. */
  private static final int CALL = 60;

  private final CodeSize size;
  private final int limit;
  private final UnaryOperator<String> names;
  private final Map<String, Region> found = new LinkedHashMap<>();

  /**
   * @param names gives names to regions by their lines
   */
  Regions(CodeSize size, int limit, UnaryOperator<String> names) {
    this.size = size;
    this.limit = limit;
    this.names = names;
  }

  /**
   * A statement that may have regions in it, or be the call of one.
   *
   * @param originals what it does
   */
  private record Piece(Stmt now, List<Stmt> originals, int bytes) {}

  /** The regions by name, inner ones first. */
  Map<String, Region> found() {
    return found;
  }

  /** The region that a statement calls; null if it is no such call. */
  static @Nullable Region called(Stmt stmt, Map<String, Region> regions) {
    return stmt instanceof Stmt.Evaluate evaluate
            && evaluate.expression() instanceof Expr.Call call
            && call.callee().kind() == Callee.Kind.HELPER
            && call.arguments().isEmpty()
        ? regions.get(call.callee().name())
        : null;
  }

  /** The block with calls of regions, so that it is no longer than a method may be. */
  Block fit(Block block) {
    return fit(block, limit);
  }

  private Block fit(Block block, int most) {
    List<Piece> pieces = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      Stmt now = shorten(stmt);
      pieces.add(new Piece(now, List.of(stmt), bytes(now)));
    }
    boolean grows = true;
    while (grows && bytes(pieces) > most) {
      List<Piece> grouped = group(pieces);
      grows = bytes(grouped) < bytes(pieces);
      pieces = grouped;
    }
    return block.with(pieces.stream().map(Piece::now).toList());
  }

  /** A statement whose own blocks are split until it fits into a method. */
  private Stmt shorten(Stmt stmt) {
    List<Block> blocks = Walk.blocks(stmt);
    if (blocks.isEmpty() || size.of(stmt) <= limit) {
      return stmt;
    }
    int rest = size.of(stmt) - blocks.stream().mapToInt(size::of).sum();
    int most = Math.max(0, limit - rest) / blocks.size();
    return Walk.map(stmt, expr -> expr, nested -> fit(nested, most));
  }

  private int bytes(Stmt stmt) {
    int bytes = size.of(stmt);
    int[] calls = new int[1];
    Walk.eachStatement(
        stmt,
        part -> {
          if (called(part, found) != null) {
            calls[0]++;
          }
        });
    return bytes + calls[0] * CALL;
  }

  private static int bytes(List<Piece> pieces) {
    return pieces.stream().mapToInt(Piece::bytes).sum();
  }

  /** Puts runs of statements into regions, each as long as a method may be. */
  private List<Piece> group(List<Piece> pieces) {
    List<Piece> result = new ArrayList<>();
    int from = 0;
    while (from < pieces.size()) {
      int to = from;
      int bytes = 0;
      while (to < pieces.size()
          && Completion.completes(pieces.get(to).now())
          && (to == from || bytes + pieces.get(to).bytes() <= limit)) {
        bytes += pieces.get(to).bytes();
        to++;
      }
      boolean goesOn = to < pieces.size() && Completion.completes(pieces.get(to).now());
      if (goesOn) {
        to = cut(pieces, from, to);
      }
      List<Piece> run = pieces.subList(from, to);
      if (bytes(run) > 2 * CALL && !isCall(run)) {
        result.add(region(run));
      } else {
        result.addAll(run);
      }
      if (to < pieces.size() && !goesOn) {
        result.add(pieces.get(to));
        to++;
      }
      from = to;
    }
    return result;
  }

  private boolean isCall(List<Piece> run) {
    return run.size() == 1 && called(run.get(0).now(), found) != null;
  }

  /** The place in the last third of a run that the fewest of its variables outlive. */
  private static int cut(List<Piece> pieces, int from, int to) {
    int best = to;
    int fewest = Integer.MAX_VALUE;
    Set<Variable> readLater = new HashSet<>();
    for (Piece piece : pieces.subList(to, pieces.size())) {
      addReads(piece, readLater);
    }
    for (int at = to; at > from + (to - from) * 2 / 3; at--) {
      int outliving = 0;
      for (Piece piece : pieces.subList(from, at)) {
        Variable target = Walk.target(piece.now());
        outliving += target != null && readLater.contains(target) ? 1 : 0;
      }
      boolean parts = pieces.get(at - 1).now() instanceof Stmt.Comment;
      if (outliving < fewest && !parts) {
        fewest = outliving;
        best = at;
      }
      addReads(pieces.get(at - 1), readLater);
    }
    while (best > from + 1 && pieces.get(best - 1).now() instanceof Stmt.Comment) {
      best--;
    }
    return best;
  }

  private static void addReads(Piece piece, Set<Variable> out) {
    for (Stmt original : piece.originals()) {
      Walk.eachStatement(
          original, stmt -> Walk.expressions(stmt).forEach(expr -> Walk.eachRead(expr, out::add)));
    }
  }

  private Piece region(List<Piece> run) {
    List<Stmt> originals = run.stream().flatMap(piece -> piece.originals().stream()).toList();
    String name = names.apply(describe(originals));
    found.put(name, new Region(name, run.stream().map(Piece::now).toList(), originals));
    Callee callee =
        new Callee(
            QualifiedName.of("", name),
            name,
            true,
            List.of(),
            new Type.Nothing(),
            Callee.Kind.HELPER);
    Expr call = new Expr.Call(callee, List.of(), Position.NONE);
    return new Piece(new Stmt.Evaluate(call, Position.NONE), originals, CALL);
  }

  /** The lines that statements are from, as the end of a name. */
  private static String describe(List<Stmt> statements) {
    int[] lines = {Integer.MAX_VALUE, 0};
    boolean[] isBackward = new boolean[1];
    boolean[] hasResult = new boolean[1];
    for (Stmt whole : statements) {
      Walk.eachStatement(
          whole,
          stmt -> {
            if (stmt.position().isKnown()) {
              lines[0] = Math.min(lines[0], stmt.position().line());
              lines[1] = Math.max(lines[1], stmt.position().line());
            }
            Variable target = Walk.target(stmt);
            isBackward[0] |= target != null && target.isAdjoint();
            hasResult[0] |= target != null && target.kind() == Variable.Kind.RESULT;
          });
    }
    String sweep = !isBackward[0] ? "Forward" : hasResult[0] ? "" : "Backward";
    if (lines[1] == 0) {
      return sweep + "Part";
    }
    return lines[0] == lines[1]
        ? sweep + "OfLine" + lines[0]
        : sweep + "OfLines" + lines[0] + "To" + lines[1];
  }
}
