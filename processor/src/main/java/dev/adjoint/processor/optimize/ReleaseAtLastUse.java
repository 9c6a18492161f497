package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Gives the memory of vectors back after the last statement that reads them.
 *
 * <pre>
 * Tensor plusBar = …; Tensor xBar = plusBar.matmul(w); …   becomes   …; Tensor.release(plusBar); …
 * </pre>
 *
 * <p>Only that of vectors which are never replaced, and which nothing else holds but pullbacks and
 * variables that go out of scope with them.
 */
public final class ReleaseAtLastUse {
  private final SharedVectors shared;
  private final Holders holders;
  private final Map<Variable, Integer> writes = new HashMap<>();

  private final Carried carried;

  private ReleaseAtLastUse(Block body, Carried carried) {
    this.shared = SharedVectors.uncounted(body, carried);
    this.holders = new Holders(body, carried);
    this.carried = carried;
    Walk.eachStatement(
        body,
        stmt -> {
          Variable target = Walk.target(stmt);
          if (target != null) {
            writes.merge(target, 1, Integer::sum);
          }
        });
  }

  /**
   * @param variables hands out further variables
   * @param carried variables that get one vector after the other
   */
  public static Block in(Block body, Variables variables, Carried carried) {
    Block asked = askEarly(body, variables);
    Block named = new NameVectors(variables, new Holders(asked, carried)).in(asked);
    return new ReleaseAtLastUse(named, carried).release(named);
  }

  /**
   * Takes shapes that are returned as soon as the vectors are there, so that the vectors themselves
   * can be given back.
   */
  private static Block askEarly(Block body, Variables variables) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : body.statements()) {
      if (!(stmt instanceof Stmt.Return)) {
        result.add(stmt);
        continue;
      }
      List<Stmt> asked = new ArrayList<>();
      Stmt end = Walk.map(stmt, expr -> ask(expr, variables, asked), nested -> nested);
      asked.forEach(shape -> result.add(afterLastWrite(result, of(shape)), shape));
      result.add(end);
    }
    return body.with(result);
  }

  /** The vector whose shape a statement takes. */
  private static Variable of(Stmt shape) {
    return Walk.reads(((Stmt.Declare) shape).value()).iterator().next();
  }

  private static int afterLastWrite(List<Stmt> statements, Variable variable) {
    for (int i = statements.size() - 1; i >= 0; i--) {
      if (Walk.anyStatement(
          new Block(List.of(statements.get(i))), s -> variable.equals(Walk.target(s)))) {
        return i + 1;
      }
    }
    return 0;
  }

  private static Expr ask(Expr expr, Variables variables, List<Stmt> out) {
    if (expr instanceof Expr.Call call
        && !call.callee().isStatic()
        && call.arguments().get(0) instanceof Expr.Read read
        && read.type() instanceof Type.Vector vector
        && vector.shape().equals(call.callee().name())) {
      String name = read.variable().name() + "Shape";
      Variable shape = variables.fresh(name, call.type(), Variable.Kind.TEMPORARY);
      out.add(new Stmt.Declare(shape, call, Position.NONE));
      return Expr.read(shape);
    }
    return Walk.mapParts(expr, part -> ask(part, variables, out));
  }

  private Block release(Block block) {
    List<Stmt> statements = new ArrayList<>();
    block.statements().forEach(stmt -> statements.add(Walk.map(stmt, expr -> expr, this::release)));
    Map<Variable, Integer> last = lastMentions(block);
    Set<Variable> local = declared(block);
    Map<Integer, List<Variable>> released = new LinkedHashMap<>();
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Declare declare && isHolder(declare)) {
        Set<Variable> views = shared.withViews(declare.variable());
        int end = views.stream().mapToInt(view -> last.getOrDefault(view, -1)).max().orElse(-1);
        boolean isLocal = views.stream().allMatch(v -> local.contains(v) && !shared.escapes(v));
        if (end >= 0 && end + 1 < statements.size() && isRetaining(statements.get(end + 1))) {
          // What was read last is the memory that this statement retains.
          end++;
        }
        if (isLocal && end >= 0 && !(block.statements().get(end) instanceof Stmt.Return)) {
          released.computeIfAbsent(end, key -> new ArrayList<>()).add(declare.variable());
        }
      }
    }
    List<Stmt> result = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      result.add(statements.get(i));
      List<Variable> ended = released.get(i);
      if (ended != null) {
        result.addAll(release(ended));
      }
    }
    return block.with(result);
  }

  /** What goes out of scope with a block. */
  private static Set<Variable> declared(Block block) {
    Set<Variable> result = new HashSet<>();
    Walk.eachStatement(
        block,
        stmt -> {
          if (stmt instanceof Stmt.Declare s) {
            result.add(s.variable());
          }
        });
    return result;
  }

  private boolean isHolder(Stmt.Declare declare) {
    Type.Vector vector = SharedVectors.vectorOf(declare.variable().type());
    return vector != null
        && !vector.release().isEmpty()
        && !carried.moved().contains(declare.variable())
        && (writes.get(declare.variable()) == 1 || carried.holders().contains(declare.variable()))
        && holders.contains(declare.variable());
  }

  /** The last statement of a block in which each variable occurs, at any depth. */
  static Map<Variable, Integer> lastMentions(Block block) {
    Map<Variable, Integer> result = new HashMap<>();
    for (int i = 0; i < block.statements().size(); i++) {
      int at = i;
      Walk.eachStatement(
          block.statements().get(i),
          stmt -> {
            Variable target = Walk.target(stmt);
            if (target != null) {
              result.put(target, at);
            }
            Walk.expressions(stmt)
                .forEach(expr -> Walk.eachRead(expr, variable -> result.put(variable, at)));
          });
    }
    return result;
  }

  /** Gives the memory of vectors, and of those in arrays, back. */
  static List<Stmt> release(List<Variable> variables) {
    return calls(variables, Type.Vector::release);
  }

  /** Keeps the memory of vectors for one reader more. */
  static List<Stmt> retain(List<Variable> variables) {
    return calls(variables, Type.Vector::retain);
  }

  private static boolean isRetaining(Stmt stmt) {
    if (stmt instanceof Stmt.Evaluate s
        && s.expression() instanceof Expr.Call call
        && call.callee().kind() == Callee.Kind.RUNTIME
        && call.callee().operands().size() == 1) {
      Type.Vector vector = SharedVectors.vectorOf(call.callee().operands().get(0).type());
      return vector != null && vector.retain().equals(call.callee().name());
    }
    return false;
  }

  /** A call for all vectors of a class, and one for each array. */
  private static List<Stmt> calls(List<Variable> variables, Function<Type.Vector, String> method) {
    Map<Type.Vector, List<Expr>> single = new LinkedHashMap<>();
    List<Stmt> ofArrays = new ArrayList<>();
    for (Variable variable : variables) {
      if (variable.type() instanceof Type.Vector vector) {
        single.computeIfAbsent(vector, key -> new ArrayList<>()).add(Expr.read(variable));
      } else {
        Type.Vector vector = (Type.Vector) variable.type().elementType();
        ofArrays.add(call(vector, method.apply(vector), Expr.read(variable)));
      }
    }
    List<Stmt> result = new ArrayList<>();
    single.forEach(
        (vector, reads) -> {
          Expr all = new Expr.ArrayLiteral(new Type.Array(vector), reads);
          result.add(call(vector, method.apply(vector), all));
        });
    result.addAll(ofArrays);
    return result;
  }

  private static Stmt call(Type.Vector vector, String method, Expr vectors) {
    Callee callee =
        new Callee(
            vector.name(),
            method,
            true,
            List.of(new Callee.Operand("values", new Type.Array(vector), true, true)),
            new Type.Nothing(),
            Callee.Kind.RUNTIME);
    return new Stmt.Evaluate(new Expr.Call(callee, List.of(vectors), Position.NONE), Position.NONE);
  }
}
