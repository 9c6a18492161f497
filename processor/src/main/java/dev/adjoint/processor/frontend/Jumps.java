package dev.adjoint.processor.frontend;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;
import org.jspecify.annotations.Nullable;

/** Tells whether a body leaves statements in other ways than by the ends of branches. */
final class Jumps extends TreeScanner<@Nullable Void, @Nullable Void> {
  private boolean found;
  private int returns;
  private int loops;

  private Jumps() {}

  /** Whether a body has jumps, or loops that do not count. */
  static boolean in(Tree body) {
    Jumps scanner = new Jumps();
    scanner.scan(body, null);
    return scanner.found;
  }

  /** Whether a body has one return, at its very end. */
  static boolean onlyReturnIsLast(BlockTree body) {
    Jumps scanner = new Jumps();
    scanner.scan(body, null);
    return scanner.returns == 1 && endsInReturn(body);
  }

  private static boolean endsInReturn(StatementTree tree) {
    if (tree instanceof BlockTree block && !block.getStatements().isEmpty()) {
      return endsInReturn(block.getStatements().get(block.getStatements().size() - 1));
    }
    return tree instanceof ReturnTree;
  }

  @Override
  public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
    boolean isLoop = tree != null && Exits.isLoop(tree);
    loops += isLoop ? 1 : 0;
    super.scan(tree, unused);
    loops -= isLoop ? 1 : 0;
    return null;
  }

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
    return null; // What it does, it does where it is called.
  }

  @Override
  public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
    returns++;
    found |= loops > 0;
    return null;
  }

  @Override
  public @Nullable Void visitBreak(BreakTree tree, @Nullable Void unused) {
    found = true;
    return null;
  }

  @Override
  public @Nullable Void visitContinue(ContinueTree tree, @Nullable Void unused) {
    found = true;
    return null;
  }

  @Override
  public @Nullable Void visitWhileLoop(WhileLoopTree tree, @Nullable Void unused) {
    found = true;
    return super.visitWhileLoop(tree, unused);
  }

  @Override
  public @Nullable Void visitSwitch(SwitchTree tree, @Nullable Void unused) {
    found = true;
    return super.visitSwitch(tree, unused);
  }

  @Override
  public @Nullable Void visitSwitchExpression(SwitchExpressionTree tree, @Nullable Void unused) {
    found = true;
    return super.visitSwitchExpression(tree, unused);
  }

  @Override
  public @Nullable Void visitDoWhileLoop(DoWhileLoopTree tree, @Nullable Void unused) {
    found = true;
    return super.visitDoWhileLoop(tree, unused);
  }
}
