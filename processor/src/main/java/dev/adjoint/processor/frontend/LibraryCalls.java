package dev.adjoint.processor.frontend;

import static dev.adjoint.processor.frontend.ExpressionLowering.child;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Lowers calls of the Java library that are no functions of numbers: copies and fills of arrays
 * become loops, checks stay calls, and for some of the others there is something else to write.
 */
final class LibraryCalls {
  private static final Set<String> CHECKS =
      Set.of(
          "java.util.Objects.requireNonNull",
          "java.util.Objects.checkIndex",
          "java.util.Objects.checkFromToIndex",
          "java.util.Objects.checkFromIndexSize");

  private static final Map<String, String> INSTEAD =
      Map.of(
          "java.util.Arrays.stream", "write a loop",
          "java.util.stream.DoubleStream.of", "write a loop",
          "java.util.stream.IntStream.range", "write a loop",
          "java.util.Arrays.setAll", "write a loop",
          "java.util.Arrays.parallelPrefix", "write a loop",
          "java.util.Arrays.asList", "use the array itself",
          "java.util.Arrays.sort", "sort before calling the method",
          "java.util.Arrays.parallelSort", "sort before calling the method");

  private final Frame frame;
  private final ExpressionLowering expressions;
  private final ArrayCopies copies;

  LibraryCalls(Frame frame, ExpressionLowering expressions) {
    this.frame = frame;
    this.expressions = expressions;
    this.copies = new ArrayCopies(frame);
  }

  /** The value of a call; null if it is to be lowered like any other. */
  @Nullable Expr value(TreePath path, MethodInvocationTree tree, ExecutableElement method) {
    String name = nameOf(method);
    refuseIfKnown(tree, name);
    return switch (name) {
      case "java.util.Arrays.copyOf", "java.util.Arrays.copyOfRange" -> {
        List<Expr> given = expressions.lowerAll(path, tree.getArguments());
        String copy =
            path.getParentPath().getLeaf() instanceof VariableTree variable
                ? variable.getName().toString()
                : "copy";
        yield given.size() == 2
            ? copies.copyOf(tree, copy, given.get(0), given.get(1))
            : copies.copyOfRange(tree, copy, given.get(0), given.get(1), given.get(2));
      }
      case "java.util.Objects.requireNonNull" -> check(path, tree, method);
      default -> null;
    };
  }

  /** Emits a call that stands as a statement; false if it is to be lowered like any other. */
  boolean effect(TreePath path, MethodInvocationTree tree) {
    if (!(frame.source.element(path) instanceof ExecutableElement method)) {
      return false;
    }
    String name = nameOf(method);
    refuseIfKnown(tree, name);
    if (CHECKS.contains(name)) {
      check(path, tree, method);
      return true;
    } else if (name.equals("java.lang.System.arraycopy")) {
      copies.copy(tree, expressions.lowerAll(path, tree.getArguments()));
      return true;
    } else if (name.equals("java.util.Arrays.fill")) {
      copies.fill(tree, expressions.lowerAll(path, tree.getArguments()));
      return true;
    }
    return false;
  }

  private static String nameOf(ExecutableElement method) {
    return ((TypeElement) method.getEnclosingElement()).getQualifiedName()
        + "."
        + method.getSimpleName();
  }

  private void refuseIfKnown(Tree tree, String name) {
    String instead = INSTEAD.get(name);
    if (instead != null) {
      throw frame.unsupported(tree, name.replaceFirst(".*\\.(?=\\w+\\.)", ""), instead);
    }
  }

  /** Checks an argument where Java does, and gives it. */
  private Expr check(TreePath path, MethodInvocationTree tree, ExecutableElement method) {
    Position position = frame.source.position(tree);
    List<? extends ExpressionTree> given = tree.getArguments();
    Expr checked = expressions.lower(child(path, given.get(0)));
    if (!(checked instanceof Expr.Read)) {
      checked = frame.name("checked", checked, position);
    }
    List<Expr> arguments = new ArrayList<>();
    arguments.add(checked);
    for (ExpressionTree other : given.subList(1, given.size())) {
      // It says what is wrong, or how much there is.
      arguments.add(frame.whileThrowing(() -> expressions.lower(child(path, other))));
    }
    Callee callee = frame.callees.read(method, other -> false);
    frame.emit(new Stmt.Evaluate(new Expr.Call(callee, arguments, position), position));
    return checked;
  }
}
