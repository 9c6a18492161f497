package dev.adjoint.processor.shape;

import dev.adjoint.processor.diagnostic.Finding;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Shapes;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Builds a function statement by statement and infers its shapes. */
final class Program {
  private final Operations operations = new Operations();
  private final Variables variables = new Variables();
  private final List<Variable> parameters = new ArrayList<>();
  private final Map<Variable, Shapes.Declared> shapes = new HashMap<>();
  private final Map<String, Variable> named = new HashMap<>();
  private final Findings findings = new Findings();
  private List<Stmt> statements = new ArrayList<>();
  private int line = 10;
  private InferredShapes inferred = new InferredShapes(Map.of(), Shape.UNKNOWN);

  /** The messages about a function that returns an expression. */
  static List<String> errors(java.util.function.Function<Program, Expr> body) {
    Program program = new Program();
    program.returns(body.apply(program));
    return program.messages();
  }

  /** The shape of an expression in a function without mistakes. */
  static String shape(java.util.function.Function<Program, Expr> body) {
    Program program = new Program();
    program.local("result", body.apply(program));
    program.returns(program.read("result"));
    if (!program.messages().isEmpty()) {
      throw new AssertionError(program.messages());
    }
    return program.shapeOf("result");
  }

  static Type.Tree record(String name, Type.Component... components) {
    return new Type.Tree(QualifiedName.of("t", name), List.of(components));
  }

  static Type.Component component(String name, Type type, String shape) {
    return new Type.Component(name, type, false, Shapes.Declared.of(shape));
  }

  static Type.Component component(String name, Type type) {
    return new Type.Component(name, type, false, Shapes.Declared.NONE);
  }

  Expr receiver(Type type) {
    return parameter("this", type, Variable.Kind.RECEIVER);
  }

  Expr parameter(String name, Type type) {
    return parameter(name, type, Variable.Kind.PARAMETER);
  }

  Expr parameter(String name, Type type, String shape) {
    Expr read = parameter(name, type);
    shapes.put(variable(name), Shapes.Declared.of(shape));
    return read;
  }

  private Expr parameter(String name, Type type, Variable.Kind kind) {
    Variable variable = variables.fresh(name, type, kind);
    parameters.add(variable);
    named.put(name, variable);
    return Expr.read(variable);
  }

  Expr tensor(String name, String shape) {
    return parameter(name, Operations.TENSOR, shape);
  }

  Expr tensor(String name) {
    return parameter(name, Operations.TENSOR);
  }

  Expr ints(String name, String shape) {
    return parameter(name, Operations.INTS, shape);
  }

  Expr integer(String name) {
    return parameter(name, Type.Primitive.INT);
  }

  Expr local(String name, Expr value) {
    Variable variable = variables.fresh(name, value.type(), Variable.Kind.LOCAL);
    named.put(name, variable);
    statements.add(new Stmt.Declare(variable, value, next()));
    return Expr.read(variable);
  }

  Expr local(String name, String shape, Expr value) {
    Expr read = local(name, value);
    shapes.put(variable(name), Shapes.Declared.of(shape));
    return read;
  }

  void declare(String name, Type type) {
    Variable variable = variables.fresh(name, type, Variable.Kind.LOCAL);
    named.put(name, variable);
    statements.add(new Stmt.Declare(variable, null, next()));
  }

  void assign(String name, Expr value) {
    statements.add(new Stmt.Assign(variable(name), value, next()));
  }

  void store(Expr array, Expr index, Expr value) {
    statements.add(new Stmt.Store(array, index, value, next()));
  }

  void ifElse(Runnable then, Runnable otherwise) {
    Expr condition = new Expr.Literal("true", Type.Primitive.BOOLEAN);
    statements.add(new Stmt.If(condition, block(then), block(otherwise), next()));
  }

  void loop(String index, Runnable body) {
    Variable variable = variables.fresh(index, Type.Primitive.INT, Variable.Kind.LOCAL);
    named.put(index, variable);
    statements.add(
        new Stmt.For(variable, number(0), Operator.LESS, number(3), 1, block(body), next()));
  }

  private Block block(Runnable body) {
    List<Stmt> outer = statements;
    statements = new ArrayList<>();
    body.run();
    Block block = new Block(statements);
    statements = outer;
    return block;
  }

  Expr read(String name) {
    return Expr.read(variable(name));
  }

  Variable variable(String name) {
    return Objects.requireNonNull(named.get(name), name);
  }

  Expr call(String operation, Expr... arguments) {
    return call(operations.named(operation), arguments);
  }

  Expr call(Callee callee, Expr... arguments) {
    return new Expr.Call(callee, List.of(arguments), next());
  }

  static Expr get(Expr record, String name) {
    Type.Tree tree = (Type.Tree) record.type();
    return tree.components().stream()
        .filter(component -> component.name().equals(name))
        .map(component -> (Expr) new Expr.Component(record, name, component.type()))
        .findFirst()
        .orElseThrow();
  }

  static Expr number(int value) {
    return value >= 0
        ? Expr.Literal.of(value)
        : new Expr.Unary(Operator.NEGATE, Expr.Literal.of(-value), Type.Primitive.INT);
  }

  static Expr numbers(int... values) {
    return list(Arrays.stream(values).mapToObj(Program::number).toArray(Expr[]::new));
  }

  static Expr list(Expr... values) {
    return new Expr.ArrayLiteral(Operations.INTS, List.of(values));
  }

  /** An integer of which nothing is known. */
  static Expr unknownInteger() {
    QualifiedName random = QualifiedName.of("java.util", "Random");
    Callee callee =
        new Callee(random, "nextInt", true, List.of(), Type.Primitive.INT, Callee.Kind.UNKNOWN);
    return new Expr.Call(callee, List.of(), Position.NONE);
  }

  private Position next() {
    return new Position("Model.java", line++, null);
  }

  void returns(Expr value) {
    returns(value, Shapes.Declared.NONE);
  }

  void returns(String shape, Expr value) {
    returns(value, Shapes.Declared.of(shape));
  }

  private void returns(Expr value, Shapes.Declared shape) {
    statements.add(new Stmt.Return(value, next()));
    List<Callee.Operand> operands =
        parameters.stream().map(p -> new Callee.Operand(p.name(), p.type())).toList();
    Callee callee =
        new Callee(
            QualifiedName.of("t", "Model"),
            "logits",
            true,
            operands,
            value.type(),
            Callee.Kind.BODY);
    Function function =
        new Function(
            callee,
            parameters,
            new Block(statements),
            shapes,
            shape,
            new Position("Model.java", 1, null),
            variables);
    inferred =
        new ShapeInference(Map.of(), operations::rule, method -> Shapes.OfMethod.NONE, findings)
            .of(function);
  }

  String shapeOf(String name) {
    return inferred.of(variable(name)).orElse("unknown");
  }

  List<String> messages() {
    return findings.all().stream().map(Program::reason).toList();
  }

  /** What is wrong, without the cure, which is the same for all shapes that do not fit. */
  private static String reason(Finding finding) {
    String cure = Message.SHAPE_MISMATCH.text().substring("%s".length());
    return finding.text().endsWith(cure)
        ? finding.text().substring(0, finding.text().length() - cure.length())
        : finding.text();
  }

  /** The messages, each with the line it points at. */
  List<String> located() {
    Stream<Finding> all = findings.all().stream();
    return all.map(f -> f.position().line() + ": " + reason(f)).toList();
  }
}
