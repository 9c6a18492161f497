package dev.adjoint.processor.shape;

import java.util.List;
import java.util.OptionalLong;

/**
 * What must hold of the sizes of operands beside their shapes.
 *
 * @param isEquality whether both sides must be equal; else the left one must not be greater
 */
record Condition(DimExpr left, boolean isEquality, DimExpr right) {
  /** Complains if this cannot hold. */
  void check(Bindings bindings) throws Mismatch {
    Dim a = left.evaluate(bindings::dim);
    Dim b = right.evaluate(bindings::dim);
    if (isEquality ? a.differs(b) : isGreater(a, b)) {
      throw Mismatch.condition(this, a, b, bindings.arguments());
    }
  }

  private static boolean isGreater(Dim a, Dim b) {
    OptionalLong excess = a.minus(b).constant();
    return excess.isPresent() && excess.getAsLong() > 0;
  }

  /** Both sides. */
  List<DimExpr> sides() {
    return List.of(left, right);
  }

  @Override
  public String toString() {
    return left + (isEquality ? " = " : " <= ") + right;
  }
}
