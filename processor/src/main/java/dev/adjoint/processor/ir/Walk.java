package dev.adjoint.processor.ir;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

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
    } else if (expr instanceof Expr.InstanceOf test) {
      return List.of(test.operand());
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

  /** The expression with each direct part replaced; the very same if no part changes. */
  public static Expr mapParts(Expr expr, UnaryOperator<Expr> f) {
    List<Expr> parts = parts(expr);
    List<Expr> mapped = mapAll(parts, f);
    return mapped == parts ? expr : withParts(expr, mapped);
  }

  private static Expr withParts(Expr expr, List<Expr> parts) {
    if (expr instanceof Expr.Unary e) {
      return new Expr.Unary(e.operator(), parts.get(0), e.type());
    } else if (expr instanceof Expr.Binary e) {
      return new Expr.Binary(e.operator(), parts.get(0), parts.get(1), e.type());
    } else if (expr instanceof Expr.Conditional e) {
      return new Expr.Conditional(parts.get(0), parts.get(1), parts.get(2), e.type());
    } else if (expr instanceof Expr.Cast e) {
      return new Expr.Cast(parts.get(0), e.type());
    } else if (expr instanceof Expr.InstanceOf e) {
      return new Expr.InstanceOf(parts.get(0), e.tested());
    } else if (expr instanceof Expr.Element) {
      return new Expr.Element(parts.get(0), parts.get(1));
    } else if (expr instanceof Expr.Length) {
      return new Expr.Length(parts.get(0));
    } else if (expr instanceof Expr.Component e) {
      return new Expr.Component(parts.get(0), e.name(), e.type());
    } else if (expr instanceof Expr.Call e) {
      return new Expr.Call(e.callee(), parts, e.position());
    } else if (expr instanceof Expr.NewArray e) {
      return new Expr.NewArray(e.type(), parts);
    } else if (expr instanceof Expr.ArrayLiteral e) {
      return new Expr.ArrayLiteral(e.type(), parts);
    } else if (expr instanceof Expr.NewRecord e) {
      return new Expr.NewRecord(e.type(), parts);
    }
    return expr;
  }

  /** The expression with every read of a variable replaced. */
  public static Expr substitute(Expr expr, java.util.function.Function<Variable, Expr> f) {
    if (expr instanceof Expr.Read read) {
      Expr value = f.apply(read.variable());
      // Not whether they are equal: in another function the number may be that of something else.
      return value instanceof Expr.Read same && same.variable() == read.variable() ? read : value;
    }
    return mapParts(expr, part -> substitute(part, f));
  }

  /** The very same list if no expression changes. */
  private static List<Expr> mapAll(List<Expr> exprs, UnaryOperator<Expr> f) {
    List<Expr> result = exprs;
    for (int i = 0; i < exprs.size(); i++) {
      Expr mapped = f.apply(exprs.get(i));
      if (mapped != exprs.get(i) && result == exprs) {
        result = new ArrayList<>(exprs);
      }
      if (result != exprs) {
        result.set(i, mapped);
      }
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
    eachRead(expr, result::add);
    return result;
  }

  /** Visits each read of a variable in an expression. */
  public static void eachRead(Expr expr, Consumer<Variable> visitor) {
    if (expr instanceof Expr.Read read) {
      visitor.accept(read.variable());
    } else {
      for (Expr part : parts(expr)) {
        eachRead(part, visitor);
      }
    }
  }

  /** Whether an expression reads a variable. */
  public static boolean reads(Expr expr, Variable variable) {
    if (expr instanceof Expr.Read read) {
      return read.variable().equals(variable);
    }
    for (Expr part : parts(expr)) {
      if (reads(part, variable)) {
        return true;
      }
    }
    return false;
  }

  /** The number of expressions that an expression consists of, itself included. */
  public static int size(Expr expr) {
    int size = 1;
    for (Expr part : parts(expr)) {
      size += size(part);
    }
    return size;
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
    } else if (stmt instanceof Stmt.Checkpoint s) {
      return List.of(s.body());
    }
    return List.of();
  }

  /**
   * The statement with each expression and each nested block replaced; the very same if none of
   * them changes.
   */
  public static Stmt map(Stmt stmt, UnaryOperator<Expr> f, UnaryOperator<Block> g) {
    List<Expr> exprs = expressions(stmt);
    List<Expr> mapped = mapAll(exprs, f);
    List<Block> blocks = blocks(stmt);
    List<Block> mappedBlocks = blocks.stream().map(g).toList();
    return mapped == exprs && isSame(blocks, mappedBlocks)
        ? stmt
        : with(stmt, mapped, mappedBlocks);
  }

  private static boolean isSame(List<Block> blocks, List<Block> others) {
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i) != others.get(i)) {
        return false;
      }
    }
    return true;
  }

  private static Stmt with(Stmt stmt, List<Expr> exprs, List<Block> blocks) {
    if (stmt instanceof Stmt.Declare s) {
      return new Stmt.Declare(s.variable(), exprs.get(0), s.position(), s.note());
    } else if (stmt instanceof Stmt.Assign s) {
      return new Stmt.Assign(s.variable(), exprs.get(0), s.position());
    } else if (stmt instanceof Stmt.Store s) {
      return new Stmt.Store(exprs.get(0), exprs.get(1), exprs.get(2), s.position());
    } else if (stmt instanceof Stmt.Evaluate s) {
      return new Stmt.Evaluate(exprs.get(0), s.position());
    } else if (stmt instanceof Stmt.If s) {
      return new Stmt.If(exprs.get(0), blocks.get(0), blocks.get(1), s.position());
    } else if (stmt instanceof Stmt.For s) {
      return new Stmt.For(
          s.index(),
          exprs.get(0),
          s.relation(),
          exprs.get(1),
          s.step(),
          blocks.get(0),
          s.position());
    } else if (stmt instanceof Stmt.While s) {
      return new Stmt.While(exprs.get(0), blocks.get(0), s.trips(), s.position());
    } else if (stmt instanceof Stmt.Checkpoint s) {
      return s.with(blocks.get(0));
    } else if (stmt instanceof Stmt.Throw s) {
      return new Stmt.Throw(exprs.get(0), s.position());
    } else if (stmt instanceof Stmt.Return s) {
      return new Stmt.Return(exprs.get(0), s.position());
    }
    return stmt;
  }

  /** The statement at another position. */
  public static Stmt at(Position position, Stmt stmt) {
    if (stmt instanceof Stmt.Declare s) {
      return new Stmt.Declare(s.variable(), s.value(), position, s.note());
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
    } else if (stmt instanceof Stmt.Checkpoint s) {
      return new Stmt.Checkpoint(s.body(), s.every(), position);
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
      eachStatement(stmt, visitor);
    }
  }

  /** Visits a statement and every statement in it, in order. */
  public static void eachStatement(Stmt stmt, Consumer<Stmt> visitor) {
    visitor.accept(stmt);
    for (Block nested : blocks(stmt)) {
      eachStatement(nested, visitor);
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
          Variable target = target(stmt);
          if (target != null) {
            result.add(target);
          }
        });
    return result;
  }

  /** The variables that a statement and those in it assign, stores to elements left out. */
  public static Set<Variable> assigned(Stmt stmt) {
    return assigned(new Block(List.of(stmt)));
  }

  /** The variable that a statement itself declares or assigns; null if there is none. */
  public static @Nullable Variable target(Stmt stmt) {
    if (stmt instanceof Stmt.Declare s) {
      return s.variable();
    } else if (stmt instanceof Stmt.Assign s) {
      return s.variable();
    } else if (stmt instanceof Stmt.For s) {
      return s.index();
    }
    return null;
  }

  /** The variables whose elements a block writes, itself or by calls. */
  public static Set<Variable> stored(Block block) {
    Set<Variable> result = new LinkedHashSet<>();
    eachStatement(block, stmt -> eachStored(stmt, result::add));
    return result;
  }

  /** Visits the variables whose elements a statement writes, nested blocks left out. */
  public static void eachStored(Stmt stmt, Consumer<Variable> visitor) {
    if (stmt instanceof Stmt.Store s) {
      base(s.array()).forEach(visitor);
    }
    for (Expr expr : expressions(stmt)) {
      each(expr, part -> eachStoredByCall(part, visitor));
    }
  }

  private static void eachStoredByCall(Expr expr, Consumer<Variable> visitor) {
    if (expr instanceof Expr.Call call && call.callee().mayWrite()) {
      for (Expr argument : call.arguments()) {
        if (argument.type().holdsArrays()) {
          base(argument).forEach(visitor);
        }
      }
    }
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
