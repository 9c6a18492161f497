package dev.adjoint.processor.backend;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Precedence;
import dev.adjoint.processor.ir.Type;
import java.util.ArrayList;
import java.util.List;

/** Writes expressions as Java, with no more parentheses than Java needs. */
final class ExpressionWriter {
  private final Names names;

  ExpressionWriter(Names names) {
    this.names = names;
  }

  CodeBlock write(Expr expr) {
    if (expr instanceof Expr.Literal e) {
      return CodeBlock.of("$L", e.text());
    } else if (expr instanceof Expr.Read e) {
      return CodeBlock.of("$L", names.of(e.variable()));
    } else if (expr instanceof Expr.StaticField e) {
      return CodeBlock.of("$T.$L", Types.of(e.owner()), e.name());
    } else if (expr instanceof Expr.Unary e) {
      return CodeBlock.of("$L$L", e.operator().symbol(), write(e.operand(), Precedence.UNARY + 1));
    } else if (expr instanceof Expr.Binary e) {
      int level = e.operator().precedence();
      return CodeBlock.of(
          "$L $L $L", write(e.left(), level), e.operator().symbol(), write(e.right(), level + 1));
    } else if (expr instanceof Expr.Conditional e) {
      return CodeBlock.of(
          "$L ? $L : $L",
          write(e.condition(), Precedence.CONDITIONAL + 1),
          write(e.then()),
          write(e.otherwise(), Precedence.CONDITIONAL));
    } else if (expr instanceof Expr.Cast e) {
      return CodeBlock.of("($T) $L", Types.of(e.type()), write(e.operand(), Precedence.UNARY + 1));
    } else if (expr instanceof Expr.Element e && e.array().type() instanceof Type.Sequence) {
      return CodeBlock.of("$L.get($L)", write(e.array(), Precedence.PRIMARY), write(e.index()));
    } else if (expr instanceof Expr.Length e && e.array().type() instanceof Type.Sequence) {
      return CodeBlock.of("$L.size()", write(e.array(), Precedence.PRIMARY));
    } else if (expr instanceof Expr.ArrayLiteral e && e.type() instanceof Type.Sequence) {
      return CodeBlock.of("$T.of($L)", ClassName.get("java.util", "List"), list(e.elements()));
    } else if (expr instanceof Expr.Element e) {
      return CodeBlock.of("$L[$L]", write(e.array(), Precedence.PRIMARY), write(e.index()));
    } else if (expr instanceof Expr.Length e) {
      return CodeBlock.of("$L.length", write(e.array(), Precedence.PRIMARY));
    } else if (expr instanceof Expr.Component e) {
      return CodeBlock.of("$L.$L()", write(e.record(), Precedence.PRIMARY), e.name());
    } else if (expr instanceof Expr.Call e) {
      return call(e);
    } else if (expr instanceof Expr.NewArray e) {
      return newArray(e);
    } else if (expr instanceof Expr.ArrayLiteral e) {
      return CodeBlock.of("new $T {$L}", Types.of(e.type()), list(e.elements()));
    } else if (expr instanceof Expr.NewRecord e) {
      return newRecord(e);
    }
    throw new IllegalArgumentException(expr.getClass().getName());
  }

  private CodeBlock write(Expr expr, int atLeast) {
    CodeBlock code = write(expr);
    return Precedence.of(expr) < atLeast ? CodeBlock.of("($L)", code) : code;
  }

  private CodeBlock call(Expr.Call e) {
    if (e.callee().isStatic()) {
      return CodeBlock.of(
          "$T.$L($L)", Types.of(e.callee().owner()), e.callee().name(), arguments(e, 0));
    }
    if (e.callee().kind() == Callee.Kind.PULLBACK) {
      return CodeBlock.of("$L.value()", write(e.arguments().get(0), Precedence.PRIMARY));
    }
    return CodeBlock.of(
        "$L.$L($L)",
        write(e.arguments().get(0), Precedence.PRIMARY),
        e.callee().name(),
        arguments(e, 1));
  }

  /** Arguments, with those of a varargs parameter written one by one. */
  private CodeBlock arguments(Expr.Call e, int from) {
    List<Expr> arguments = e.arguments().subList(from, e.arguments().size());
    int last = arguments.size() - 1;
    if (last >= 0
        && e.callee().operands().get(last + from).varargs()
        && arguments.get(last) instanceof Expr.ArrayLiteral rest) {
      List<Expr> spread = new ArrayList<>(arguments.subList(0, last));
      spread.addAll(rest.elements());
      return list(spread);
    }
    return list(arguments);
  }

  private CodeBlock newRecord(Expr.NewRecord e) {
    if (e.type() instanceof Type.Other other && !other.arguments().isEmpty()) {
      return CodeBlock.of("new $T<>($L)", Types.of(other.name()), list(e.arguments()));
    }
    return CodeBlock.of("new $T($L)", Types.of(e.type()), list(e.arguments()));
  }

  private CodeBlock newArray(Expr.NewArray e) {
    CodeBlock.Builder code = CodeBlock.builder().add("new $T", Types.of(e.type().leaf()));
    e.dimensions().forEach(dimension -> code.add("[$L]", write(dimension)));
    for (int i = e.dimensions().size(); i < e.type().rank(); i++) {
      code.add("[]");
    }
    return code.build();
  }

  private CodeBlock list(List<Expr> exprs) {
    return exprs.stream().map(this::write).collect(CodeBlock.joining(",$W"));
  }
}
