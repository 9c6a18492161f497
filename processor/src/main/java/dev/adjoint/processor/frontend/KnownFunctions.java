package dev.adjoint.processor.frontend;

import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The functions that are written in a body. Each goes by the name of a variable, which stands in
 * expressions while they are lowered, and in none that remains.
 */
final class KnownFunctions {
  private final Source source;
  private final Variables variables;
  private final Map<Variable, FunctionValue> values = new HashMap<>();

  KnownFunctions(Source source, Variables variables) {
    this.source = source;
    this.variables = variables;
  }

  /** An expression for a function. */
  Expr name(FunctionValue function, Type type) {
    Variable variable = variables.fresh("function", type, Variable.Kind.TEMPORARY);
    values.put(variable, function);
    return Expr.read(variable);
  }

  /** The function that an expression stands for; null if it is none, or not known. */
  @Nullable FunctionValue find(@Nullable Expr expr) {
    return expr instanceof Expr.Read read ? values.get(read.variable()) : null;
  }

  boolean isKnown(@Nullable Expr expr) {
    return find(expr) != null;
  }

  /** A function can only be called: nothing is left of one that is. */
  void checkNoneIsLeft(Block body) {
    Walk.eachExpression(
        body,
        expr -> {
          if (isKnown(expr)) {
            throw new Unsupported(
                Message.UNSUPPORTED,
                source.position(Objects.requireNonNull(find(expr)).tree()),
                "a function that is stored, or chosen by statements,",
                "call it in this method, or pass it to a method of this file");
          }
        });
  }
}
