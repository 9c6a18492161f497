package dev.adjoint.processor.backend;

import com.palantir.javapoet.CodeBlock;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;

/** Writes statements as Java. */
final class StatementWriter {
  private final Names names;
  private final ExpressionWriter expressions;

  StatementWriter(Names names) {
    this.names = names;
    this.expressions = new ExpressionWriter(names);
  }

  CodeBlock write(Block block) {
    CodeBlock.Builder code = CodeBlock.builder();
    block.statements().forEach(stmt -> write(stmt, code));
    return code.build();
  }

  private void write(Stmt stmt, CodeBlock.Builder code) {
    if (stmt instanceof Stmt.Declare s) {
      String name = names.of(s.variable());
      if (s.value() == null) {
        code.addStatement("$T $L", Types.of(s.variable().type()), name);
      } else {
        code.addStatement(
            "$T $L = $L", Types.of(s.variable().type()), name, expressions.write(s.value()));
      }
    } else if (stmt instanceof Stmt.Assign s) {
      assignment(Expr.read(s.variable()), s.value(), code);
    } else if (stmt instanceof Stmt.Store s) {
      assignment(s.target(), s.value(), code);
    } else if (stmt instanceof Stmt.Evaluate s) {
      code.addStatement("$L", expressions.write(s.expression()));
    } else if (stmt instanceof Stmt.If s) {
      branch(s, code);
    } else if (stmt instanceof Stmt.For s) {
      loop(s, code);
    } else if (stmt instanceof Stmt.While s) {
      code.beginControlFlow("while ($L)", expressions.write(s.condition()))
          .add(write(s.body()))
          .endControlFlow();
    } else if (stmt instanceof Stmt.Throw s) {
      code.addStatement("throw $L", expressions.write(s.exception()));
    } else if (stmt instanceof Stmt.Return s) {
      code.addStatement("return $L", expressions.write(s.value()));
    } else if (stmt instanceof Stmt.Comment s) {
      code.add("// $L\n", s.text());
    }
  }

  private void assignment(Expr target, Expr value, CodeBlock.Builder code) {
    if (value instanceof Expr.Binary binary
        && binary.left().equals(target)
        && binary.type().equals(target.type())
        && !binary.operator().isComparison()) {
      boolean isOne = binary.right().equals(Expr.Literal.of(1));
      switch (binary.operator()) {
        case CONDITIONAL_AND, CONDITIONAL_OR ->
            code.addStatement("$L = $L", expressions.write(target), expressions.write(value));
        case PLUS, MINUS -> {
          String symbol = binary.operator().symbol();
          if (isOne && target.type() == dev.adjoint.processor.ir.Type.Primitive.INT) {
            code.addStatement("$L$L$L", expressions.write(target), symbol, symbol);
          } else {
            compound(target, binary, code);
          }
        }
        default -> compound(target, binary, code);
      }
      return;
    }
    code.addStatement("$L = $L", expressions.write(target), expressions.write(value));
  }

  private void compound(Expr target, Expr.Binary binary, CodeBlock.Builder code) {
    code.addStatement(
        "$L $L= $L",
        expressions.write(target),
        binary.operator().symbol(),
        expressions.write(binary.right()));
  }

  private void branch(Stmt.If s, CodeBlock.Builder code) {
    CodeBlock condition = expressions.write(s.condition());
    if (s.then().isEmpty()) {
      // Only the other branch has anything to do.
      Expr not = new Expr.Unary(Operator.NOT, s.condition(), s.condition().type());
      code.beginControlFlow("if ($L)", expressions.write(not)).add(write(s.otherwise()));
    } else {
      code.beginControlFlow("if ($L)", condition).add(write(s.then()));
      if (!s.otherwise().isEmpty()) {
        code.nextControlFlow("else").add(write(s.otherwise()));
      }
    }
    code.endControlFlow();
  }

  private void loop(Stmt.For s, CodeBlock.Builder code) {
    String index = names.of(s.index());
    String update =
        switch (s.step()) {
          case 1 -> index + "++";
          case -1 -> index + "--";
          default -> index + (s.step() > 0 ? " += " : " -= ") + Math.abs(s.step());
        };
    code.beginControlFlow(
            "for (int $L = $L; $L $L $L; $L)",
            index,
            expressions.write(s.from()),
            index,
            s.relation().symbol(),
            expressions.write(s.bound()),
            update)
        .add(write(s.body()))
        .endControlFlow();
  }
}
