package dev.adjoint.processor.frontend;

import static dev.adjoint.processor.frontend.ExpressionLowering.child;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreePath;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;

/**
 * The variables of {@code instanceof} patterns. Java lets each be seen wherever its test must have
 * been true; here it is declared again in each block that reads it, since what it holds never
 * changes.
 *
 * <pre>
 * if (s instanceof Circle c) { … }   becomes   if (s instanceof Circle) { Circle c = (Circle) s; … }
 * </pre>
 */
final class Patterns {

  /** The value that was tested, which keeps what it is, and the type that it was tested for. */
  private record Match(Expr value, Type type) {}

  /** What is visible in a block that is being lowered. */
  private record Level(Map<Element, Match> matches, Map<Element, Variable> variables) {
    Level() {
      this(new HashMap<>(), new HashMap<>());
    }
  }

  private final Frame frame;
  private final Deque<Level> levels = new ArrayDeque<>();

  /** What each variable that was declared here is in the user's method. */
  private final Map<Variable, Element> elements = new HashMap<>();

  /** What is visible around the statement that is being lowered. */
  private Level aroundStatement = new Level();

  Patterns(Frame frame) {
    this.frame = frame;
    levels.push(aroundStatement);
  }

  void enterBlock() {
    levels.push(new Level());
  }

  void leaveBlock() {
    levels.pop();
  }

  void statement(Runnable body) {
    Level before = aroundStatement;
    aroundStatement = levels.getFirst();
    body.run();
    aroundStatement = before;
  }

  /**
   * Binds the variable of a pattern.
   *
   * @param value what was tested, an expression that may be evaluated again
   * @param isEverywhere whether the expression means the same in all of the method, and not only
   *     around the statement that is being lowered
   */
  void bind(Element element, Expr value, Type type, boolean isEverywhere) {
    levels.forEach(level -> level.variables().remove(element));
    levels.forEach(level -> level.matches().remove(element));
    Level level = isEverywhere ? levels.getLast() : aroundStatement;
    level.matches().put(element, new Match(value, type));
  }

  /** The variable, which is declared here if it is not visible. */
  Expr read(Element element, Tree tree) {
    for (Level level : levels) {
      Variable variable = level.variables().get(element);
      if (variable != null) {
        return Expr.read(variable);
      }
    }
    for (Level level : levels) {
      Match match = level.matches().get(element);
      if (match != null) {
        String name = element.getSimpleName().toString();
        Variable variable = frame.variables.fresh(name, match.type(), Variable.Kind.LOCAL);
        Expr tested = Walk.substitute(match.value(), read -> visible(read, tree));
        boolean isSame = match.type().equals(tested.type());
        Expr value = isSame ? tested : new Expr.Cast(tested, match.type());
        frame.emit(new Stmt.Declare(variable, value, Position.NONE));
        levels.getFirst().variables().put(element, variable);
        elements.put(variable, element);
        return Expr.read(variable);
      }
    }
    throw frame.unsupported(
        tree,
        "the pattern variable " + element.getSimpleName() + ", of an expression that is gone here,",
        "give what you test to a variable first");
  }

  /** What a pattern tests may be made of the variable of another one. */
  private Expr visible(Variable variable, Tree tree) {
    Element element = elements.get(variable);
    return element == null ? Expr.read(variable) : read(element, tree);
  }

  /** Whether a variable is that of a pattern. */
  boolean contains(Variable variable) {
    return elements.containsKey(variable);
  }

  /** Declares the variables that a condition introduces where it has a certain outcome. */
  void declare(TreePath condition, boolean outcome) {
    for (TreePath pattern : introduced(condition, outcome)) {
      Element element = frame.source.element(pattern);
      boolean isKnown = levels.stream().anyMatch(level -> level.matches().containsKey(element));
      if (isKnown) {
        read(element, pattern.getLeaf());
      }
    }
  }

  private static List<TreePath> introduced(TreePath condition, boolean outcome) {
    Tree tree = condition.getLeaf();
    List<TreePath> result = new ArrayList<>();
    if (tree instanceof ParenthesizedTree inner) {
      return introduced(child(condition, inner.getExpression()), outcome);
    } else if (tree instanceof UnaryTree not && tree.getKind() == Tree.Kind.LOGICAL_COMPLEMENT) {
      return introduced(child(condition, not.getExpression()), !outcome);
    } else if (tree instanceof BinaryTree both
        && tree.getKind() == (outcome ? Tree.Kind.CONDITIONAL_AND : Tree.Kind.CONDITIONAL_OR)) {
      result.addAll(introduced(child(condition, both.getLeftOperand()), outcome));
      result.addAll(introduced(child(condition, both.getRightOperand()), outcome));
    } else if (tree instanceof InstanceOfTree test
        && outcome
        && test.getPattern() instanceof BindingPatternTree pattern) {
      result.add(child(child(condition, pattern), pattern.getVariable()));
    }
    return result;
  }
}
