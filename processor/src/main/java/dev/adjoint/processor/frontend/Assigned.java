package dev.adjoint.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
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
  public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
    ExpressionTree target = AssignmentLowering.target(tree);
    if (target != null) {
      write(target);
    }
    return super.scan(tree, unused);
  }

  private void write(Tree target) {
    if (target instanceof ParenthesizedTree parenthesized) {
      write(parenthesized.getExpression());
    } else if (target instanceof IdentifierTree variable) {
      found |= variable.getName().equals(name);
    }
  }
}
