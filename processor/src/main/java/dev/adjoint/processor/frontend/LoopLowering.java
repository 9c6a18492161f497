package dev.adjoint.processor.frontend;

import static dev.adjoint.processor.frontend.ExpressionLowering.child;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.Set;
import javax.lang.model.element.VariableElement;

/** Lowers loops that count: their trips are known before they start. */
final class LoopLowering {
  private static final String INSTEAD =
      "write for (int i = from; i < to; i++), and change neither i nor to in its body";

  private final Frame frame;
  private final ExpressionLowering expressions;
  private final StatementLowering statements;

  LoopLowering(Frame frame, ExpressionLowering expressions, StatementLowering statements) {
    this.frame = frame;
    this.expressions = expressions;
    this.statements = statements;
  }

  void counted(TreePath path, ForLoopTree tree) {
    if (tree.getInitializer().size() != 1
        || !(tree.getInitializer().get(0) instanceof VariableTree declaration)
        || declaration.getInitializer() == null
        || tree.getUpdate().size() != 1
        || !(tree.getCondition() instanceof BinaryTree)) {
      throw frame.unsupported(tree, "a for loop that does not count", INSTEAD);
    }
    BinaryTree condition = (BinaryTree) tree.getCondition();
    TreePath declarationPath = child(path, declaration);
    VariableElement element = (VariableElement) frame.source.element(declarationPath);
    Type type = frame.callees.typeOf(element);
    if (type != Type.Primitive.INT) {
      throw frame.unsupported(tree, "a for loop that does not count by int", INSTEAD);
    }
    Expr from = expressions.lower(child(declarationPath, declaration.getInitializer()));
    Variable index = frame.declare(element, declaration, Variable.Kind.LOCAL);
    TreePath conditionPath = child(path, condition);
    Expr left = expressions.lower(child(conditionPath, condition.getLeftOperand()));
    Expr right = expressions.lower(child(conditionPath, condition.getRightOperand()));
    Operator relation = Operators.binary(condition.getKind());
    if (!left.equals(Expr.read(index))) {
      Expr swap = left;
      left = right;
      right = swap;
      relation = mirrored(relation);
    }
    int step = step(tree.getUpdate().get(0), path, index);
    boolean up = relation == Operator.LESS || relation == Operator.LESS_EQUAL;
    boolean down = relation == Operator.GREATER || relation == Operator.GREATER_EQUAL;
    if (!left.equals(Expr.read(index)) || !(up && step > 0 || down && step < 0)) {
      throw frame.unsupported(tree, "a for loop that does not count", INSTEAD);
    }
    Block body = frame.collect(() -> statements.scope(child(path, tree.getStatement())));
    Position position = frame.source.position(tree);
    checkInvariant(tree, index, right, body);
    if (!isUnchanged(from, body)) {
      from = frame.name(index.name() + "From", from, position);
    }
    frame.emit(new Stmt.For(index, from, relation, right, step, body, position));
  }

  /** The index and everything that the bound reads must stay as they are. */
  private void checkInvariant(Tree tree, Variable index, Expr bound, Block body) {
    Set<Variable> assigned = Walk.assigned(body);
    Set<Variable> read = Walk.reads(bound);
    boolean readsElement = hasElement(bound);
    if (bound.type() != Type.Primitive.INT
        || assigned.contains(index)
        || read.contains(index)
        || read.stream().anyMatch(assigned::contains)
        || (readsElement && Walk.stored(body).stream().anyMatch(read::contains))) {
      throw frame.unsupported(tree, "a for loop that changes its own count", INSTEAD);
    }
  }

  /** Whether an expression still has its value after the loop. */
  private static boolean isUnchanged(Expr expr, Block body) {
    Set<Variable> assigned = Walk.assigned(body);
    return !hasElement(expr) && Walk.reads(expr).stream().noneMatch(assigned::contains);
  }

  private static boolean hasElement(Expr expr) {
    boolean[] found = new boolean[1];
    Walk.each(expr, part -> found[0] |= part instanceof Expr.Element);
    return found[0];
  }

  private static Operator mirrored(Operator relation) {
    return switch (relation) {
      case LESS -> Operator.GREATER;
      case LESS_EQUAL -> Operator.GREATER_EQUAL;
      case GREATER -> Operator.LESS;
      case GREATER_EQUAL -> Operator.LESS_EQUAL;
      default -> relation;
    };
  }

  private int step(ExpressionStatementTree update, TreePath path, Variable index) {
    ExpressionTree tree = update.getExpression();
    TreePath treePath = child(child(path, update), tree);
    if (tree instanceof UnaryTree unary) {
      boolean isIndex =
          expressions.lower(child(treePath, unary.getExpression())).equals(Expr.read(index));
      if (isIndex
          && (tree.getKind() == Kind.POSTFIX_INCREMENT
              || tree.getKind() == Kind.PREFIX_INCREMENT)) {
        return 1;
      } else if (isIndex
          && (tree.getKind() == Kind.POSTFIX_DECREMENT
              || tree.getKind() == Kind.PREFIX_DECREMENT)) {
        return -1;
      }
    } else if (tree instanceof CompoundAssignmentTree compound
        && expressions.lower(child(treePath, compound.getVariable())).equals(Expr.read(index))
        && expressions.lower(child(treePath, compound.getExpression()))
            instanceof Expr.Literal literal
        && literal.text().matches("[1-9][0-9]{0,8}")) {
      int amount = Integer.parseInt(literal.text());
      if (tree.getKind() == Kind.PLUS_ASSIGNMENT) {
        return amount;
      } else if (tree.getKind() == Kind.MINUS_ASSIGNMENT) {
        return -amount;
      }
    }
    return 0;
  }

  /** {@code for (T v : array)} becomes a loop over the index. */
  void enhanced(TreePath path, EnhancedForLoopTree tree) {
    Position position = frame.source.position(tree);
    Expr given = expressions.lower(child(path, tree.getExpression()));
    if (!(given.type() instanceof Type.Array)) {
      throw frame.unsupported(tree, "a loop over what is no array", "loop over an array");
    }
    Expr array = given instanceof Expr.Read ? given : frame.name("array", given, position);
    Variable index = frame.variables.fresh("i", Type.Primitive.INT, Variable.Kind.LOCAL);
    TreePath variablePath = child(path, tree.getVariable());
    VariableElement element = (VariableElement) frame.source.element(variablePath);
    Variable variable = frame.declare(element, tree.getVariable(), Variable.Kind.LOCAL);
    Expr item = new Expr.Element(array, Expr.read(index));
    Block body =
        frame.collect(
            () -> {
              frame.emit(new Stmt.Declare(variable, item, position));
              StatementTree statement = tree.getStatement();
              statements.scope(child(path, statement));
            });
    frame.emit(
        new Stmt.For(
            index, Expr.Literal.of(0), Operator.LESS, new Expr.Length(array), 1, body, position));
  }
}
