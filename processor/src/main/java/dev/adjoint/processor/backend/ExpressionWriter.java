package dev.adjoint.processor.backend;

import com.palantir.javapoet.ClassName;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Precedence;
import dev.adjoint.processor.ir.Type;
import java.util.List;

/** Writes expressions as Java, with no more parentheses than Java needs. */
final class ExpressionWriter {
  private final Names names;
  private final Code code;

  ExpressionWriter(Names names, Code code) {
    this.names = names;
    this.code = code;
  }

  void write(Expr expr) {
    if (expr instanceof Expr.Literal e) {
      code.add(e.text());
    } else if (expr instanceof Expr.Read e) {
      code.add(names.of(e.variable()));
    } else if (expr instanceof Expr.StaticField e) {
      code.add(Types.of(e.owner())).add(".").add(e.name());
    } else if (expr instanceof Expr.Unary e) {
      code.add(e.operator().symbol());
      write(e.operand(), Precedence.UNARY + 1);
    } else if (expr instanceof Expr.Binary e) {
      int level = e.operator().precedence();
      write(e.left(), level);
      code.add(" ").add(e.operator().symbol()).add(" ");
      write(e.right(), level + 1);
    } else if (expr instanceof Expr.Conditional e) {
      write(e.condition(), Precedence.CONDITIONAL + 1);
      code.add(" ? ");
      write(e.then());
      code.add(" : ");
      write(e.otherwise(), Precedence.CONDITIONAL);
    } else if (expr instanceof Expr.InstanceOf e) {
      asDeclared(e.operand(), Precedence.of(e));
      code.add(" instanceof ").add(Types.of(e.tested()));
    } else if (expr instanceof Expr.Cast e && e.type() instanceof Type.Sum && !e.isNarrowing()) {
      write(e.operand());
    } else if (expr instanceof Expr.Cast e) {
      code.add("(").add(Types.of(e.type())).add(") ");
      asDeclared(e.operand(), Precedence.UNARY + 1);
    } else if (expr instanceof Expr.Element e) {
      element(e);
    } else if (expr instanceof Expr.Length e) {
      write(e.array(), Precedence.PRIMARY);
      code.add(e.array().type() instanceof Type.Sequence ? ".size()" : ".length");
    } else if (expr instanceof Expr.Component e) {
      write(e.record(), Precedence.PRIMARY);
      code.add(".").add(e.name()).add("()");
    } else if (expr instanceof Expr.Call e) {
      call(e);
    } else if (expr instanceof Expr.NewArray e) {
      newArray(e);
    } else if (expr instanceof Expr.ArrayLiteral e) {
      arrayLiteral(e);
    } else if (expr instanceof Expr.NewRecord e) {
      newRecord(e);
    } else {
      throw new IllegalArgumentException(expr.getClass().getName());
    }
  }

  /**
   * An operand that is asked which record it is. Java refuses to ask that of one that is another
   * record for certain, as an argument may be that took the place of a parameter.
   */
  private void asDeclared(Expr operand, int level) {
    if (operand instanceof Expr.Cast e && e.type() instanceof Type.Sum && !e.isNarrowing()) {
      code.add("(").add(Types.of(e.type())).add(") ");
      write(e.operand(), Precedence.UNARY + 1);
    } else {
      write(operand, level);
    }
  }

  private void write(Expr expr, int atLeast) {
    boolean inParentheses = Precedence.of(expr) < atLeast;
    if (inParentheses) {
      code.add("(");
    }
    write(expr);
    if (inParentheses) {
      code.add(")");
    }
  }

  private void element(Expr.Element e) {
    boolean isList = e.array().type() instanceof Type.Sequence;
    write(e.array(), Precedence.PRIMARY);
    code.add(isList ? ".get(" : "[");
    write(e.index());
    code.add(isList ? ")" : "]");
  }

  private void call(Expr.Call e) {
    Callee callee = e.callee();
    if (callee.isStatic()) {
      code.add(Types.of(callee.owner()));
    } else {
      write(e.arguments().get(0), Precedence.PRIMARY);
    }
    if (callee.kind() == Callee.Kind.PULLBACK && !callee.isStatic()) {
      code.add(".value()");
    } else if (callee.kind() == Callee.Kind.APPLIED) {
      int seed = e.arguments().size() - 1;
      code.add(".").add(callee.name()).add("(");
      list(e.arguments().subList(0, seed));
      code.add(").apply(");
      write(e.arguments().get(seed));
      code.add(")");
    } else {
      code.add(".").add(callee.name()).add("(");
      arguments(e, callee.isStatic() ? 0 : 1);
      code.add(")");
    }
  }

  /** Arguments, with those of a varargs parameter written one by one. */
  private void arguments(Expr.Call e, int from) {
    List<Expr> arguments = e.arguments().subList(from, e.arguments().size());
    int last = arguments.size() - 1;
    if (last >= 0
        && e.callee().operands().get(last + from).varargs()
        && arguments.get(last) instanceof Expr.ArrayLiteral rest) {
      list(arguments.subList(0, last));
      if (last > 0 && !rest.elements().isEmpty()) {
        code.add(",").addSpace();
      }
      list(rest.elements());
    } else {
      list(arguments);
    }
  }

  private void newRecord(Expr.NewRecord e) {
    if (e.type() instanceof Type.Other other && !other.arguments().isEmpty()) {
      code.add("new ").add(Types.of(other.name())).add("<>(");
    } else if (e.type() instanceof Type.Tree tree && isOfRuntime(tree)) {
      code.add("new ").add(Types.of(tree.name())).add("<>(");
    } else {
      code.add("new ").add(Types.of(e.type())).add("(");
    }
    list(e.arguments());
    code.add(")");
  }

  /** Whether a record is one of a value with its derivatives, of which Java finds the types. */
  private static boolean isOfRuntime(Type.Tree tree) {
    return tree.name().packageName().equals("dev.adjoint") && !tree.arguments().isEmpty();
  }

  private void newArray(Expr.NewArray e) {
    code.add("new ").add(Types.of(e.type().leaf()));
    for (Expr dimension : e.dimensions()) {
      code.add("[");
      write(dimension);
      code.add("]");
    }
    code.add("[]".repeat(e.type().rank() - e.dimensions().size()));
  }

  private void arrayLiteral(Expr.ArrayLiteral e) {
    boolean isList = e.type() instanceof Type.Sequence;
    if (isList) {
      code.add(ClassName.get("java.util", "List")).add(".of(");
    } else {
      code.add("new ").add(Types.of(e.type())).add(" {");
    }
    list(e.elements());
    code.add(isList ? ")" : "}");
  }

  private void list(List<Expr> exprs) {
    for (int i = 0; i < exprs.size(); i++) {
      if (i > 0) {
        code.add(",").addSpace();
      }
      write(exprs.get(i));
    }
  }
}
