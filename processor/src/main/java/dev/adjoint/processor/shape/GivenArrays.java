package dev.adjoint.processor.shape;

import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shapes of the arrays of numbers that a function is given: sizes of which only that is known
 * that they stay what they are.
 *
 * <pre>
 * loss(int[][] text) { Tensor x = embedding(tokens, text); …   [text:0, text:1, …] is x's shape
 * </pre>
 *
 * <p>Rows may have different lengths. An operation whose rule gives their length a name checks that
 * they have not; the length of a single row says nothing of the others, and where single rows are
 * used nothing is known of the array.
 */
final class GivenArrays {
  private final Function function;

  private GivenArrays(Function function) {
    this.function = function;
  }

  static Map<Expr, Shape> of(Function function) {
    GivenArrays arrays = new GivenArrays(function);
    Map<Expr, Shape> result = new LinkedHashMap<>();
    for (Variable parameter : function.parameters()) {
      if (parameter.type() instanceof Type.Array type
          && type.leaf() instanceof Type.Primitive
          && (type.rank() == 1 || arrays.isWhole(parameter))) {
        result.put(Expr.read(parameter), shape(parameter, type.rank()));
      }
    }
    return result;
  }

  private static Shape shape(Variable parameter, int rank) {
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      dims.add(Polynomial.of(new Symbol(parameter.name() + ":" + axis, Symbol.OWN, true)));
    }
    return Shape.of(dims);
  }

  /**
   * Whether rows are not used by themselves, nor replaced: no more is done than to measure them.
   */
  private boolean isWhole(Variable array) {
    if (Walk.stored(function.body()).contains(array)) {
      return false;
    }
    int[] others = new int[1];
    Walk.eachExpression(
        function.body(),
        expr -> {
          if (isReadOf(expr, array)) {
            others[0]++;
          } else if (expr instanceof Expr.Length length && isReadOf(base(length.array()), array)) {
            others[0]--;
          } else if (expr instanceof Expr.Call call && leavesOperands(call.callee())) {
            call.arguments().stream()
                .filter(argument -> isReadOf(argument, array))
                .forEach(argument -> others[0]--);
          }
        });
    return others[0] == 0;
  }

  private static boolean isReadOf(Expr expr, Variable variable) {
    return expr instanceof Expr.Read read && read.variable().equals(variable);
  }

  /** The array that something is an element of, or an element of an element. */
  static Expr base(Expr array) {
    return array instanceof Expr.Element element ? base(element.array()) : array;
  }

  private static boolean leavesOperands(Callee callee) {
    return callee.kind() == Callee.Kind.PRIMITIVE || callee.kind() == Callee.Kind.HELPER;
  }
}
