package dev.adjoint.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;

/** Writes statements as Java. */
final class StatementWriter {
  private final Names names;
  private final Code code;
  private final ExpressionWriter expressions;

  StatementWriter(Names names, Code code) {
    this.names = names;
    this.code = code;
    this.expressions = new ExpressionWriter(names, code);
  }

  /** A whole body. */
  static CodeBlock write(Block body, Names names) {
    Code code = new Code();
    new StatementWriter(names, code).write(body);
    return code.toBlock();
  }

  void write(Block block) {
    block.statements().forEach(this::write);
  }

  private void write(Stmt stmt) {
    if (stmt instanceof Stmt.Declare s) {
      code.add(Types.of(s.variable().type())).add(" ").add(names.of(s.variable()));
      if (s.value() != null) {
        code.add(" = ");
        expressions.write(s.value());
      }
      if (s.note().isEmpty()) {
        code.endStatement();
      } else {
        code.add("; // ").add(s.note()).add("\n");
      }
    } else if (stmt instanceof Stmt.Assign s) {
      assignment(Expr.read(s.variable()), s.value());
    } else if (stmt instanceof Stmt.Store s) {
      assignment(s.target(), s.value());
    } else if (stmt instanceof Stmt.Evaluate s) {
      expressions.write(s.expression());
      code.endStatement();
    } else if (stmt instanceof Stmt.If s) {
      branch(s);
    } else if (stmt instanceof Stmt.For s) {
      loop(s);
    } else if (stmt instanceof Stmt.While s) {
      code.add("while (");
      expressions.write(s.condition());
      code.add(")").open();
      write(s.body());
      code.close().add("\n");
    } else if (stmt instanceof Stmt.Throw s) {
      code.add("throw ");
      expressions.write(s.exception());
      code.endStatement();
    } else if (stmt instanceof Stmt.Return s) {
      code.add("return ");
      expressions.write(s.value());
      code.endStatement();
    } else if (stmt instanceof Stmt.Comment s) {
      code.add("// ").add(s.text()).add("\n");
    }
  }

  private void assignment(Expr target, Expr value) {
    expressions.write(target);
    if (value instanceof Expr.Binary binary && isUpdate(target, binary)) {
      Operator operator = binary.operator();
      boolean isStep =
          (operator == Operator.PLUS || operator == Operator.MINUS)
              && binary.right().equals(Expr.Literal.of(1))
              && target.type() == Type.Primitive.INT;
      if (isStep) {
        code.add(operator.symbol()).add(operator.symbol());
      } else {
        code.add(" ").add(operator.symbol()).add("= ");
        expressions.write(binary.right());
      }
    } else {
      code.add(" = ");
      expressions.write(value);
    }
    code.endStatement();
  }

  /** Whether a value is its target changed by an operator that has a compound assignment. */
  private static boolean isUpdate(Expr target, Expr.Binary value) {
    return value.left().equals(target)
        && value.type().equals(target.type())
        && !value.operator().isComparison()
        && value.operator() != Operator.CONDITIONAL_AND
        && value.operator() != Operator.CONDITIONAL_OR;
  }

  private void branch(Stmt.If s) {
    // Perhaps only the other branch has anything to do.
    boolean isSwapped = s.then().isEmpty();
    code.add("if (");
    expressions.write(
        isSwapped
            ? new Expr.Unary(Operator.NOT, s.condition(), s.condition().type())
            : s.condition());
    code.add(")").open();
    write(isSwapped ? s.otherwise() : s.then());
    code.close();
    if (!isSwapped && !s.otherwise().isEmpty()) {
      code.add(" else").open();
      write(s.otherwise());
      code.close();
    }
    code.add("\n");
  }

  private void loop(Stmt.For s) {
    String index = names.of(s.index());
    String update =
        switch (s.step()) {
          case 1 -> index + "++";
          case -1 -> index + "--";
          default -> index + (s.step() > 0 ? " += " : " -= ") + Math.abs(s.step());
        };
    code.add("for (int ").add(index).add(" = ");
    expressions.write(s.from());
    code.add("; ").add(index).add(" ").add(s.relation().symbol()).add(" ");
    expressions.write(s.bound());
    code.add("; ").add(update).add(")").open();
    write(s.body());
    code.close().add("\n");
  }
}
