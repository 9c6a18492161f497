package dev.adjoint.processor.frontend;

import static dev.adjoint.processor.frontend.ExpressionLowering.child;

import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreePath;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Defaults;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/**
 * Lowers switches, which become chains of ifs over a selector that is evaluated once.
 *
 * <pre>
 * switch (n) { case 1: a(); break; default: b(); }   becomes   if (n == 1) { a(); } else { b(); }
 * </pre>
 */
final class SwitchLowering {
  private final Frame frame;
  private final ExpressionLowering expressions;
  private final StatementLowering statements;

  /** Where {@code yield} puts the values of the switches around, innermost first. */
  private final Deque<Variable> values = new ArrayDeque<>();

  SwitchLowering(Frame frame, ExpressionLowering expressions, StatementLowering statements) {
    this.frame = frame;
    this.expressions = expressions;
    this.statements = statements;
  }

  /**
   * What runs for some labels.
   *
   * @param labels none for the default
   * @param fallsInto whether it goes on with the next group
   */
  private record Group(
      List<TreePath> labels,
      boolean isDefault,
      TreePath path,
      List<StatementTree> body,
      boolean fallsInto) {}

  void statement(TreePath path, SwitchTree tree) {
    statements.enterSwitch(tree);
    lower(path, tree.getExpression(), tree.getCases());
    statements.leaveLoop();
  }

  Expr expression(TreePath path, SwitchExpressionTree tree) {
    Type type = expressions.type(path);
    Variable value = frame.variables.fresh("choice", type, Variable.Kind.TEMPORARY);
    frame.emit(new Stmt.Declare(value, Defaults.of(type), Position.NONE));
    values.push(value);
    statements.enterSwitch(tree);
    lower(path, tree.getExpression(), tree.getCases());
    statements.leaveLoop();
    values.pop();
    return Expr.read(value);
  }

  /** The value of the switch around. */
  void yields(TreePath path, YieldTree tree) {
    Expr value = expressions.lowerRoot(child(path, tree.getValue()));
    frame.emit(new Stmt.Assign(values.element(), value, frame.source.position(tree)));
  }

  private void lower(TreePath path, ExpressionTree selectorTree, List<? extends CaseTree> cases) {
    Position position = frame.source.position(path.getLeaf());
    Expr selector = expressions.lower(child(path, selectorTree));
    if (!(selector instanceof Expr.Literal)) {
      selector = frame.name("selector", checked(selector), position);
    }
    List<Group> groups = groups(path, cases);
    if (groups.stream().anyMatch(Group::fallsInto)) {
      fallThrough(selector, groups, position);
    } else {
      chain(selector, groups, path.getLeaf() instanceof SwitchExpressionTree, position);
    }
  }

  /** A switch on null throws, even where the default would apply. */
  private static Expr checked(Expr selector) {
    if (!(selector.type() instanceof Type.Other other)
        || other.name().equals(QualifiedName.of("java.lang", "String"))) {
      return selector; // The comparison with a text throws by itself.
    }
    QualifiedName objects = QualifiedName.of("java.util", "Objects");
    List<Callee.Operand> operands = List.of(new Callee.Operand("obj", selector.type()));
    return new Expr.Call(
        new Callee(objects, "requireNonNull", true, operands, selector.type(), Callee.Kind.HELPER),
        List.of(selector),
        Position.NONE);
  }

  private List<Group> groups(TreePath path, List<? extends CaseTree> cases) {
    List<Group> groups = new ArrayList<>();
    List<TreePath> labels = new ArrayList<>();
    boolean isDefault = false;
    for (int i = 0; i < cases.size(); i++) {
      CaseTree tree = cases.get(i);
      TreePath casePath = child(path, tree);
      tree.getExpressions().forEach(label -> labels.add(child(casePath, label)));
      isDefault |= tree.getExpressions().isEmpty();
      boolean isLast = i == cases.size() - 1;
      boolean isArrow = tree.getCaseKind() == CaseTree.CaseKind.RULE;
      if (!isArrow && tree.getStatements().isEmpty() && !isLast) {
        continue; // Shares the statements of the next label.
      }
      List<StatementTree> body = new ArrayList<>();
      if (!isArrow) {
        body.addAll(tree.getStatements());
      } else if (tree.getBody() instanceof StatementTree statement) {
        body.add(statement);
      }
      TreePath valuePath = casePath;
      if (isArrow && tree.getBody() instanceof ExpressionTree value) {
        valuePath = child(casePath, value);
      }
      boolean leaves = !body.isEmpty() && Exits.always(body.get(body.size() - 1));
      groups.add(
          new Group(
              List.copyOf(labels), isDefault, valuePath, body, !isArrow && !isLast && !leaves));
      labels.clear();
      isDefault = false;
    }
    return groups;
  }

  /** Each group ends where the next one begins. */
  private void chain(Expr selector, List<Group> groups, boolean isExhaustive, Position position) {
    Block otherwise = Block.EMPTY;
    List<Group> tested = new ArrayList<>();
    List<Block> bodies = new ArrayList<>();
    // Where all constants have labels, the last one needs no test.
    Group last =
        isExhaustive && groups.stream().noneMatch(Group::isDefault)
            ? groups.get(groups.size() - 1)
            : null;
    for (Group group : groups) {
      Block body = frame.collect(() -> body(group, true));
      if (group.isDefault() || group == last) {
        otherwise = body; // Its labels, if it has any, lead to the same place.
      } else {
        tested.add(group);
        bodies.add(body);
      }
    }
    for (int i = tested.size() - 1; i >= 0; i--) {
      Expr matches = matches(selector, tested.get(i).labels());
      otherwise = new Block(List.of(new Stmt.If(matches, bodies.get(i), otherwise, position)));
    }
    otherwise.statements().forEach(frame::emit);
  }

  /** A group that was entered goes on into the next one. */
  private void fallThrough(Expr selector, List<Group> groups, Position position) {
    Variable entered =
        frame.variables.fresh("entered", Type.Primitive.BOOLEAN, Variable.Kind.TEMPORARY);
    frame.emit(new Stmt.Declare(entered, Defaults.of(Type.Primitive.BOOLEAN), Position.NONE));
    List<TreePath> all = new ArrayList<>();
    groups.forEach(group -> all.addAll(group.labels()));
    for (Group group : groups) {
      Expr matches =
          group.isDefault()
              ? otherLabels(selector, all, group.labels())
              : matches(selector, group.labels());
      Expr enters =
          new Expr.Binary(
              Operator.CONDITIONAL_OR, Expr.read(entered), matches, Type.Primitive.BOOLEAN);
      Runnable run =
          () -> {
            frame.emit(new Stmt.Assign(entered, enters, position));
            Block body = frame.collect(() -> body(group, false));
            frame.emit(new Stmt.If(Expr.read(entered), body, Block.EMPTY, position));
          };
      statements.guardSwitch(
          groups.stream().flatMap(g -> g.body().stream()).toList(), run, position);
    }
  }

  /** Whether the default applies: none of the labels of other groups matches. */
  private Expr otherLabels(Expr selector, List<TreePath> all, List<TreePath> own) {
    List<TreePath> others = new ArrayList<>(all);
    others.removeAll(own);
    if (others.isEmpty()) {
      return new Expr.Literal("true", Type.Primitive.BOOLEAN);
    }
    return new Expr.Unary(Operator.NOT, matches(selector, others), Type.Primitive.BOOLEAN);
  }

  /**
   * @param endsByItself whether a break at the end changes nothing
   */
  private void body(Group group, boolean endsByItself) {
    if (group.path().getLeaf() instanceof ExpressionTree) {
      value(group.path());
      return;
    }
    List<StatementTree> body = group.body();
    int last = body.size() - 1;
    boolean endsInBreak =
        endsByItself
            && last >= 0
            && body.get(last) instanceof BreakTree jump
            && jump.getLabel() == null;
    statements.lowerStatements(group.path(), endsInBreak ? body.subList(0, last) : body);
  }

  /** {@code case 1 -> value;} in an expression, or an expression for its effect in a statement. */
  private void value(TreePath path) {
    if (path.getParentPath().getParentPath().getLeaf() instanceof SwitchExpressionTree) {
      Expr value = expressions.lowerRoot(path);
      frame.emit(new Stmt.Assign(values.element(), value, frame.source.position(path.getLeaf())));
    } else {
      statements.effect(path);
    }
  }

  private Expr matches(Expr selector, List<TreePath> labels) {
    Expr result = null;
    for (TreePath label : labels) {
      Expr one = matches(selector, label);
      result =
          result == null
              ? one
              : new Expr.Binary(Operator.CONDITIONAL_OR, result, one, Type.Primitive.BOOLEAN);
    }
    return result == null ? new Expr.Literal("false", Type.Primitive.BOOLEAN) : result;
  }

  private Expr matches(Expr selector, TreePath label) {
    Tree tree = label.getLeaf();
    Element element = frame.source.element(label);
    if (element != null && element.getKind() == ElementKind.ENUM_CONSTANT) {
      Expr constant =
          new Expr.StaticField(
              TypeReader.nameOf((TypeElement) element.getEnclosingElement()),
              element.getSimpleName().toString(),
              selector.type());
      return Exprs.compare(Operator.EQUAL, selector, constant);
    } else if (tree instanceof LiteralTree literal && literal.getValue() instanceof String) {
      Expr text = new Expr.Literal(Operators.literal(literal.getValue()), selector.type());
      return Exprs.invoke(selector, "equals", Type.Primitive.BOOLEAN, text);
    } else if (!(selector.type() instanceof Type.Primitive)) {
      throw frame.unsupported(tree, "this label", "write a constant");
    }
    return Exprs.compare(Operator.EQUAL, selector, expressions.lower(label));
  }
}
