package dev.adjoint.processor.analysis;

import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.HashSet;
import java.util.Set;

/**
 * Refuses writes into arrays of numbers that a tensor has lent: the tensor would change without its
 * adjoint knowing of it.
 *
 * <pre>
 * x.array()[0] = 3;   is refused
 * </pre>
 */
public final class BorrowedArrays {
  private BorrowedArrays() {}

  /** Reports the writes of a function into which its callees have been copied. */
  public static void check(Function function, Findings findings) {
    Set<Variable> borrowed = new HashSet<>();
    Walk.eachStatement(function.body(), stmt -> collect(stmt, borrowed));
    Set<Variable> holders = Aliases.of(function.body()).holdersOf(borrowed);
    Walk.eachStatement(
        function.body(),
        stmt -> {
          if (stmt instanceof Stmt.Store store
              && (borrows(store.array())
                  || Walk.base(store.array()).stream().anyMatch(holders::contains))) {
            findings.add(
                Message.UNSUPPORTED,
                store.position(),
                "a write into the array of a tensor",
                "compute the tensor that is meant by operations, or write into a clone() of the"
                    + " array");
          }
        });
  }

  private static void collect(Stmt stmt, Set<Variable> borrowed) {
    if (stmt instanceof Stmt.Declare s && s.value() != null && borrows(s.value())) {
      borrowed.add(s.variable());
    } else if (stmt instanceof Stmt.Assign s && borrows(s.value())) {
      borrowed.add(s.variable());
    } else if (stmt instanceof Stmt.Store s && borrows(s.value())) {
      borrowed.addAll(Walk.base(s.array()));
    }
  }

  private static boolean borrows(Expr value) {
    if (!value.type().holdsArrays()) {
      return false;
    }
    boolean[] found = new boolean[1];
    Walk.each(value, part -> found[0] |= part instanceof Expr.Call call && lends(call.callee()));
    return found[0];
  }

  /** Whether a call may give the numbers of a tensor themselves. */
  private static boolean lends(Callee callee) {
    return callee.isView()
        && !callee.isClone()
        && callee.kind() != Callee.Kind.RUNTIME
        && callee.result() instanceof Type.Array array
        && array.leaf().isFloating()
        && callee.operands().stream().anyMatch(operand -> operand.type() instanceof Type.Vector);
  }
}
