package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a name to a new array or vector that becomes an element or the value of a variable that
 * held another one, so that the structure of its adjoint can be told.
 *
 * <pre>
 * u = f(v);   becomes   double[] f = f(v); u = f;
 * </pre>
 */
public final class NameObjects {
  private final Function function;

  private NameObjects(Function function) {
    this.function = function;
  }

  public static Function in(Function function) {
    return function.withBody(new NameObjects(function).name(function.body()));
  }

  private Block name(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Assign s
          && s.value() instanceof Expr.Call call
          && s.variable().type() instanceof Type.Array) {
        Expr named = name(call.callee().name(), call, s.position(), result);
        result.add(new Stmt.Assign(s.variable(), named, s.position()));
      } else if (stmt instanceof Stmt.Assign s && (takesArrays(s.value()) || readsItself(s))) {
        Expr named = name(s.variable().name(), s.value(), s.position(), result);
        result.add(new Stmt.Assign(s.variable(), named, s.position()));
      } else if (stmt instanceof Stmt.Store s
          && !(s.value() instanceof Expr.Read)
          && (holdsVectors(s.value().type()) || takesArrays(s.value()))) {
        Expr named = name("element", s.value(), s.position(), result);
        result.add(new Stmt.Store(s.array(), s.index(), named, s.position()));
      } else {
        result.add(Walk.map(stmt, expr -> expr, this::name));
      }
    }
    return new Block(result);
  }

  private Expr name(String name, Expr value, Position position, List<Stmt> out) {
    Variable variable = function.variables().fresh(name, value.type(), Variable.Kind.TEMPORARY);
    out.add(new Stmt.Declare(variable, value, position));
    return Expr.read(variable);
  }

  /** Whether the adjoint of a vector is about its new value, but also reads the old one. */
  private static boolean readsItself(Stmt.Assign stmt) {
    return holdsVectors(stmt.value().type()) && Walk.reads(stmt.value(), stmt.variable());
  }

  /** Whether a record with arrays is taken out of a value of a sealed interface. */
  private static boolean takesArrays(Expr value) {
    return value instanceof Expr.Cast cast && cast.isNarrowing() && cast.type().holdsArrays();
  }

  private static boolean holdsVectors(Type type) {
    return type instanceof Type.Whole
        || (type instanceof Type.Tree tree
            && tree.components().stream().anyMatch(part -> holdsVectors(part.type())));
  }
}
