package dev.adjoint.processor.frontend;

import static dev.adjoint.processor.frontend.ExpressionLowering.child;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.EmptyStatementTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreePath;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Defaults;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/** Lowers statements; a function has one exit when it is done. */
final class StatementLowering {
  private final Frame frame;
  private final ExpressionLowering expressions;
  private final LoopLowering loops;
  private final SwitchLowering switches;
  private final Exits exits = new Exits();

  /** Where returns put the result, null if the only return is the last statement. */
  private @Nullable Variable result;

  private final Flags flags;

  /** Whether Java's own rules no longer see that variables are assigned before they are read. */
  private boolean isUnstructured;

  StatementLowering(Frame frame) {
    this.frame = frame;
    this.flags = new Flags(frame);
    this.expressions = new ExpressionLowering(frame);
    this.loops = new LoopLowering(frame, expressions, this);
    this.switches = new SwitchLowering(frame, expressions, this);
    expressions.use(switches);
  }

  /** What tells in the running program which jumps were taken. */
  Flags flags() {
    return flags;
  }

  /** Lowers a method's body. */
  Block lowerBody(TreePath path, Type resultType) {
    BlockTree body = (BlockTree) path.getLeaf();
    return frame.collect(
        () -> {
          isUnstructured = Jumps.in(body);
          if (resultType instanceof Type.Nothing) {
            flags.declare(new Exits.Exit(Exits.Kind.RETURN, null), "returned");
            lowerAll(path, body.getStatements());
            frame.emit(new Stmt.Return(Expr.Literal.nothing(), Position.NONE));
            return;
          }
          if (!Jumps.onlyReturnIsLast(body)) {
            result = frame.variables.fresh("value", resultType, Variable.Kind.TEMPORARY);
            // Whether Java sees that it is assigned on all paths depends on the flags.
            frame.emit(new Stmt.Declare(result, Defaults.of(resultType), Position.NONE));
            flags.declare(new Exits.Exit(Exits.Kind.RETURN, null), "returned");
          }
          lowerAll(path, body.getStatements());
          if (result != null) {
            frame.emit(new Stmt.Return(Expr.read(result), Position.NONE));
          }
        });
  }

  /** Lowers the body of a lambda that is an expression. */
  Expr lowerValue(TreePath path, Type resultType) {
    isUnstructured = Jumps.in(path.getLeaf());
    if (resultType instanceof Type.Nothing) {
      effect(path);
      return Expr.Literal.nothing();
    }
    return expressions.lowerRoot(path);
  }

  /** A value for a variable that is assigned before it is read, where Java cannot see that. */
  private @Nullable Expr initial(Type type) {
    return isUnstructured ? Defaults.of(type) : null;
  }

  private void lowerAll(TreePath path, List<? extends StatementTree> trees) {
    // javac's own lists are linked.
    List<? extends StatementTree> statements = List.copyOf(trees);
    for (int i = 0; i < statements.size(); i++) {
      StatementTree statement = statements.get(i);
      Set<Exits.Exit> leaving = exits.leaving(statement);
      if (leaving.isEmpty()) {
        lower(child(path, statement));
        continue;
      }
      List<? extends StatementTree> rest = statements.subList(i + 1, statements.size());
      if (statement instanceof BlockTree block) {
        List<StatementTree> flat = new ArrayList<>(block.getStatements());
        flat.addAll(rest);
        lowerAll(child(path, block), flat);
        return;
      } else if (statement instanceof IfTree branch && hasArmThatLeaves(branch)) {
        // What follows runs only where the branch is not left: it moves into the branch.
        frame.statement(() -> lowerLeavingIf(path, branch, rest));
        return;
      } else {
        lower(child(path, statement));
        if (!rest.isEmpty()) {
          flags.guard(leaving, () -> lowerAll(path, rest), frame.source.position(statement));
        }
        return;
      }
    }
  }

  private static boolean hasArmThatLeaves(IfTree tree) {
    return Exits.always(tree.getThenStatement())
        || (tree.getElseStatement() != null && Exits.always(tree.getElseStatement()));
  }

  private void lowerLeavingIf(TreePath path, IfTree tree, List<? extends StatementTree> rest) {
    TreePath branch = child(path, tree);
    Expr condition = condition(branch, tree.getCondition());
    Block then = frame.collect(() -> arm(branch, tree, true, rest));
    Block otherwise = frame.collect(() -> arm(branch, tree, false, rest));
    frame.emit(new Stmt.If(condition, then, otherwise, frame.source.position(tree)));
  }

  private void arm(
      TreePath branch, IfTree tree, boolean outcome, List<? extends StatementTree> rest) {
    StatementTree arm = outcome ? tree.getThenStatement() : tree.getElseStatement();
    List<StatementTree> all = new ArrayList<>();
    if (arm instanceof BlockTree block) {
      all.addAll(block.getStatements());
    } else if (arm != null) {
      all.add(arm);
    }
    if (arm == null || !Exits.always(arm)) {
      all.addAll(rest);
    }
    if (!all.isEmpty()) {
      frame.patterns.declare(child(branch, tree.getCondition()), outcome);
    }
    lowerAll(branch, all);
  }

  /** Lowers a statement or the statements of a block. */
  void scope(TreePath path) {
    if (path.getLeaf() instanceof BlockTree block) {
      lowerAll(path, block.getStatements());
    } else {
      lowerAll(path.getParentPath(), List.of((StatementTree) path.getLeaf()));
    }
  }

  /**
   * Lowers the body of a loop.
   *
   * @param exit what leaves the loop from within, for which flags are there
   */
  Block loopBody(TreePath loop, StatementTree body) {
    return frame.collect(
        () -> {
          Exits.Exit next = new Exits.Exit(Exits.Kind.CONTINUE, loop.getLeaf());
          if (exits.leaving(body).contains(next)) {
            flags.declare(next, "skipped");
          }
          scope(child(loop, body));
        });
  }

  /** Enters a loop: jumps may be aimed at it. Gives the jumps that end it. */
  Set<Exits.Exit> enterLoop(Tree loop, @Nullable Name label, StatementTree body) {
    exits.enter(loop, label);
    Set<Exits.Exit> ending = new LinkedHashSet<>(exits.leaving(body));
    ending.remove(new Exits.Exit(Exits.Kind.CONTINUE, loop));
    Exits.Exit stop = new Exits.Exit(Exits.Kind.BREAK, loop);
    if (ending.contains(stop)) {
      flags.declare(stop, "stopped");
    }
    return ending;
  }

  /** The jumps that end a loop before its condition does. */
  Set<Exits.Exit> ending(Tree loop, StatementTree body) {
    exits.enter(loop, null);
    Set<Exits.Exit> ending = new LinkedHashSet<>(exits.leaving(body));
    exits.leave();
    ending.remove(new Exits.Exit(Exits.Kind.CONTINUE, loop));
    return ending;
  }

  /** Enters a switch: {@code break} and {@code yield} may be aimed at it. */
  void enterSwitch(Tree tree) {
    exits.enter(tree, null);
    Exits.Exit stop = new Exits.Exit(Exits.Kind.BREAK, tree);
    boolean[] stops = new boolean[1];
    for (CaseTree branch :
        tree instanceof SwitchTree statement
            ? statement.getCases()
            : ((SwitchExpressionTree) tree).getCases()) {
      stops[0] |= exits.leaving(branch).contains(stop);
    }
    if (stops[0]) {
      flags.declare(stop, "stopped");
    }
  }

  /** Emits what runs only if no statement of a switch was left early. */
  void guardSwitch(List<StatementTree> bodies, Runnable run, Position position) {
    Set<Exits.Exit> leaving = new LinkedHashSet<>();
    bodies.forEach(body -> leaving.addAll(exits.leaving(body)));
    flags.guard(leaving, run, position);
  }

  /** Lowers statements in order, up to one that leaves them. */
  void lowerStatements(TreePath path, List<StatementTree> list) {
    lowerAll(path, list);
  }

  void leaveLoop() {
    exits.leave();
  }

  private Expr condition(TreePath path, ExpressionTree tree) {
    return expressions.lower(child(path, tree));
  }

  private void lower(TreePath path) {
    frame.statement(() -> lower(path, null));
  }

  /** Lowers a statement that is no jump. */
  void lowerOne(TreePath path) {
    lower(path);
  }

  private void lower(TreePath path, @Nullable Name label) {
    Tree tree = path.getLeaf();
    Position position = frame.source.position(tree);
    if (tree instanceof BlockTree) {
      scope(path);
    } else if (tree instanceof VariableTree variable) {
      variable(path, variable);
    } else if (tree instanceof ExpressionStatementTree statement) {
      effect(child(path, statement.getExpression()));
    } else if (tree instanceof IfTree branch) {
      Expr condition = condition(path, branch.getCondition());
      Block then = frame.collect(() -> branch(path, branch, true));
      Block otherwise =
          branch.getElseStatement() == null
              ? Block.EMPTY
              : frame.collect(() -> branch(path, branch, false));
      frame.emit(new Stmt.If(condition, then, otherwise, position));
    } else if (Exits.isLoop(tree)) {
      loops.lower(path, label);
    } else if (tree instanceof LabeledStatementTree labeled) {
      labeled(path, labeled);
    } else if (tree instanceof BreakTree jump) {
      flags.raise(exits.exit(jump), position);
    } else if (tree instanceof ContinueTree jump) {
      flags.raise(exits.exit(jump), position);
    } else if (tree instanceof SwitchTree selection) {
      switches.statement(path, selection);
    } else if (tree instanceof YieldTree yield) {
      switches.yields(path, yield);
      flags.raise(exits.exitOfSwitch(), position);
    } else if (tree instanceof ReturnTree statement) {
      returns(path, statement);
    } else if (tree instanceof ThrowTree statement) {
      expressions.throwing().lower(path, statement);
    } else if (!(tree instanceof EmptyStatementTree)) {
      throw frame.unsupported(tree, "this statement", "use assignments, if, loops and return");
    }
  }

  private void branch(TreePath path, IfTree tree, boolean outcome) {
    frame.patterns.declare(child(path, tree.getCondition()), outcome);
    scope(child(path, outcome ? tree.getThenStatement() : tree.getElseStatement()));
  }

  private void labeled(TreePath path, LabeledStatementTree tree) {
    StatementTree statement = tree.getStatement();
    if (Exits.isLoop(statement)) {
      lower(child(path, statement), tree.getLabel());
      return;
    }
    exits.enter(statement, tree.getLabel());
    Exits.Exit stop = new Exits.Exit(Exits.Kind.BREAK, statement);
    if (exits.leaving(statement).contains(stop)) {
      flags.declare(stop, "stopped");
    }
    scope(child(path, statement));
    exits.leave();
  }

  private void variable(TreePath path, VariableTree tree) {
    Element element = frame.source.element(path);
    Position position = frame.source.position(tree);
    if (Annotations.find(element, "Checkpoint") != null && !loops.isOfLoop(element)) {
      throw new Unsupported(Message.CHECKPOINT_PLACE, position, tree.getName());
    }
    Expr value =
        tree.getInitializer() == null
            ? null
            : expressions.lowerRoot(child(path, tree.getInitializer()));
    if (value != null && frame.functions.isKnown(value)) {
      frame.scope().bind(element, value);
      return;
    }
    Variable variable = frame.declare(element, tree, Variable.Kind.LOCAL);
    expressions.assignments().checkNothingHides(tree, variable.type(), value);
    frame.emit(
        new Stmt.Declare(variable, value == null ? initial(variable.type()) : value, position));
  }

  private void returns(TreePath path, ReturnTree tree) {
    Position position = frame.source.position(tree);
    if (tree.getExpression() == null) {
      flags.raise(new Exits.Exit(Exits.Kind.RETURN, null), position);
      return;
    }
    Expr value = expressions.lowerRoot(child(path, tree.getExpression()));
    if (result == null) {
      frame.emit(new Stmt.Return(value, position));
    } else {
      expressions.assignments().checkNothingHides(tree, result.type(), value);
      frame.emit(new Stmt.Assign(result, value, position));
      flags.raise(new Exits.Exit(Exits.Kind.RETURN, null), position);
    }
  }

  /** Lowers an expression that stands as a statement. */
  void effect(TreePath path) {
    Tree tree = path.getLeaf();
    if (tree instanceof ParenthesizedTree parenthesized) {
      effect(child(path, parenthesized.getExpression()));
    } else if (AssignmentLowering.isAssignment(tree)) {
      expressions.assignments().lower(path, true);
    } else if (tree instanceof MethodInvocationTree call
        && expressions.library().effect(path, call)) {
      return;
    } else if (tree instanceof MethodInvocationTree) {
      Expr value = expressions.lowerRoot(path);
      if (value instanceof Expr.Call call && hasUnknownEffect(call)) {
        throw frame.unsupported(
            tree, "a call for its effect", "use what a method returns, and take the call out");
      } else if (value instanceof Expr.Call) {
        frame.emit(new Stmt.Evaluate(value, frame.source.position(tree)));
      }
    } else {
      throw frame.unsupported(tree, "this statement", "use assignments, if, loops and return");
    }
  }

  private static boolean hasUnknownEffect(Expr.Call call) {
    return call.callee().kind() == Callee.Kind.UNKNOWN
        || call.callee().kind() == Callee.Kind.FUNCTION;
  }
}
