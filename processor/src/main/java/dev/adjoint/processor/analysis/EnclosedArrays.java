package dev.adjoint.processor.analysis;

import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds writes into arrays that values of a sealed interface hold by then. The adjoint of such a
 * value is a record of its own, which does not change with the array. What is written before the
 * array becomes part of a value is no matter.
 */
public final class EnclosedArrays {
  private final Aliases aliases;
  private final Findings findings;

  /** The variables between which arrays may have moved, by one that stands for them. */
  private final Map<Variable, Set<Variable>> groups = new HashMap<>();

  /** Where something was reported: loops are looked at until nothing is new. */
  private final Set<Stmt> reported = new HashSet<>();

  /** The last place that was seen: what is copied from elsewhere may have none. */
  private Position near;

  private EnclosedArrays(Function function, Findings findings) {
    this.aliases = Aliases.of(function.body());
    this.findings = findings;
    this.near = function.position();
    Set<Variable> all = new LinkedHashSet<>(Walk.assigned(function.body()));
    Walk.eachStatement(
        function.body(),
        stmt -> Walk.expressions(stmt).forEach(expr -> all.addAll(Walk.reads(expr))));
    all.forEach(
        variable ->
            groups.computeIfAbsent(aliases.groupOf(variable), v -> new HashSet<>()).add(variable));
  }

  /** Reports such writes. */
  public static void check(Function function, Findings findings) {
    EnclosedArrays analysis = new EnclosedArrays(function, findings);
    analysis.follow(function.body(), new HashSet<>(analysis.sharedParameters(function)));
  }

  /** Arrays of the caller, if it may have put them into a value of a sealed interface, too. */
  private Set<Variable> sharedParameters(Function function) {
    Set<Variable> result = new HashSet<>();
    if (function.parameters().stream().anyMatch(p -> enclosesArrays(p.type()))) {
      function.parameters().stream()
          .filter(parameter -> parameter.type().holdsArrays())
          .forEach(parameter -> result.addAll(groupOf(parameter)));
    }
    return result;
  }

  private static boolean enclosesArrays(Type type) {
    if (type instanceof Type.Sum sum) {
      return sum.enclosesArrays();
    } else if (type instanceof Type.Tree record) {
      return record.components().stream().anyMatch(part -> enclosesArrays(part.type()));
    }
    return type.elementType() != null && enclosesArrays(type.elementType());
  }

  private Set<Variable> groupOf(Variable variable) {
    return groups.getOrDefault(aliases.groupOf(variable), Set.of(variable));
  }

  /** Moves the set of variables that may hold enclosed arrays over a block, in place. */
  private void follow(Block block, Set<Variable> enclosed) {
    for (Stmt stmt : block.statements()) {
      near = stmt.position().isKnown() ? stmt.position() : near;
      checkWrites(stmt, enclosed);
      Variable target = Walk.target(stmt);
      for (Expr root : Walk.expressions(stmt)) {
        Walk.each(root, part -> enclose(part, enclosed));
        if (takesArrays(root)) {
          targets(stmt).forEach(each -> enclosed.addAll(groupOf(each)));
        } else if (target != null && isNew(root)) {
          enclosed.remove(target);
        } else if (readsAny(root, enclosed)) {
          enclosed.addAll(targets(stmt));
        }
      }
      if (stmt instanceof Stmt.If branch) {
        Set<Variable> then = new HashSet<>(enclosed);
        follow(branch.then(), then);
        follow(branch.otherwise(), enclosed);
        enclosed.addAll(then);
      } else if (stmt instanceof Stmt.For || stmt instanceof Stmt.While) {
        Block body = Walk.blocks(stmt).get(0);
        Set<Variable> after;
        do {
          after = new HashSet<>(enclosed);
          follow(body, after);
        } while (enclosed.addAll(after));
      } else if (stmt instanceof Stmt.Checkpoint once) {
        follow(once.body(), enclosed);
      }
    }
  }

  /** A record that becomes a value of its interface takes its arrays along. */
  private void enclose(Expr expr, Set<Variable> enclosed) {
    if (expr instanceof Expr.Cast cast
        && cast.type() instanceof Type.Sum
        && cast.operand().type().holdsArrays()) {
      Walk.reads(cast.operand()).stream()
          .filter(variable -> variable.type().holdsArrays())
          .forEach(variable -> enclosed.addAll(groupOf(variable)));
    }
  }

  /** Whether an expression takes arrays out of such a value, or lets a method do so. */
  private static boolean takesArrays(Expr root) {
    boolean[] found = new boolean[1];
    Walk.each(
        root,
        part -> {
          if (part instanceof Expr.Cast cast) {
            found[0] |= cast.isNarrowing() && cast.type().holdsArrays();
          } else if (part instanceof Expr.Call call && call.type().holdsArrays()) {
            found[0] |=
                call.callee().isView()
                    && call.arguments().stream().anyMatch(each -> enclosesArrays(each.type()));
          }
        });
    return found[0];
  }

  /** Whether an array is made that nothing else holds. */
  private static boolean isNew(Expr value) {
    return value instanceof Expr.NewArray
        || (value.type() instanceof Type.Array array
            && !array.element().holdsArrays()
            && (value instanceof Expr.ArrayLiteral
                || (value instanceof Expr.Call call && call.callee().isClone())));
  }

  private static boolean readsAny(Expr value, Set<Variable> variables) {
    return value.type().holdsArrays() && Walk.reads(value).stream().anyMatch(variables::contains);
  }

  /** The variables that get the value of a statement, or hold what does. */
  private static List<Variable> targets(Stmt stmt) {
    List<Variable> result = new ArrayList<>();
    Variable target = Walk.target(stmt);
    if (target != null) {
      result.add(target);
    }
    result.addAll(written(stmt));
    return result;
  }

  private void checkWrites(Stmt stmt, Set<Variable> enclosed) {
    if (written(stmt).stream().anyMatch(enclosed::contains) && reported.add(stmt)) {
      findings.add(
          Message.UNSUPPORTED,
          near,
          "a write into an array that a value of a sealed interface may hold",
          "work on a copy of it, as clone() gives");
    }
  }

  /** Methods that write what they are given stand where they were called, or are refused. */
  private static Set<Variable> written(Stmt stmt) {
    return stmt instanceof Stmt.Store store ? Walk.base(store.array()) : Set.of();
  }
}
