package dev.adjoint.processor.frontend;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.adjoint.processor.ir.Expr;
import org.jspecify.annotations.Nullable;

/** What a value of a functional interface does when it is called, where that is known. */
sealed interface FunctionValue {

  /** Where the function is written. */
  Tree tree();

  /**
   * {@code x -> …}.
   *
   * @param scope what the lambda sees of the body around it
   */
  record Lambda(TreePath path, Scope scope) implements FunctionValue {
    @Override
    public Tree tree() {
      return path.getLeaf();
    }
  }

  /**
   * {@code X::m}.
   *
   * @param scope what the reference sees of the body around it
   * @param receiver the object whose method it is; null if the method is static, or a constructor,
   *     or called on the first argument
   */
  record Reference(TreePath path, Scope scope, @Nullable Expr receiver) implements FunctionValue {
    @Override
    public Tree tree() {
      return path.getLeaf();
    }
  }

  /** {@code condition ? then : otherwise}. */
  record Choice(Tree tree, Expr condition, FunctionValue then, FunctionValue otherwise)
      implements FunctionValue {}
}
