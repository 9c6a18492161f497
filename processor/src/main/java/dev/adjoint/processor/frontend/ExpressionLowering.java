package dev.adjoint.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreePath;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.rule.CompanionRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Lowers expressions. What has to be evaluated once gets a name in a statement before, so that the
 * expressions that remain may be evaluated again at any time.
 */
final class ExpressionLowering {
  private final Frame frame;
  private final CallLowering calls;
  private final FunctionLowering functions;
  private final AssignmentLowering assignments;
  private final CreationLowering creations;
  private final ThrowLowering throwing;
  private final TypeTests tests;
  private @Nullable SwitchLowering switches;

  ExpressionLowering(Frame frame) {
    this.frame = frame;
    this.calls = new CallLowering(frame, this);
    this.functions = calls.functions();
    this.assignments = new AssignmentLowering(frame, this);
    this.creations = new CreationLowering(frame, this);
    this.throwing = new ThrowLowering(frame, this);
    this.tests = new TypeTests(frame, this);
  }

  /** Switches may contain statements, whose lowering comes after that of expressions. */
  void use(SwitchLowering lowering) {
    switches = lowering;
  }

  LibraryCalls library() {
    return calls.library();
  }

  CallLowering calls() {
    return calls;
  }

  AssignmentLowering assignments() {
    return assignments;
  }

  CreationLowering creations() {
    return creations;
  }

  ThrowLowering throwing() {
    return throwing;
  }

  /** Lowers an expression to one without conditionals of a differentiable type. */
  Expr lower(TreePath path) {
    Position position = frame.source.position(path.getLeaf());
    Expr expr = settle(lowerRoot(path), position);
    if (!frame.isThrowing()
        && expr instanceof Expr.Cast cast
        && cast.isNarrowing()
        && cast.type() instanceof Type.Tree record) {
      return frame.name(CompanionRule.receiverName(record.name()), cast, position);
    } else if (frame.isThrowing() || !isPartTaken(path)) {
      return expr;
    } else if (expr instanceof Expr.NewRecord record) {
      String name = CompanionRule.receiverName(((Type.Tree) record.type()).name());
      return frame.name(name, record, position);
    } else if (expr instanceof Expr.ArrayLiteral || expr instanceof Expr.NewArray) {
      return frame.name("array", expr, position);
    }
    return expr;
  }

  /** A value as one without conditionals of a differentiable type. */
  Expr settle(Expr expr, Position position) {
    if (frame.isThrowing()) {
      return expr; // It runs once, and where it stands.
    } else if (expr instanceof Expr.Conditional && expr.type().isDifferentiable()) {
      return frame.name("choice", expr, position);
    } else if (expr instanceof Expr.Call call && calls.needsName(call)) {
      return frame.name(call.callee().name(), call, call.position());
    }
    return expr;
  }

  /** Whether only a part of a value is read where it is made, which then needs a name. */
  private static boolean isPartTaken(TreePath path) {
    Tree around = path.getParentPath().getLeaf();
    return around instanceof MemberSelectTree || around instanceof ArrayAccessTree;
  }

  /** Lowers an expression that becomes the whole value of a variable. */
  Expr lowerRoot(TreePath path) {
    Tree tree = path.getLeaf();
    if (tree instanceof ParenthesizedTree parenthesized) {
      return lowerRoot(child(path, parenthesized.getExpression()));
    } else if (tree instanceof LiteralTree literal) {
      String text =
          literal.getValue() instanceof String value
              ? Operators.literal(value)
              : frame.source.text(tree);
      return new Expr.Literal(text, type(path));
    } else if (tree instanceof IdentifierTree) {
      return identifier(path);
    } else if (tree instanceof MemberSelectTree select) {
      return select(path, select);
    } else if (tree instanceof BinaryTree binary) {
      return binary(path, binary);
    } else if (AssignmentLowering.isAssignment(tree)) {
      return assignments.lower(path, false);
    } else if (tree instanceof UnaryTree unary) {
      Operator operator = Objects.requireNonNull(Operators.unary(tree.getKind()));
      return new Expr.Unary(operator, lower(child(path, unary.getExpression())), type(path));
    } else if (tree instanceof ConditionalExpressionTree conditional) {
      return conditional(path, conditional);
    } else if (tree instanceof SwitchExpressionTree selection && switches != null) {
      return switches.expression(path, selection);
    } else if (tree instanceof TypeCastTree cast) {
      Expr operand = lower(child(path, cast.getExpression()));
      if (frame.functions.isKnown(operand)) {
        return operand;
      }
      Type type = typeOf(path, operand);
      if (type.isDifferentiable() != operand.type().isDifferentiable()
          && (type instanceof Type.Other || operand.type() instanceof Type.Other)) {
        throw frame.unsupported(
            tree,
            "a cast to or from " + (type instanceof Type.Other ? type : operand.type()),
            "declare the value with its own type");
      }
      return type.equals(operand.type()) ? operand : new Expr.Cast(operand, type);
    } else if (tree instanceof InstanceOfTree test) {
      return tests.lower(path, test);
    } else if (tree instanceof ArrayAccessTree access) {
      List<Expr> parts = lowerAll(path, List.of(access.getExpression(), access.getIndex()));
      Expr array = parts.get(0);
      boolean isMadeHere = array instanceof Expr.Call && !frame.isThrowing();
      return new Expr.Element(
          isMadeHere ? frame.name("array", array, frame.source.position(tree)) : array,
          parts.get(1));
    } else if (tree instanceof MethodInvocationTree call) {
      return calls.lower(path, call);
    } else if (tree instanceof LambdaExpressionTree || tree instanceof MemberReferenceTree) {
      return functions.create(path);
    } else if (tree instanceof NewArrayTree array) {
      return creations.array(path, array);
    } else if (tree instanceof NewClassTree creation) {
      return creations.object(path, creation);
    }
    throw frame.unsupported(tree, "this expression", "use arithmetic, arrays and calls");
  }

  Type type(TreePath path) {
    TypeMirror mirror = frame.source.type(path);
    if (mirror == null || mirror.getKind() == TypeKind.ERROR) {
      throw new Unsupported(
          Message.INCOMPLETE_TYPES,
          frame.source.position(path.getLeaf()),
          frame.source.text(path.getLeaf()),
          "this method");
    }
    return frame.types.read(mirror);
  }

  /** Whether a value may stand in any expression. */
  boolean isSettled(Expr expr) {
    return !(expr instanceof Expr.Conditional && expr.type().isDifferentiable())
        && !(expr instanceof Expr.Call call && calls.needsName(call));
  }

  /** The type of an expression; what has been taken out of a box has no box any more. */
  private Type typeOf(TreePath path, Expr value) {
    Type type = type(path);
    return value.type() instanceof Type.Primitive ? Boxes.unboxed(type) : type;
  }

  static TreePath child(TreePath path, Tree tree) {
    return new TreePath(path, tree);
  }

  private Expr identifier(TreePath path) {
    Element element = frame.source.element(path);
    IdentifierTree tree = (IdentifierTree) path.getLeaf();
    if (tree.getName().contentEquals("this")) {
      return frame.receiver(tree);
    } else if (element instanceof VariableElement variable
        && (variable.getKind() == ElementKind.FIELD
            || variable.getKind() == ElementKind.ENUM_CONSTANT)) {
      return variable.getModifiers().contains(Modifier.STATIC)
          ? constant(tree, variable)
          : component(tree, frame.receiver(tree), variable);
    } else if (element == null || element.asType().getKind() == TypeKind.ERROR) {
      type(path);
    }
    return frame.value(element, tree);
  }

  private Expr select(TreePath path, MemberSelectTree tree) {
    Element element = frame.source.element(path);
    if (element instanceof VariableElement field && field.getKind().isField()) {
      if (field.getModifiers().contains(Modifier.STATIC)) {
        return constant(tree, field);
      }
      Expr object = lower(child(path, tree.getExpression()));
      if (tree.getIdentifier().contentEquals("length") && object.type() instanceof Type.Array) {
        return new Expr.Length(object);
      }
      return component(tree, object, field);
    }
    type(path);
    throw frame.unsupported(tree, frame.source.text(tree), "use a local variable or a parameter");
  }

  private Expr constant(Tree tree, VariableElement field) {
    TypeElement owner = (TypeElement) field.getEnclosingElement();
    Expr function =
        field.getModifiers().contains(Modifier.FINAL) ? functions.constant(field) : null;
    if (function != null) {
      return function;
    }
    if (!field.getModifiers().contains(Modifier.FINAL)) {
      throw frame.unsupported(tree, "a static variable", "pass it as a parameter");
    }
    boolean isPrivate = field.getModifiers().contains(Modifier.PRIVATE);
    if (isPrivate || AnnotatedMethod.whyHidden(owner) != null) {
      Object value = field.getConstantValue();
      if (value != null) {
        return new Expr.Literal(Operators.literal(value), frame.types.read(field.asType()));
      }
      frame.checkVisible(owner, tree);
      throw new Unsupported(
          Message.PRIVATE_MEMBER, frame.source.position(tree), field.getSimpleName());
    }
    Type type = frame.types.read(field.asType());
    Object value = field.getConstantValue();
    return new Expr.StaticField(
        TypeReader.nameOf(owner),
        field.getSimpleName().toString(),
        type,
        value == null ? null : new Expr.Literal(Operators.literal(value), type));
  }

  private Expr component(Tree tree, Expr object, VariableElement field) {
    if (!(object.type() instanceof Type.Tree record)) {
      throw frame.unsupported(
          tree,
          "a field of a class that is no record",
          "make the class a record, or pass the value as a parameter");
    }
    if (frame.source.hasWrittenAccessor(field)) {
      throw frame.unsupported(
          tree,
          "the component " + field.getSimpleName() + ", whose accessor is written by hand,",
          "remove the accessor, or give it another name");
    }
    String name = field.getSimpleName().toString();
    return record.components().stream()
        .filter(component -> component.name().equals(name))
        .findFirst()
        .map(component -> new Expr.Component(object, name, component.type()))
        .orElseThrow();
  }

  private Expr binary(TreePath path, BinaryTree tree) {
    Operator operator = Operators.binary(tree.getKind());
    Type type = type(path);
    if (operator != Operator.CONDITIONAL_AND && operator != Operator.CONDITIONAL_OR) {
      List<Expr> parts = lowerAll(path, List.of(tree.getLeftOperand(), tree.getRightOperand()));
      checkNoBoxes(path, tree, parts);
      return new Expr.Binary(operator, parts.get(0), parts.get(1), type);
    }
    Expr left = lower(child(path, tree.getLeftOperand()));
    Expr[] right = new Expr[1];
    Block before = frame.collect(() -> right[0] = lower(child(path, tree.getRightOperand())));
    if (before.isEmpty()) {
      return new Expr.Binary(operator, left, right[0], type);
    }
    // The right side must not run unless Java would run it, so its statements need a branch.
    Position position = frame.source.position(tree);
    Variable result = frame.variables.fresh("condition", type, Variable.Kind.TEMPORARY);
    frame.emit(new Stmt.Declare(result, left, position));
    Block assign = append(before, new Stmt.Assign(result, right[0], position));
    Expr run =
        operator == Operator.CONDITIONAL_AND
            ? Expr.read(result)
            : new Expr.Unary(Operator.NOT, Expr.read(result), type);
    frame.emit(new Stmt.If(run, assign, Block.EMPTY, position));
    return Expr.read(result);
  }

  /** Two boxes are equal when they are the same box. */
  private void checkNoBoxes(TreePath path, BinaryTree tree, List<Expr> parts) {
    boolean comparesBoxes =
        Boxes.isBox(type(child(path, tree.getLeftOperand())))
            && Boxes.isBox(type(child(path, tree.getRightOperand())));
    boolean isUnboxed = parts.stream().anyMatch(part -> part.type() instanceof Type.Primitive);
    if ((tree.getKind() == Tree.Kind.EQUAL_TO || tree.getKind() == Tree.Kind.NOT_EQUAL_TO)
        && comparesBoxes
        && isUnboxed) {
      throw frame.unsupported(
          tree, "a comparison of boxes, which compares objects,", "compare their values");
    }
  }

  private Expr conditional(TreePath path, ConditionalExpressionTree tree) {
    Position position = frame.source.position(tree);
    Expr condition = lower(child(path, tree.getCondition()));
    Expr[] arms = new Expr[2];
    Block then = frame.collect(() -> arms[0] = lower(child(path, tree.getTrueExpression())));
    Block otherwise = frame.collect(() -> arms[1] = lower(child(path, tree.getFalseExpression())));
    if (frame.functions.isKnown(arms[0]) || frame.functions.isKnown(arms[1])) {
      if (!then.isEmpty() || !otherwise.isEmpty()) {
        throw frame.unsupported(
            tree, "a choice of functions of new objects", "give the objects to variables before");
      }
      return functions.choose(tree, condition, arms[0], arms[1]);
    }
    Type type = typeOf(path, arms[0].type() instanceof Type.Primitive ? arms[1] : arms[0]);
    if (then.isEmpty() && otherwise.isEmpty()) {
      return new Expr.Conditional(condition, arms[0], arms[1], type);
    }
    Variable result = frame.variables.fresh("choice", type, Variable.Kind.TEMPORARY);
    frame.emit(new Stmt.Declare(result, null, position));
    frame.emit(
        new Stmt.If(
            condition,
            append(then, new Stmt.Assign(result, arms[0], position)),
            append(otherwise, new Stmt.Assign(result, arms[1], position)),
            position));
    return Expr.read(result);
  }

  static Block append(Block block, Stmt stmt) {
    List<Stmt> statements = new ArrayList<>(block.statements());
    statements.add(stmt);
    return new Block(statements);
  }

  /** Lowers expressions that Java evaluates one after the other. */
  List<Expr> lowerAll(TreePath path, List<? extends Tree> trees) {
    List<Expr> result = new ArrayList<>();
    for (Tree tree : trees) {
      Expr[] next = new Expr[1];
      Block before = frame.collect(() -> next[0] = lower(child(path, tree)));
      // What stands further left has its value from before.
      result.replaceAll(earlier -> Order.before(earlier, before, frame));
      before.statements().forEach(frame::emit);
      result.add(next[0]);
    }
    return result;
  }
}
