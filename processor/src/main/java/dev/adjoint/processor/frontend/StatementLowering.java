package dev.adjoint.processor.frontend;

import static dev.adjoint.processor.frontend.ExpressionLowering.child;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.EmptyStatementTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Lowers statements; a function has one exit when it is done. */
final class StatementLowering {
  private final Frame frame;
  private final ExpressionLowering expressions;
  private final LoopLowering loops;

  /** Where returns of branches put the result, null if the only return is the last statement. */
  private @Nullable Variable result;

  StatementLowering(Frame frame) {
    this.frame = frame;
    this.expressions = new ExpressionLowering(frame);
    this.loops = new LoopLowering(frame, expressions, this);
  }

  /** Lowers a method's body. */
  Block lowerBody(TreePath path, Type resultType) {
    BlockTree body = (BlockTree) path.getLeaf();
    return frame.collect(
        () -> {
          Position position = frame.source.position(body);
          if (countReturns(body) > 1) {
            result = frame.variables.fresh("value", resultType, Variable.Kind.TEMPORARY);
            frame.emit(new Stmt.Declare(result, null, position));
          }
          lowerAll(path, body.getStatements());
          if (result != null) {
            frame.emit(new Stmt.Return(Expr.read(result), Position.NONE));
          }
        });
  }

  private static int countReturns(Tree tree) {
    int[] count = new int[1];
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitReturn(ReturnTree node, @Nullable Void unused) {
        count[0]++;
        return super.visitReturn(node, unused);
      }
    }.scan(tree, null);
    return count[0];
  }

  private void lowerAll(TreePath path, List<? extends StatementTree> statements) {
    for (int i = 0; i < statements.size(); i++) {
      StatementTree statement = statements.get(i);
      if (statement instanceof BlockTree block && countReturns(block) > 0) {
        List<StatementTree> flat = new ArrayList<>(block.getStatements());
        flat.addAll(statements.subList(i + 1, statements.size()));
        lowerAll(child(path, block), flat);
        return;
      } else if (statement instanceof IfTree branch && countReturns(branch) > 0) {
        // What follows runs only where the branch did not return: it moves into the branch.
        lowerReturningIf(path, branch, statements.subList(i + 1, statements.size()));
        return;
      }
      lower(child(path, statement));
    }
  }

  private void lowerReturningIf(TreePath path, IfTree tree, List<? extends StatementTree> rest) {
    TreePath branch = child(path, tree);
    if (mayFallThroughWithReturn(tree, !rest.isEmpty())) {
      throw new Unsupported(Message.MISSING_RETURN_PATH, frame.source.position(tree));
    }
    Expr condition = condition(branch, tree.getCondition());
    Block then = frame.collect(() -> arm(path, branch, tree.getThenStatement(), rest));
    StatementTree elseTree = tree.getElseStatement();
    Block otherwise =
        frame.collect(
            () -> {
              if (elseTree == null) {
                lowerAll(path, rest);
              } else {
                arm(path, branch, elseTree, rest);
              }
            });
    frame.emit(new Stmt.If(condition, then, otherwise, frame.source.position(tree)));
  }

  private void arm(
      TreePath path, TreePath branch, StatementTree arm, List<? extends StatementTree> rest) {
    scope(child(branch, arm));
    if (!alwaysReturns(arm)) {
      lowerAll(path, rest);
    }
  }

  /**
   * Whether the rest would have to stand in more than one place: some arm returns on some of its
   * paths, or no arm returns on all.
   */
  private static boolean mayFallThroughWithReturn(IfTree tree, boolean hasRest) {
    StatementTree elseTree = tree.getElseStatement();
    boolean thenReturns = alwaysReturns(tree.getThenStatement());
    boolean elseReturns = elseTree != null && alwaysReturns(elseTree);
    boolean partly =
        (!thenReturns && countReturns(tree.getThenStatement()) > 0)
            || (elseTree != null && !elseReturns && countReturns(elseTree) > 0);
    return hasRest && (partly || !(thenReturns || elseReturns));
  }

  private static boolean alwaysReturns(StatementTree tree) {
    if (tree instanceof ReturnTree) {
      return true;
    } else if (tree instanceof BlockTree block) {
      return block.getStatements().stream().anyMatch(StatementLowering::alwaysReturns);
    } else if (tree instanceof IfTree branch) {
      return branch.getElseStatement() != null
          && alwaysReturns(branch.getThenStatement())
          && alwaysReturns(branch.getElseStatement());
    }
    return false;
  }

  /** Lowers a statement or the statements of a block. */
  void scope(TreePath path) {
    if (path.getLeaf() instanceof BlockTree block) {
      lowerAll(path, block.getStatements());
    } else {
      lowerAll(path.getParentPath(), List.of((StatementTree) path.getLeaf()));
    }
  }

  private Expr condition(TreePath path, ExpressionTree tree) {
    return expressions.lower(child(path, tree));
  }

  private void lower(TreePath path) {
    Tree tree = path.getLeaf();
    if (tree instanceof BlockTree) {
      scope(path);
    } else if (tree instanceof VariableTree variable) {
      variable(path, variable);
    } else if (tree instanceof ExpressionStatementTree statement) {
      effect(child(path, statement.getExpression()));
    } else if (tree instanceof IfTree branch) {
      Expr condition = condition(path, branch.getCondition());
      Block then = frame.collect(() -> scope(child(path, branch.getThenStatement())));
      StatementTree elseTree = branch.getElseStatement();
      Block otherwise =
          elseTree == null ? Block.EMPTY : frame.collect(() -> scope(child(path, elseTree)));
      frame.emit(new Stmt.If(condition, then, otherwise, frame.source.position(tree)));
    } else if (tree instanceof ForLoopTree loop) {
      refuseReturn(tree);
      loops.counted(path, loop);
    } else if (tree instanceof EnhancedForLoopTree loop) {
      refuseReturn(tree);
      loops.enhanced(path, loop);
    } else if (tree instanceof ReturnTree statement) {
      returns(path, statement);
    } else if (!(tree instanceof EmptyStatementTree)) {
      throw frame.unsupported(tree, "this statement", "use assignments, if, for and return");
    }
  }

  private void refuseReturn(Tree loop) {
    if (countReturns(loop) > 0) {
      throw frame.unsupported(
          loop, "a loop that returns", "guard its body by an if, and return after the loop");
    }
  }

  private void variable(TreePath path, VariableTree tree) {
    Element element = frame.source.element(path);
    Position position = frame.source.position(tree);
    Expr value = null;
    if (tree.getInitializer() != null) {
      value = expressions.lowerRoot(child(path, tree.getInitializer()));
    }
    frame.emit(
        new Stmt.Declare(frame.declare(element, tree, Variable.Kind.LOCAL), value, position));
  }

  private void returns(TreePath path, ReturnTree tree) {
    if (tree.getExpression() == null) {
      throw frame.unsupported(tree, "a return without a value", "return the result");
    }
    Expr value = expressions.lowerRoot(child(path, tree.getExpression()));
    Position position = frame.source.position(tree);
    frame.emit(
        result == null
            ? new Stmt.Return(value, position)
            : new Stmt.Assign(result, value, position));
  }

  /** Lowers an expression that stands as a statement. */
  void effect(TreePath path) {
    Tree tree = path.getLeaf();
    Position position = frame.source.position(tree);
    Operator compound = Operators.compound(tree.getKind());
    if (tree instanceof ParenthesizedTree parenthesized) {
      effect(child(path, parenthesized.getExpression()));
    } else if (tree instanceof AssignmentTree assignment) {
      assign(
          child(path, assignment.getVariable()),
          target -> {
            TreePath value = child(path, assignment.getExpression());
            return reads(value, target) ? expressions.lower(value) : expressions.lowerRoot(value);
          },
          position);
    } else if (compound != null) {
      CompoundAssignmentTree assignment = (CompoundAssignmentTree) tree;
      assign(
          child(path, assignment.getVariable()),
          target -> {
            Expr value = expressions.lower(child(path, assignment.getExpression()));
            Type type = promote(compound, target.type(), value.type());
            Expr combined = new Expr.Binary(compound, target, value, type);
            return type.equals(target.type()) ? combined : new Expr.Cast(combined, target.type());
          },
          position);
    } else if (tree instanceof UnaryTree unary) {
      boolean up =
          tree.getKind() == Kind.POSTFIX_INCREMENT || tree.getKind() == Kind.PREFIX_INCREMENT;
      assign(
          child(path, unary.getExpression()),
          target ->
              new Expr.Binary(
                  up ? Operator.PLUS : Operator.MINUS, target, Expr.Literal.of(1), target.type()),
          position);
    } else if (tree instanceof MethodInvocationTree) {
      Expr value = expressions.lowerRoot(path);
      if (!(value instanceof Expr.Call call)
          || call.callee().kind() == Callee.Kind.BODY
          || call.callee().kind() == Callee.Kind.UNKNOWN) {
        throw frame.unsupported(
            tree, "a call for its effect", "use what a method returns, and take the call out");
      }
      frame.emit(new Stmt.Evaluate(value, position));
    } else {
      throw frame.unsupported(tree, "this statement", "use assignments, if, for and return");
    }
  }

  private boolean reads(TreePath value, Expr target) {
    if (!(target instanceof Expr.Read read)) {
      return true;
    }
    boolean[] found = new boolean[1];
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitIdentifier(IdentifierTree node, @Nullable Void unused) {
        found[0] |= node.getName().contentEquals(read.variable().name());
        return null;
      }
    }.scan(value.getLeaf(), null);
    return found[0];
  }

  private void assign(
      TreePath path, java.util.function.Function<Expr, Expr> value, Position position) {
    Tree tree = path.getLeaf();
    Expr target = expressions.lowerRoot(path);
    if (target instanceof Expr.Read read) {
      if (read.type() instanceof Type.Array) {
        throw frame.unsupported(
            tree, "an array variable that gets another array", "declare a new variable");
      }
      frame.emit(new Stmt.Assign(read.variable(), value.apply(target), position));
    } else if (target instanceof Expr.Element element && tree instanceof ArrayAccessTree) {
      if (element.type() instanceof Type.Array) {
        throw frame.unsupported(tree, "a row that gets another array", "copy its elements");
      }
      frame.emit(new Stmt.Store(element.array(), element.index(), value.apply(target), position));
    } else {
      throw frame.unsupported(tree, "an assignment to this", "assign a local variable");
    }
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
