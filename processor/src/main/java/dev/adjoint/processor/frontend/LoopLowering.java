package dev.adjoint.processor.frontend;

import static dev.adjoint.processor.frontend.ExpressionLowering.child;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/**
 * Lowers loops. One that counts, and is not left early, has an exact reverse; of any other the
 * trips are counted while it runs.
 */
final class LoopLowering {
  private final Frame frame;
  private final ExpressionLowering expressions;
  private final StatementLowering statements;

  /** Variables that loops declare, which may be marked. */
  private final Set<Element> loopVariables = new HashSet<>();

  LoopLowering(Frame frame, ExpressionLowering expressions, StatementLowering statements) {
    this.frame = frame;
    this.expressions = expressions;
    this.statements = statements;
  }

  /** Whether a variable is that of a loop. */
  boolean isOfLoop(Element variable) {
    return loopVariables.contains(variable);
  }

  void lower(TreePath path, @Nullable Name label) {
    Tree tree = path.getLeaf();
    if (tree instanceof ForLoopTree loop) {
      if (!isCounted(loop) || !counted(path, loop, label)) {
        general(path, loop, label);
      }
    } else if (tree instanceof EnhancedForLoopTree loop) {
      enhanced(path, loop, label);
    } else if (tree instanceof WhileLoopTree loop) {
      new Uncounted(path, label, loop.getStatement(), null)
          .whileLoop(loop.getCondition(), () -> {});
    } else if (tree instanceof DoWhileLoopTree loop) {
      new Uncounted(path, label, loop.getStatement(), null).doLoop(loop.getCondition());
    }
  }

  /** Whether a loop looks as if it counted; what its body changes is seen when it is lowered. */
  private boolean isCounted(ForLoopTree tree) {
    return tree.getInitializer().size() == 1
        && tree.getInitializer().get(0) instanceof VariableTree declaration
        && declaration.getInitializer() != null
        && tree.getUpdate().size() == 1
        && tree.getCondition() instanceof BinaryTree
        && !isLeftEarly(tree, tree.getStatement());
  }

  private boolean isLeftEarly(Tree loop, StatementTree body) {
    return !statements.ending(loop, body).isEmpty();
  }

  /** Lowers a counted loop; false, without any effect, if it does not count after all. */
  private boolean counted(TreePath path, ForLoopTree tree, @Nullable Name label) {
    boolean[] success = new boolean[1];
    Block lowered = frame.collect(() -> success[0] = tryCounted(path, tree, label));
    if (success[0]) {
      lowered.statements().forEach(frame::emit);
    }
    return success[0];
  }

  private boolean tryCounted(TreePath path, ForLoopTree tree, @Nullable Name label) {
    BinaryTree condition = (BinaryTree) tree.getCondition();
    VariableTree declaration = (VariableTree) tree.getInitializer().get(0);
    TreePath declarationPath = child(path, declaration);
    Element element = frame.source.element(declarationPath);
    Expr from = expressions.lower(child(declarationPath, declaration.getInitializer()));
    Variable index = frame.declare(element, declaration, Variable.Kind.LOCAL);
    TreePath conditionPath = child(path, condition);
    Expr[] sides = new Expr[2];
    Block before =
        frame.collect(
            () -> {
              sides[0] = expressions.lower(child(conditionPath, condition.getLeftOperand()));
              sides[1] = expressions.lower(child(conditionPath, condition.getRightOperand()));
            });
    before.statements().forEach(frame::emit);
    Expr left = sides[0];
    Expr right = sides[1];
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
    if (index.type() != Type.Primitive.INT
        || right.type() != Type.Primitive.INT
        || !left.equals(Expr.read(index))
        || !(up && step > 0 || down && step < 0)) {
      return false;
    }
    statements.enterLoop(tree, label, tree.getStatement());
    Block body = once(statements.loopBody(path, tree.getStatement()), element, tree);
    statements.leaveLoop();
    if (!LoopBounds.keepsCount(index, right, body) || !LoopBounds.keepsValues(before, body)) {
      return false;
    }
    Position position = frame.source.position(tree);
    if (!LoopBounds.isUnchanged(from, body)) {
      from = frame.name(index.name() + "From", from, position);
    }
    frame.emit(new Stmt.For(index, from, relation, right, step, body, position));
    return true;
  }

  /** The body of a loop, which runs again if its variable says so. */
  private Block once(Block body, @Nullable Element variable, Tree loop) {
    Annotations.View checkpoint =
        variable == null ? null : Annotations.find(variable, "Checkpoint");
    if (checkpoint == null) {
      return body;
    }
    int every = checkpoint.number("every");
    if (every < 0) {
      throw new Unsupported(Message.CHECKPOINT_SIZE, frame.source.position(loop), every);
    }
    return new Block(List.of(new Stmt.Checkpoint(body, every, frame.source.position(loop))));
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

  private void general(TreePath path, ForLoopTree tree, @Nullable Name label) {
    Element variable = null;
    for (StatementTree initializer : tree.getInitializer()) {
      if (initializer instanceof VariableTree) {
        variable = frame.source.element(child(path, initializer));
        loopVariables.add(variable);
      }
      statements.lowerOne(child(path, initializer));
    }
    new Uncounted(path, label, tree.getStatement(), variable)
        .whileLoop(
            tree.getCondition(),
            () -> {
              for (ExpressionStatementTree update : tree.getUpdate()) {
                statements.lowerOne(child(path, update));
              }
            });
  }

  /** {@code for (T v : array)} becomes a loop over the index. */
  private void enhanced(TreePath path, EnhancedForLoopTree tree, @Nullable Name label) {
    Position position = frame.source.position(tree);
    Expr given = expressions.lower(child(path, tree.getExpression()));
    if (given.type().elementType() == null) {
      throw frame.unsupported(
          tree, "a loop over what is no array and no List", "loop over an array or a List");
    }
    Expr array =
        (given instanceof Expr.Read read && stays(read.variable(), tree)) || isOfReceiver(given)
            ? given
            : frame.name("array", given, position);
    Variable index = frame.variables.fresh("i", Type.Primitive.INT, Variable.Kind.LOCAL);
    Element element = frame.source.element(child(path, tree.getVariable()));
    Variable variable = frame.declare(element, tree.getVariable(), Variable.Kind.LOCAL);
    Expr item = new Expr.Element(array, Expr.read(index));
    Stmt declaration = new Stmt.Declare(variable, item, position);
    if (!isLeftEarly(tree, tree.getStatement())) {
      statements.enterLoop(tree, label, tree.getStatement());
      Block body =
          frame.collect(
              () -> {
                frame.emit(declaration);
                statements.loopBody(path, tree.getStatement()).statements().forEach(frame::emit);
              });
      body = once(body, element, tree);
      statements.leaveLoop();
      frame.emit(
          new Stmt.For(
              index, Expr.Literal.of(0), Operator.LESS, new Expr.Length(array), 1, body, position));
      return;
    }
    frame.emit(new Stmt.Declare(index, Expr.Literal.of(0), position));
    Expr condition =
        new Expr.Binary(
            Operator.LESS, Expr.read(index), new Expr.Length(array), Type.Primitive.BOOLEAN);
    new Uncounted(path, label, tree.getStatement(), element)
        .loop(condition, declaration, () -> frame.emit(increment(index)));
  }

  /** Whether this is a component of the record whose method it is, which never changes. */
  private static boolean isOfReceiver(Expr given) {
    Expr at = given;
    while (at instanceof Expr.Component component) {
      at = component.record();
    }
    return given instanceof Expr.Component
        && at instanceof Expr.Read read
        && read.variable().kind() == Variable.Kind.RECEIVER;
  }

  /** Whether a variable holds, in all trips, the array that a loop goes through. */
  private static boolean stays(Variable variable, EnhancedForLoopTree loop) {
    Tree given = loop.getExpression();
    while (given instanceof ParenthesizedTree parenthesized) {
      given = parenthesized.getExpression();
    }
    return given instanceof IdentifierTree name
        ? !Assigned.in(loop.getStatement(), name.getName())
        : variable.isTemporary();
  }

  private static Stmt increment(Variable counter) {
    Expr next =
        new Expr.Binary(Operator.PLUS, Expr.read(counter), Expr.Literal.of(1), Type.Primitive.INT);
    return new Stmt.Assign(counter, next, Position.NONE);
  }

  /** A loop whose trips are counted while it runs. */
  private final class Uncounted {
    private final TreePath path;
    private final StatementTree body;
    private final Position position;
    private final Set<Exits.Exit> ending;
    private final Variable trips;
    private final @Nullable Element variable;

    /**
     * @param variable the loop's variable, null if it has none
     */
    Uncounted(TreePath path, @Nullable Name label, StatementTree body, @Nullable Element variable) {
      this.variable = variable;
      this.path = path;
      this.body = body;
      this.position = frame.source.position(path.getLeaf());
      this.ending = statements.enterLoop(path.getLeaf(), label, body);
      this.trips = counter();
    }

    private Variable counter() {
      Variable counter =
          frame.variables.fresh("trips", Type.Primitive.INT, Variable.Kind.TEMPORARY);
      frame.emit(new Stmt.Declare(counter, Expr.Literal.of(0), Position.NONE));
      return counter;
    }

    void whileLoop(@Nullable Tree condition, Runnable updates) {
      Expr[] test = new Expr[1];
      Block before =
          frame.collect(
              () ->
                  test[0] =
                      condition == null
                          ? new Expr.Literal("true", Type.Primitive.BOOLEAN)
                          : expressions.lower(child(path, condition)));
      if (before.isEmpty()) {
        loop(test[0], null, updates);
        return;
      }
      // The condition takes statements, which run once more than the body does.
      Variable again = again();
      Block lowered =
          frame.collect(
              () -> {
                before.statements().forEach(frame::emit);
                frame.emit(new Stmt.Assign(again, test[0], position));
                Block run = frame.collect(() -> bodyAndUpdates(updates));
                frame.emit(new Stmt.If(Expr.read(again), run, Block.EMPTY, position));
              });
      emit(Expr.read(again), lowered);
    }

    void doLoop(Tree condition) {
      Variable again = again();
      Block lowered =
          frame.collect(
              () -> {
                bodyAndUpdates(
                    () -> {
                      Expr test = expressions.lower(child(path, condition));
                      frame.emit(new Stmt.Assign(again, test, position));
                    });
              });
      emit(Expr.read(again), lowered);
    }

    /**
     * @param first a statement to run first in each trip, or null
     */
    void loop(Expr condition, @Nullable Stmt first, Runnable updates) {
      Block lowered =
          frame.collect(
              () -> {
                if (first != null) {
                  frame.emit(first);
                }
                bodyAndUpdates(updates);
              });
      emit(condition, lowered);
    }

    private Variable again() {
      Variable again =
          frame.variables.fresh("again", Type.Primitive.BOOLEAN, Variable.Kind.TEMPORARY);
      Expr yes = new Expr.Literal("true", Type.Primitive.BOOLEAN);
      frame.emit(new Stmt.Declare(again, yes, Position.NONE));
      return again;
    }

    private void bodyAndUpdates(Runnable updates) {
      statements.loopBody(path, body).statements().forEach(frame::emit);
      statements.flags().guard(ending, updates, position);
    }

    private void emit(Expr condition, Block lowered) {
      boolean isTrue = condition instanceof Expr.Literal;
      Expr guarded = statements.flags().noneOf(ending, isTrue ? null : condition);
      statements.leaveLoop();
      List<Stmt> trip = new ArrayList<>(once(lowered, variable, path.getLeaf()).statements());
      trip.add(increment(trips));
      Expr whole = guarded == null ? condition : guarded;
      frame.emit(new Stmt.While(whole, new Block(trip), trips, position));
    }
  }
}
