package dev.adjoint.processor.ir;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Visits and rebuilds expressions and statements; the one place that lists their parts. */
public final class Walk {
  private Walk() {}

  /** The direct parts of an expression. */
  public static List<Expr> parts(Expr expr) {
    if (expr instanceof Expr.Unary unary) {
      return List.of(unary.operand());
    } else if (expr instanceof Expr.Binary binary) {
      return List.of(binary.left(), binary.right());
    } else if (expr instanceof Expr.Conditional conditional) {
      return List.of(conditional.condition(), conditional.then(), conditional.otherwise());
    } else if (expr instanceof Expr.Cast cast) {
      return List.of(cast.operand());
    } else if (expr instanceof Expr.Element element) {
      return List.of(element.array(), element.index());
    } else if (expr instanceof Expr.Length length) {
      return List.of(length.array());
    } else if (expr instanceof Expr.Component component) {
      return List.of(component.record());
    } else if (expr instanceof Expr.Call call) {
      return call.arguments();
    } else if (expr instanceof Expr.NewArray array) {
      return array.dimensions();
    } else if (expr instanceof Expr.ArrayLiteral array) {
      return array.elements();
    } else if (expr instanceof Expr.NewRecord record) {
      return record.arguments();
    }
    return List.of();
  }

  /** The expression with each direct part replaced. */
  public static Expr mapParts(Expr expr, UnaryOperator<Expr> f) {
    if (expr instanceof Expr.Unary e) {
      return new Expr.Unary(e.operator(), f.apply(e.operand()), e.type());
    } else if (expr instanceof Expr.Binary e) {
      return new Expr.Binary(e.operator(), f.apply(e.left()), f.apply(e.right()), e.type());
    } else if (expr instanceof Expr.Conditional e) {
      return new Expr.Conditional(
          f.apply(e.condition()), f.apply(e.then()), f.apply(e.otherwise()), e.type());
    } else if (expr instanceof Expr.Cast e) {
      return new Expr.Cast(f.apply(e.operand()), e.type());
    } else if (expr instanceof Expr.Element e) {
      return new Expr.Element(f.apply(e.array()), f.apply(e.index()));
    } else if (expr instanceof Expr.Length e) {
      return new Expr.Length(f.apply(e.array()));
    } else if (expr instanceof Expr.Component e) {
      return new Expr.Component(f.apply(e.record()), e.name(), e.type());
    } else if (expr instanceof Expr.Call e) {
      return new Expr.Call(e.callee(), mapAll(e.arguments(), f), e.position());
    } else if (expr instanceof Expr.NewArray e) {
      return new Expr.NewArray(e.type(), mapAll(e.dimensions(), f));
    } else if (expr instanceof Expr.ArrayLiteral e) {
      return new Expr.ArrayLiteral(e.type(), mapAll(e.elements(), f));
    } else if (expr instanceof Expr.NewRecord e) {
      return new Expr.NewRecord(e.type(), mapAll(e.arguments(), f));
    }
    return expr;
  }

  /** The expression with every read of a variable replaced. */
  public static Expr substitute(Expr expr, java.util.function.Function<Variable, Expr> f) {
    if (expr instanceof Expr.Read read) {
      return f.apply(read.variable());
    }
    return mapParts(expr, part -> substitute(part, f));
  }

  private static List<Expr> mapAll(List<Expr> exprs, UnaryOperator<Expr> f) {
    List<Expr> result = new ArrayList<>(exprs.size());
    for (Expr expr : exprs) {
      result.add(f.apply(expr));
    }
    return result;
  }

  /** Visits the expression and all its parts, outermost first. */
  public static void each(Expr expr, Consumer<Expr> visitor) {
    visitor.accept(expr);
    for (Expr part : parts(expr)) {
      each(part, visitor);
    }
  }

  /** The variables that an expression reads, in order of appearance. */
  public static Set<Variable> reads(Expr expr) {
    Set<Variable> result = new LinkedHashSet<>();
    each(
        expr,
        part -> {
          if (part instanceof Expr.Read read) {
            result.add(read.variable());
          }
        });
    return result;
  }

  /** The expressions that stand directly in a statement, those of nested blocks left out. */
  public static List<Expr> expressions(Stmt stmt) {
    if (stmt instanceof Stmt.Declare s) {
      return s.value() == null ? List.of() : List.of(s.value());
    } else if (stmt instanceof Stmt.Assign s) {
      return List.of(s.value());
    } else if (stmt instanceof Stmt.Store s) {
      return List.of(s.array(), s.index(), s.value());
    } else if (stmt instanceof Stmt.Evaluate s) {
      return List.of(s.expression());
    } else if (stmt instanceof Stmt.If s) {
      return List.of(s.condition());
    } else if (stmt instanceof Stmt.For s) {
      return List.of(s.from(), s.bound());
    } else if (stmt instanceof Stmt.While s) {
      return List.of(s.condition());
    } else if (stmt instanceof Stmt.Throw s) {
      return List.of(s.exception());
    } else if (stmt instanceof Stmt.Return s) {
      return List.of(s.value());
    }
    return List.of();
  }

  /** The blocks that a statement contains. */
  public static List<Block> blocks(Stmt stmt) {
    if (stmt instanceof Stmt.If s) {
      return List.of(s.then(), s.otherwise());
    } else if (stmt instanceof Stmt.For s) {
      return List.of(s.body());
    } else if (stmt instanceof Stmt.While s) {
      return List.of(s.body());
    }
    return List.of();
  }

  /** The statement with each expression and each nested block replaced. */
  public static Stmt map(Stmt stmt, UnaryOperator<Expr> f, UnaryOperator<Block> g) {
    if (stmt instanceof Stmt.Declare s) {
      Expr value = s.value();
      return value == null ? s : new Stmt.Declare(s.variable(), f.apply(value), s.position());
    } else if (stmt instanceof Stmt.Assign s) {
      return new Stmt.Assign(s.variable(), f.apply(s.value()), s.position());
    } else if (stmt instanceof Stmt.Store s) {
      return new Stmt.Store(
          f.apply(s.array()), f.apply(s.index()), f.apply(s.value()), s.position());
    } else if (stmt instanceof Stmt.Evaluate s) {
      return new Stmt.Evaluate(f.apply(s.expression()), s.position());
    } else if (stmt instanceof Stmt.If s) {
      return new Stmt.If(
          f.apply(s.condition()), g.apply(s.then()), g.apply(s.otherwise()), s.position());
    } else if (stmt instanceof Stmt.For s) {
      return new Stmt.For(
          s.index(),
          f.apply(s.from()),
          s.relation(),
          f.apply(s.bound()),
          s.step(),
          g.apply(s.body()),
          s.position());
    } else if (stmt instanceof Stmt.While s) {
      return new Stmt.While(f.apply(s.condition()), g.apply(s.body()), s.trips(), s.position());
    } else if (stmt instanceof Stmt.Throw s) {
      return new Stmt.Throw(f.apply(s.exception()), s.position());
    } else if (stmt instanceof Stmt.Return s) {
      return new Stmt.Return(f.apply(s.value()), s.position());
    }
    return stmt;
  }

  /** The statement at another position. */
  public static Stmt at(Position position, Stmt stmt) {
    if (stmt instanceof Stmt.Declare s) {
      return new Stmt.Declare(s.variable(), s.value(), position);
    } else if (stmt instanceof Stmt.Assign s) {
      return new Stmt.Assign(s.variable(), s.value(), position);
    } else if (stmt instanceof Stmt.Store s) {
      return new Stmt.Store(s.array(), s.index(), s.value(), position);
    } else if (stmt instanceof Stmt.Evaluate s) {
      return new Stmt.Evaluate(s.expression(), position);
    } else if (stmt instanceof Stmt.If s) {
      return new Stmt.If(s.condition(), s.then(), s.otherwise(), position);
    } else if (stmt instanceof Stmt.For s) {
      return new Stmt.For(
          s.index(), s.from(), s.relation(), s.bound(), s.step(), s.body(), position);
    } else if (stmt instanceof Stmt.While s) {
      return new Stmt.While(s.condition(), s.body(), s.trips(), position);
    } else if (stmt instanceof Stmt.Throw s) {
      return new Stmt.Throw(s.exception(), position);
    } else if (stmt instanceof Stmt.Return s) {
      return new Stmt.Return(s.value(), position);
    }
    return new Stmt.Comment(((Stmt.Comment) stmt).text(), position);
  }

  /** Visits every statement of a block, nested ones included, in order. */
  public static void eachStatement(Block block, Consumer<Stmt> visitor) {
    for (Stmt stmt : block.statements()) {
      visitor.accept(stmt);
      for (Block nested : blocks(stmt)) {
        eachStatement(nested, visitor);
      }
    }
  }

  /** Whether a statement of a block, nested ones included, meets a condition. */
  public static boolean anyStatement(Block block, java.util.function.Predicate<Stmt> condition) {
    boolean[] found = new boolean[1];
    eachStatement(block, stmt -> found[0] |= condition.test(stmt));
    return found[0];
  }

  /** Visits every expression in a block, nested blocks and parts of expressions included. */
  public static void eachExpression(Block block, Consumer<Expr> visitor) {
    eachStatement(
        block,
        stmt -> {
          for (Expr expr : expressions(stmt)) {
            each(expr, visitor);
          }
        });
  }

  /** The variables that a block assigns, stores to elements of arrays left out. */
  public static Set<Variable> assigned(Block block) {
    Set<Variable> result = new LinkedHashSet<>();
    eachStatement(
        block,
        stmt -> {
          if (stmt instanceof Stmt.Declare s) {
            result.add(s.variable());
          } else if (stmt instanceof Stmt.Assign s) {
            result.add(s.variable());
          } else if (stmt instanceof Stmt.For s) {
            result.add(s.index());
          }
        });
    return result;
  }

  /** The variables whose elements a block writes, itself or by calls. */
  public static Set<Variable> stored(Block block) {
    Set<Variable> result = new LinkedHashSet<>();
    eachExpression(
        block,
        expr -> {
          if (expr instanceof Expr.Call call && call.callee().mayWrite()) {
            call.arguments().stream()
                .filter(argument -> argument.type().holdsArrays())
                .forEach(argument -> result.addAll(base(argument)));
          }
        });
    eachStatement(
        block,
        stmt -> {
          if (stmt instanceof Stmt.Store s) {
            result.addAll(base(s.array()));
          }
        });
    return result;
  }

  /** The variable that holds the array of an element expression. */
  public static Set<Variable> base(Expr array) {
    if (array instanceof Expr.Read read) {
      return Set.of(read.variable());
    } else if (array instanceof Expr.Element element) {
      return base(element.array());
    } else if (array instanceof Expr.Component component) {
      return base(component.record());
    }
    return Set.of();
  }
}
