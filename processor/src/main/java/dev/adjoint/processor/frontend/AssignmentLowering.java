package dev.adjoint.processor.frontend;

import static dev.adjoint.processor.frontend.ExpressionLowering.child;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Lowers assignments and increments, as statements and within expressions. */
final class AssignmentLowering {
  private final Frame frame;
  private final ExpressionLowering expressions;

  AssignmentLowering(Frame frame, ExpressionLowering expressions) {
    this.frame = frame;
    this.expressions = expressions;
  }

  /** Whether an expression assigns at its root. */
  static boolean isAssignment(Tree tree) {
    return target(tree) != null;
  }

  /** What an expression gives a value to; null if it is no assignment. */
  static @Nullable ExpressionTree target(@Nullable Tree tree) {
    if (tree instanceof AssignmentTree assignment) {
      return assignment.getVariable();
    } else if (tree instanceof CompoundAssignmentTree assignment) {
      return assignment.getVariable();
    } else if (tree instanceof UnaryTree unary
        && (isIncrement(tree.getKind()) || isDecrement(tree.getKind()))) {
      return unary.getExpression();
    }
    return null;
  }

  private static boolean isIncrement(Kind kind) {
    return kind == Kind.POSTFIX_INCREMENT || kind == Kind.PREFIX_INCREMENT;
  }

  private static boolean isDecrement(Kind kind) {
    return kind == Kind.POSTFIX_DECREMENT || kind == Kind.PREFIX_DECREMENT;
  }

  /**
   * Emits an assignment.
   *
   * @param isStatement whether nobody reads the value of the expression
   * @return the value of the expression
   */
  Expr lower(TreePath path, boolean isStatement) {
    Tree tree = path.getLeaf();
    if (tree instanceof AssignmentTree assignment) {
      return assign(
          path,
          assignment.getVariable(),
          target -> {
            TreePath value = child(path, assignment.getExpression());
            // A call that gives the whole new value needs no name, unless it reads the old one.
            return isStatement && !reads(value, target)
                ? expressions.lowerRoot(value)
                : expressions.lower(value);
          });
    } else if (tree instanceof CompoundAssignmentTree assignment) {
      Operator operator = Objects.requireNonNull(Operators.compound(tree.getKind()));
      return assign(
          path,
          assignment.getVariable(),
          target -> {
            Expr[] value = new Expr[1];
            Block before =
                frame.collect(
                    () -> value[0] = expressions.lower(child(path, assignment.getExpression())));
            // Java reads the target before it evaluates the right side.
            Expr old = Order.before(target, before, frame);
            before.statements().forEach(frame::emit);
            return combine(operator, old, value[0], target.type());
          });
    }
    UnaryTree unary = (UnaryTree) tree;
    Operator operator = isIncrement(tree.getKind()) ? Operator.PLUS : Operator.MINUS;
    boolean isPostfix =
        tree.getKind() == Kind.POSTFIX_INCREMENT || tree.getKind() == Kind.POSTFIX_DECREMENT;
    Expr[] old = new Expr[1];
    Expr updated =
        assign(
            path,
            unary.getExpression(),
            target -> {
              old[0] =
                  isPostfix && !isStatement
                      ? frame.name("before", target, frame.source.position(tree))
                      : target;
              return combine(operator, target, Expr.Literal.of(1), target.type());
            });
    return isPostfix && !isStatement ? old[0] : updated;
  }

  private static Expr combine(Operator operator, Expr old, Expr value, Type targetType) {
    Type type = promote(operator, old.type(), value.type());
    Expr combined = new Expr.Binary(operator, old, value, type);
    return type.equals(targetType) ? combined : new Expr.Cast(combined, targetType);
  }

  private Expr assign(TreePath path, ExpressionTree variable, UnaryOperator<Expr> value) {
    TreePath targetPath = child(path, variable);
    Tree tree = targetPath.getLeaf();
    Position position = frame.source.position(path.getLeaf());
    Expr target = expressions.lowerRoot(targetPath);
    if (frame.functions.isKnown(target)) {
      throw frame.unsupported(
          tree, "a variable that gets another function", "choose by ?: where it is declared");
    } else if (target instanceof Expr.Read read) {
      if (read.type() instanceof Type.Sequence) {
        throw frame.unsupported(
            tree, "a list variable that gets another list", "declare a new variable");
      }
      Expr assigned = value.apply(target);
      checkNothingHides(tree, read.type(), assigned);
      frame.emit(new Stmt.Assign(read.variable(), assigned, position));
      return target;
    } else if (target instanceof Expr.Element element && isElement(tree)) {
      Expr[] assigned = new Expr[1];
      Block before = frame.collect(() -> assigned[0] = value.apply(element));
      Expr.Element place = before(element, before);
      before.statements().forEach(frame::emit);
      frame.emit(new Stmt.Store(place.array(), place.index(), assigned[0], position));
      return place;
    }
    throw frame.unsupported(tree, "an assignment to this", "assign a local variable");
  }

  /** Java evaluates the array and its indices before the right side. */
  private Expr.Element before(Expr.Element element, Block right) {
    Expr array =
        element.array() instanceof Expr.Element row
            ? before(row, right)
            : Order.before(element.array(), right, frame);
    return new Expr.Element(array, Order.before(element.index(), right, frame));
  }

  private static boolean isElement(Tree tree) {
    return tree instanceof ArrayAccessTree
        || (tree instanceof ParenthesizedTree inner && isElement(inner.getExpression()));
  }

  /** A number in a box, or a tensor in an Object, has no adjoint. */
  void checkNothingHides(Tree tree, Type type, @Nullable Expr value) {
    if (frame.functions.isKnown(value)) {
      throw frame.unsupported(
          tree, "a function that is assigned", "give it to a variable where that is declared");
    }
    if (type instanceof Type.Other other && value != null && value.type().isDifferentiable()) {
      boolean isLibrary = other.name().packageName().startsWith("java.");
      throw frame.unsupported(
          tree,
          "a number or tensor in a variable of type " + type,
          isLibrary
              ? "declare it with its own type"
              : "declare it with its own type, or a sealed interface that permits records only");
    }
  }

  private static boolean reads(TreePath value, Expr target) {
    if (!(target instanceof Expr.Read read)) {
      return true;
    }
    Variable variable = read.variable();
    boolean[] found = new boolean[1];
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitIdentifier(IdentifierTree node, @Nullable Void unused) {
        found[0] |= node.getName().contentEquals(variable.name());
        return null;
      }
    }.scan(value.getLeaf(), null);
    return found[0];
  }

  private static Type promote(Operator operator, Type left, Type right) {
    if (operator.precedence() == Operator.SHIFT_LEFT.precedence()) {
      return left instanceof Type.Primitive p && p.compareTo(Type.Primitive.INT) < 0
          ? Type.Primitive.INT
          : left;
    } else if (left == Type.Primitive.BOOLEAN) {
      return left;
    }
    return Exprs.promote(left, right);
  }
}
