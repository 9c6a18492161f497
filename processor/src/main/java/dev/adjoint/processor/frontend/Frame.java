package dev.adjoint.processor.frontend;

import com.sun.source.tree.Tree;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Defaults;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Shapes;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** What the lowering of one method carries along: its variables, and where statements go. */
final class Frame {
  /** How many bodies may be put into each other; more come of recursion alone. */
  private static final int DEEPEST = 32;

  /** How many bodies may be put into one method; calls of calls soon ask for millions. */
  private static final int MOST_COPIES = 2_000;

  final Source source;
  TypeReader types;
  final CalleeReader callees;
  final Variables variables = new Variables();
  final Map<Variable, Shapes.Declared> shapes = new LinkedHashMap<>();
  final KnownFunctions functions;
  final Patterns patterns = new Patterns(this);
  private Scope scope;
  private int depth;
  private int copies;
  private List<Stmt> out = new ArrayList<>();

  /** Where the statement goes that is being lowered. */
  private List<Stmt> aroundStatement = out;

  private boolean isThrowing;

  Frame(Source source, TypeReader types, CalleeReader callees) {
    this.source = source;
    this.types = types;
    this.callees = callees;
    this.scope = Scope.ofMethod(types);
    this.functions = new KnownFunctions(source, variables);
  }

  /** Makes the variable of a parameter or a local variable. */
  Variable declare(Element element, Tree tree, Variable.Kind kind) {
    checkVisible(element.asType(), tree);
    return declare(element, types.read(element.asType()), tree, kind);
  }

  /** Makes the variable of a parameter or a local variable, of a type that says more. */
  Variable declare(Element element, Type type, Tree tree, Variable.Kind kind) {
    if (holdsDifferentiable(type)
        && !FunctionTypes.isFunction(element.asType())
        && !Annotations.isConstant(element.asType())) {
      throw unsupported(
          tree,
          "a variable that holds several tensors or records (" + source.text(tree) + ")",
          "use one tensor, or a record with a component for each");
    }
    Variable variable = variables.fresh(element.getSimpleName().toString(), type, kind);
    scope.bind(element, Expr.read(variable));
    Shapes.Declared shape = TypeReader.shapeOf(element);
    if (shape.isDeclared()) {
      shapes.put(variable, shape);
    }
    return variable;
  }

  /** Reports a type that generated code could not name. */
  void checkVisible(TypeMirror type, Tree tree) {
    if (type instanceof ArrayType array) {
      checkVisible(array.getComponentType(), tree);
    } else if (type instanceof DeclaredType declared) {
      checkVisible((TypeElement) declared.asElement(), tree);
      declared.getTypeArguments().forEach(argument -> checkVisible(argument, tree));
    }
  }

  /** Reports a class that generated code could not name. */
  void checkVisible(TypeElement type, Tree tree) {
    for (Element at = type; at instanceof TypeElement; at = at.getEnclosingElement()) {
      if (at.getModifiers().contains(Modifier.PRIVATE)) {
        throw new Unsupported(Message.PRIVATE_MEMBER, source.position(tree), at.getSimpleName());
      }
    }
  }

  /** Whether derivatives could hide in the elements of a value that has no adjoint itself. */
  static boolean holdsDifferentiable(Type type) {
    if (type instanceof Type.Array array) {
      return !array.isDifferentiable()
          && (array.leaf().isDifferentiable() || holdsDifferentiable(array.leaf()));
    }
    if (type instanceof Type.Wildcard wildcard) {
      Type bound = wildcard.bound();
      return bound != null && (bound.isDifferentiable() || holdsDifferentiable(bound));
    }
    return type instanceof Type.Other other
        && other.arguments().stream()
            .anyMatch(argument -> argument.isDifferentiable() || holdsDifferentiable(argument));
  }

  /** Makes the variable of the object that the method is called on. */
  Variable declareReceiver(Type type, String name) {
    Variable variable = variables.fresh(name, type, Variable.Kind.RECEIVER);
    scope.bindReceiver(Expr.read(variable));
    return variable;
  }

  /** What a variable stands for. */
  Expr value(Element element, Tree tree) {
    if (element.getKind() == ElementKind.BINDING_VARIABLE) {
      return patterns.read(element, tree);
    }
    Expr value = scope.find(element);
    if (value == null) {
      throw unsupported(
          tree, "the variable " + element.getSimpleName(), "declare it in the method");
    }
    return value;
  }

  Expr receiver(Tree tree) {
    Expr receiver = scope.receiver();
    if (receiver == null) {
      throw unsupported(tree, "this", "make the method an instance method of a record");
    }
    return receiver;
  }

  Scope scope() {
    return scope;
  }

  /**
   * Lowers the body of a function where other variables are visible.
   *
   * @param call where the function is called
   */
  Expr within(Scope inner, Tree call, Supplier<Expr> body) {
    if (depth == DEEPEST) {
      throw unsupported(call, "a recursion that passes a function on", "write a loop");
    }
    if (copies++ == MOST_COPIES) {
      throw unsupported(
          call, "passing functions on to more than " + MOST_COPIES + " calls", "write a loop");
    }
    Scope before = scope;
    depth++;
    scope = inner;
    types = inner.types();
    try {
      return body.get();
    } finally {
      depth--;
      scope = before;
      types = before.types();
    }
  }

  void emit(Stmt stmt) {
    out.add(stmt);
  }

  /** Runs something, and gives what it emitted as a block instead of emitting it. */
  Block collect(Runnable body) {
    List<Stmt> before = out;
    out = new ArrayList<>();
    patterns.enterBlock();
    try {
      body.run();
      return new Block(out);
    } finally {
      patterns.leaveBlock();
      out = before;
    }
  }

  /** Lowers one statement of the user, which may become several. */
  void statement(Runnable body) {
    List<Stmt> before = aroundStatement;
    aroundStatement = out;
    try {
      patterns.statement(body);
    } finally {
      aroundStatement = before;
    }
  }

  /** Gives a value a name that is visible in all of the statement, wherever it gets its value. */
  Expr nameInStatement(String name, Expr value, Position position) {
    if (aroundStatement == out) {
      return name(name, value, position);
    }
    Variable variable = variables.fresh(name, value.type(), Variable.Kind.TEMPORARY);
    aroundStatement.add(new Stmt.Declare(variable, Defaults.of(value.type()), Position.NONE));
    emit(new Stmt.Assign(variable, value, position));
    return Expr.read(variable);
  }

  /** Runs something for what is thrown, which has no derivative. */
  Expr whileThrowing(Supplier<Expr> expression) {
    isThrowing = true;
    try {
      return expression.get();
    } finally {
      isThrowing = false;
    }
  }

  /** Whether what is lowered only serves to make an exception. */
  boolean isThrowing() {
    return isThrowing;
  }

  /** Gives a value a name. */
  Expr name(String name, Expr value, Position position) {
    Variable variable = variables.fresh(name, value.type(), Variable.Kind.TEMPORARY);
    emit(new Stmt.Declare(variable, value, position));
    return Expr.read(variable);
  }

  Unsupported unsupported(Tree tree, String what, String instead) {
    return new Unsupported(Message.UNSUPPORTED, source.position(tree), what, instead);
  }
}
