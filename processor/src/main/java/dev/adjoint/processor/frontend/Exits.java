package dev.adjoint.processor.frontend;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which statements are left before their end. Java has no jump to put in their place,
 * so each becomes a flag that guards what would have been jumped over.
 */
final class Exits {

  /** A jump: out of the method, out of a statement, or to the next trip of a loop. */
  record Exit(Kind kind, @Nullable Tree target) {}

  /** The kinds of jumps. */
  enum Kind {
    RETURN,
    BREAK,
    CONTINUE
  }

  /** The statements around the one that is looked at, innermost first, with their labels. */
  private final Deque<Target> around = new ArrayDeque<>();

  private record Target(Tree statement, @Nullable Name label) {}

  /** Enters a loop, or a statement with a label, that jumps may be aimed at. */
  void enter(Tree statement, @Nullable Name label) {
    around.push(new Target(statement, label));
  }

  void leave() {
    around.pop();
  }

  /** The jumps in a statement that leave it. */
  Set<Exit> leaving(Tree statement) {
    Set<Exit> result = new LinkedHashSet<>();
    new Scanner(result).scan(statement, null);
    return result;
  }

  /** Where a {@code break} leads, seen from here. */
  Exit exit(BreakTree tree) {
    return new Exit(Kind.BREAK, find(around, Kind.BREAK, tree.getLabel()));
  }

  /** Where a {@code yield} leads, seen from here. */
  Exit exitOfSwitch() {
    for (Target target : around) {
      if (target.statement() instanceof SwitchExpressionTree) {
        return new Exit(Kind.BREAK, target.statement());
      }
    }
    throw new IllegalStateException("yield outside of a switch");
  }

  /** Where a {@code continue} leads, seen from here. */
  Exit exit(ContinueTree tree) {
    return new Exit(Kind.CONTINUE, find(around, Kind.CONTINUE, tree.getLabel()));
  }

  private static @Nullable Tree find(Deque<Target> targets, Kind kind, @Nullable Name label) {
    for (Target target : targets) {
      boolean matches =
          label == null ? isTarget(target.statement(), kind) : label.equals(target.label());
      if (matches) {
        return target.statement();
      }
    }
    return null;
  }

  /** Whether a jump without a label can be aimed at a statement. */
  private static boolean isTarget(Tree tree, Kind kind) {
    return isLoop(tree) || (kind == Kind.BREAK && isSwitch(tree));
  }

  private static boolean isSwitch(Tree tree) {
    return tree instanceof SwitchTree || tree instanceof SwitchExpressionTree;
  }

  static boolean isLoop(Tree tree) {
    return tree instanceof ForLoopTree
        || tree instanceof EnhancedForLoopTree
        || tree instanceof WhileLoopTree
        || tree instanceof DoWhileLoopTree;
  }

  /** Whether nothing can follow a statement. */
  static boolean always(StatementTree tree) {
    if (tree instanceof ReturnTree
        || tree instanceof BreakTree
        || tree instanceof ContinueTree
        || tree instanceof YieldTree
        || tree instanceof ThrowTree) {
      return true;
    } else if (tree instanceof BlockTree block) {
      return block.getStatements().stream().anyMatch(Exits::always);
    } else if (tree instanceof IfTree branch) {
      return branch.getElseStatement() != null
          && always(branch.getThenStatement())
          && always(branch.getElseStatement());
    }
    return false;
  }

  /** Collects the jumps that leave a statement, from all statements within it. */
  private final class Scanner extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final Set<Exit> result;
    private final Deque<Target> inner = new ArrayDeque<>();

    Scanner(Set<Exit> result) {
      this.result = result;
    }

    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
      return null; // Nothing in it leaves what is around it.
    }

    @Override
    public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
      result.add(new Exit(Kind.RETURN, null));
      return null;
    }

    @Override
    public @Nullable Void visitBreak(BreakTree tree, @Nullable Void unused) {
      add(Kind.BREAK, tree.getLabel());
      return null;
    }

    @Override
    public @Nullable Void visitContinue(ContinueTree tree, @Nullable Void unused) {
      add(Kind.CONTINUE, tree.getLabel());
      return null;
    }

    @Override
    public @Nullable Void visitYield(YieldTree tree, @Nullable Void unused) {
      boolean isInner =
          inner.stream().anyMatch(target -> target.statement() instanceof SwitchExpressionTree);
      if (!isInner) {
        result.add(exitOfSwitch());
      }
      return super.visitYield(tree, unused);
    }

    private void add(Kind kind, @Nullable Name label) {
      if (find(inner, kind, label) == null) {
        result.add(new Exit(kind, find(around, kind, label)));
      }
    }

    @Override
    public @Nullable Void visitLabeledStatement(LabeledStatementTree tree, @Nullable Void unused) {
      return within(tree.getStatement(), tree.getLabel());
    }

    @Override
    public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
      boolean isTarget = tree != null && isTarget(tree, Kind.BREAK);
      if (isTarget && (inner.isEmpty() || inner.peek().statement() != tree)) {
        return within(tree, null);
      }
      return super.scan(tree, unused);
    }

    private @Nullable Void within(Tree tree, @Nullable Name label) {
      inner.push(new Target(tree, label));
      super.scan(tree, null);
      inner.pop();
      return null;
    }
  }
}
