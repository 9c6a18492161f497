package dev.adjoint.processor.ir;

import java.util.List;
import java.util.stream.Collectors;

/** Prints expressions and statements for people, much as Java would. */
public final class Printer {
  private Printer() {}

  /** A statement on one line, without its nested blocks. */
  public static String print(Stmt stmt) {
    if (stmt instanceof Stmt.Declare s) {
      String head = s.variable().type() + " " + s.variable().name();
      return s.value() == null ? head : head + " = " + print(s.value());
    } else if (stmt instanceof Stmt.Assign s) {
      return assignment(Expr.read(s.variable()), s.value());
    } else if (stmt instanceof Stmt.Store s) {
      return assignment(s.target(), s.value());
    } else if (stmt instanceof Stmt.Evaluate s) {
      return print(s.expression());
    } else if (stmt instanceof Stmt.If s) {
      return "if (" + print(s.condition()) + ")";
    } else if (stmt instanceof Stmt.For s) {
      return "for (int %s = %s; %s %s %s; %s += %d)"
          .formatted(
              s.index().name(),
              print(s.from()),
              s.index().name(),
              s.relation().symbol(),
              print(s.bound()),
              s.index().name(),
              s.step());
    } else if (stmt instanceof Stmt.While s) {
      return "while (" + print(s.condition()) + ")";
    } else if (stmt instanceof Stmt.Checkpoint) {
      return "checkpoint";
    } else if (stmt instanceof Stmt.Throw s) {
      return "throw " + print(s.exception());
    } else if (stmt instanceof Stmt.Return s) {
      return "return " + print(s.value());
    } else if (stmt instanceof Stmt.Comment s) {
      return "// " + s.text();
    }
    throw new IllegalArgumentException(stmt.getClass().getName());
  }

  private static String assignment(Expr target, Expr value) {
    if (value instanceof Expr.Binary binary
        && binary.left().equals(target)
        && binary.type().equals(target.type())
        && !binary.operator().isComparison()) {
      return print(target) + " " + binary.operator().symbol() + "= " + print(binary.right());
    }
    return print(target) + " = " + print(value);
  }

  /** A block, with two spaces more for each level of nesting. */
  public static String print(Block block) {
    StringBuilder out = new StringBuilder();
    print(block, "", out);
    return out.toString();
  }

  private static void print(Block block, String indent, StringBuilder out) {
    for (Stmt stmt : block.statements()) {
      out.append(indent).append(print(stmt)).append('\n');
      for (Block nested : Walk.blocks(stmt)) {
        print(nested, indent + "  ", out);
        if (stmt instanceof Stmt.If branch
            && nested == branch.then()
            && !branch.otherwise().isEmpty()) {
          out.append(indent).append("else\n");
        }
      }
    }
  }

  /** An expression, with no more parentheses than Java needs. */
  public static String print(Expr expr) {
    if (expr instanceof Expr.Literal e) {
      return e.text();
    } else if (expr instanceof Expr.Read e) {
      return e.variable().name();
    } else if (expr instanceof Expr.StaticField e) {
      return e.owner().simpleName() + "." + e.name();
    } else if (expr instanceof Expr.Unary e) {
      return e.operator().symbol() + print(e.operand(), Precedence.UNARY + 1);
    } else if (expr instanceof Expr.Binary e) {
      int level = e.operator().precedence();
      return print(e.left(), level)
          + " "
          + e.operator().symbol()
          + " "
          + print(e.right(), level + 1);
    } else if (expr instanceof Expr.Conditional e) {
      return print(e.condition(), Precedence.CONDITIONAL + 1)
          + " ? "
          + print(e.then())
          + " : "
          + print(e.otherwise(), Precedence.CONDITIONAL);
    } else if (expr instanceof Expr.Cast e) {
      return e.type() instanceof Type.Sum && !e.isNarrowing()
          ? print(e.operand())
          : "(" + e.type() + ") " + print(e.operand(), Precedence.UNARY + 1);
    } else if (expr instanceof Expr.InstanceOf e) {
      return print(e.operand(), Precedence.of(e)) + " instanceof " + e.tested();
    } else if (expr instanceof Expr.Element e) {
      boolean isList = e.array().type() instanceof Type.Sequence;
      return print(e.array(), Precedence.PRIMARY)
          + (isList ? ".get(" : "[")
          + print(e.index())
          + (isList ? ")" : "]");
    } else if (expr instanceof Expr.Length e) {
      return print(e.array(), Precedence.PRIMARY)
          + (e.array().type() instanceof Type.Sequence ? ".size()" : ".length");
    } else if (expr instanceof Expr.Component e) {
      return e.record() instanceof Expr.Read read
              && read.variable().kind() == Variable.Kind.RECEIVER
          ? e.name()
          : print(e.record(), Precedence.PRIMARY) + "." + e.name() + "()";
    } else if (expr instanceof Expr.Call e) {
      return call(e);
    } else if (expr instanceof Expr.NewArray e) {
      return "new "
          + e.type().leaf()
          + e.dimensions().stream()
              .map(dimension -> "[" + print(dimension) + "]")
              .collect(Collectors.joining());
    } else if (expr instanceof Expr.ArrayLiteral e) {
      return "{" + list(e.elements()) + "}";
    } else if (expr instanceof Expr.NewRecord e) {
      return "new " + e.type() + "(" + list(e.arguments()) + ")";
    }
    throw new IllegalArgumentException(expr.getClass().getName());
  }

  private static String call(Expr.Call e) {
    if (e.callee().kind() == Callee.Kind.PULLBACK) {
      // As it was before the method got a pullback.
      return print(e.arguments().get(0))
          + "("
          + list(e.arguments().subList(1, e.arguments().size()))
          + ")";
    }
    if (e.callee().isStatic()) {
      return e.callee().name() + "(" + list(e.arguments()) + ")";
    }
    return print(e.arguments().get(0), Precedence.PRIMARY)
        + "."
        + e.callee().name()
        + "("
        + list(e.arguments().subList(1, e.arguments().size()))
        + ")";
  }

  private static String list(List<Expr> exprs) {
    return exprs.stream().map(Printer::print).collect(Collectors.joining(", "));
  }

  private static String print(Expr expr, int atLeast) {
    String text = print(expr);
    return Precedence.of(expr) < atLeast ? "(" + text + ")" : text;
  }
}
