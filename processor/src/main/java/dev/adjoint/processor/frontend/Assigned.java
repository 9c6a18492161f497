package dev.adjoint.processor.frontend;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreeScanner;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/** Tells whether a body may give a variable another value, by the variable's name. */
final class Assigned extends TreeScanner<@Nullable Void, @Nullable Void> {
  private final Name name;
  private boolean found;

  private Assigned(Name name) {
    this.name = name;
  }

  static boolean in(Tree body, Name name) {
    Assigned scanner = new Assigned(name);
    scanner.scan(body, null);
    return scanner.found;
  }

  @Override
  public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
    write(tree.getVariable());
    return super.visitAssignment(tree, unused);
  }

  @Override
  public @Nullable Void visitCompoundAssignment(
      CompoundAssignmentTree tree, @Nullable Void unused) {
    write(tree.getVariable());
    return super.visitCompoundAssignment(tree, unused);
  }

  @Override
  public @Nullable Void visitUnary(UnaryTree tree, @Nullable Void unused) {
    if (AssignmentLowering.isAssignment(tree)) {
      write(tree.getExpression());
    }
    return super.visitUnary(tree, unused);
  }

  private void write(Tree target) {
    if (target instanceof ParenthesizedTree parenthesized) {
      write(parenthesized.getExpression());
    } else if (target instanceof IdentifierTree variable) {
      found |= variable.getName().equals(name);
    }
  }
}
