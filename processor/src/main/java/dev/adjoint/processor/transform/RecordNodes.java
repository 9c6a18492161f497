package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Printer;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.rule.RecordedValue;
import dev.adjoint.processor.rule.RuleBook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes each operation a node of a computation graph, which notes its value, and its adjoint when
 * the function is differentiated.
 *
 * <pre>
 * double h = w * x + b;   becomes   double product = w * x;
 *                                   double node = graph.value(3, product);
 *                                   double sum = node + b;
 *                                   double h1 = graph.value(4, sum);
 *                                   double h = h1;
 * </pre>
 *
 * Values of conditions and whole numbers are no nodes, and what is computed only for them is none.
 */
public final class RecordNodes {
  private static final String DOT = "·";

  private final Function function;
  private final RuleBook rules;
  private final Variable recorder;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Frame> frames = new ArrayList<>();

  /** Parameters and parts of them that are nodes. */
  private final Set<Expr> given = new HashSet<>();

  /** Nodes of what is differentiated by, whose adjoints are there at the end. */
  private final Map<Integer, Expr> variables = new LinkedHashMap<>();

  /** Names of temporaries whose values get one at once. */
  private final Map<Variable, String> names = new HashMap<>();

  /** What is shown of variables with the values of nodes. */
  private final Map<Variable, String> shown = new HashMap<>();

  private int frame;

  private RecordNodes(Function function, RuleBook rules) {
    this.function = function;
    this.rules = rules;
    this.recorder = fresh("graph", RecordedValue.RECORDER);
  }

  /**
   * A node, whose number is its place.
   *
   * @param frame the frame that it stands in, 0 if in none
   * @param kind the method of the recorder that adds it
   * @param name the variable that gets the value, empty if there is none
   * @param text the operation, empty for a parameter
   * @param line its line, 0 for a parameter
   */
  public record Node(int frame, String kind, String name, String text, int line) {}

  /** The body of a loop or a branch, whose number is its place, from 1. */
  public record Frame(int outer, String text) {}

  /**
   * A function that notes its values.
   *
   * @param recorder what it notes them by: not declared in its body
   * @param variables the nodes whose adjoints are the gradient by a parameter, or a part of it
   */
  public record Recorded(
      Function function,
      Variable recorder,
      List<Node> nodes,
      List<Frame> frames,
      Map<Integer, Expr> variables) {}

  /**
   * Makes nodes.
   *
   * @param inputs the parameters that the function is differentiated by
   */
  public static Recorded in(Function function, List<Variable> inputs, RuleBook rules) {
    RecordNodes record = new RecordNodes(function, rules);
    List<Stmt> body = new ArrayList<>();
    record.addGiven(new HashSet<>(inputs), body);
    body.addAll(record.record(function.body()).statements());
    return new Recorded(
        function.withBody(new Block(body)),
        record.recorder,
        record.nodes,
        record.frames,
        record.variables);
  }

  /** The node whose value a statement notes, -1 if it notes none. */
  public static int nodeOf(Stmt stmt) {
    return stmt instanceof Stmt.Declare s && s.value() != null
        ? RecordedValue.nodeOf(s.value())
        : told(stmt, "show", -1);
  }

  /** The number of the frame that a block is, 0 if it is none. */
  public static int frameOf(Block block) {
    return block.isEmpty() ? 0 : told(block.statements().get(0), "enter", 0);
  }

  private static int told(Stmt stmt, String method, int otherwise) {
    return stmt instanceof Stmt.Evaluate s
            && s.expression() instanceof Expr.Call call
            && call.callee().name().equals(method)
            && call.arguments().get(0).type().equals(RecordedValue.RECORDER)
        ? Integer.parseInt(((Expr.Literal) call.arguments().get(1)).text())
        : otherwise;
  }

  /** Parameters, and of records the parts, as far as they are read. */
  private void addGiven(Set<Variable> inputs, List<Stmt> out) {
    Map<Variable, Set<Expr>> read = PlacesRead.in(function.body());
    for (Variable parameter : function.parameters()) {
      for (Expr place : read.getOrDefault(parameter, Set.of())) {
        if (holdsNumbers(place.type())) {
          boolean isInput = inputs.contains(parameter) && PlacesRead.isDifferentiable(place);
          if (isInput) {
            variables.put(nodes.size(), place);
          }
          String kind = isInput ? "variable" : "placeholder";
          add(new Node(0, kind, PlacesRead.nameOf(place), "", 0));
          show(place, out);
          given.add(place);
        }
      }
    }
  }

  private Block record(Block block) {
    List<Stmt> result = new ArrayList<>();
    List<Stmt> statements = block.statements();
    for (int i = 0; i < statements.size(); i++) {
      if (statements.get(i) instanceof Stmt.Declare s && i + 1 < statements.size()) {
        addName(s.variable(), statements.get(i + 1));
      }
      record(statements.get(i), result);
    }
    return new Block(result);
  }

  /** What becomes the value of a variable at once goes by the name of that. */
  private void addName(Variable temporary, Stmt next) {
    boolean isTaken =
        Walk.expressions(next).stream()
            .anyMatch(e -> e instanceof Expr.Read read && read.variable().equals(temporary));
    String name =
        next instanceof Stmt.Return
            ? function.callee().name()
            : next instanceof Stmt.Store store ? print(store.target()) : targetOf(next);
    if (temporary.isTemporary() && isTaken && !name.isEmpty()) {
      names.put(temporary, name);
    }
  }

  private static String targetOf(Stmt stmt) {
    Variable target = Walk.target(stmt);
    return target == null || target.isTemporary() ? "" : target.name();
  }

  private void record(Stmt stmt, List<Stmt> out) {
    if (stmt instanceof Stmt.If s) {
      String condition = print(s.condition());
      Block then = framed("if " + condition, s.then(), out);
      Block otherwise = framed("else of " + condition, s.otherwise(), out);
      out.add(new Stmt.If(s.condition(), then, otherwise, s.position()));
    } else if (stmt instanceof Stmt.For || stmt instanceof Stmt.While) {
      String header = Printer.print(stmt).replaceAll("(\\w+) \\+= 1\\)$", "$1++)");
      Block body = framed(header, Walk.blocks(stmt).get(0), out);
      out.add(Walk.map(stmt, expr -> expr, old -> body));
    } else if (stmt instanceof Stmt.Declare s && s.value() != null) {
      String name = names.getOrDefault(s.variable(), targetOf(s));
      Expr value = named(s.value(), name, stmt, out);
      out.add(new Stmt.Declare(s.variable(), value, s.position(), s.note()));
      showResult(value, s.variable(), name, stmt, out);
    } else if (stmt instanceof Stmt.Assign s) {
      Expr value = named(s.value(), s.variable().name(), stmt, out);
      out.add(new Stmt.Assign(s.variable(), value, s.position()));
      showResult(value, s.variable(), s.variable().name(), stmt, out);
    } else if (stmt instanceof Stmt.Store s) {
      Expr value = named(s.value(), print(s.target()), stmt, out);
      out.add(new Stmt.Store(s.array(), s.index(), value, s.position()));
    } else if (stmt instanceof Stmt.Return s) {
      out.add(new Stmt.Return(result(s, out), s.position()));
    } else {
      out.add(stmt);
    }
  }

  /** A result that is no operation becomes one, so that there is a node of the method's name. */
  private Expr result(Stmt.Return stmt, List<Stmt> out) {
    Expr value = stmt.value();
    String name = function.callee().name();
    if (value instanceof Expr.Read read && name.equals(names.get(read.variable()))) {
      return value;
    }
    return isNumeric(value.type())
        ? operation(value, name, stmt, out)
        : named(value, name, stmt, out);
  }

  /**
   * A block that tells when it runs.
   *
   * @param before what comes before the loop or the choice
   */
  private Block framed(String text, Block body, List<Stmt> before) {
    if (body.isEmpty()) {
      return body;
    }
    int outer = frame;
    frames.add(new Frame(outer, text));
    frame = frames.size();
    before.add(evaluate("reach", Expr.Literal.of(frame)));
    List<Stmt> result = new ArrayList<>();
    result.add(evaluate("enter", Expr.Literal.of(frame)));
    result.addAll(record(body).statements());
    frame = outer;
    return new Block(result);
  }

  /** A value whose operations are nodes, the last one of them with a name. */
  private Expr named(Expr expr, String name, Stmt stmt, List<Stmt> out) {
    return isOperation(expr) ? operation(expr, name, stmt, out) : inner(expr, stmt, out);
  }

  private Expr inner(Expr expr, Stmt stmt, List<Stmt> out) {
    if (isOperation(expr)) {
      return operation(expr, "", stmt, out);
    }
    // What is not always evaluated stays where it is.
    boolean staysWhole =
        given.contains(expr) || !holdsNumbers(expr.type()) || expr instanceof Expr.Conditional;
    return staysWhole ? expr : Walk.mapParts(expr, part -> inner(part, stmt, out));
  }

  private boolean isOperation(Expr expr) {
    boolean isPlain =
        expr instanceof Expr.Read
            || expr instanceof Expr.Literal
            || expr instanceof Expr.StaticField
            || (expr instanceof Expr.Cast cast && !isNumeric(cast.operand().type()));
    return isNumeric(expr.type())
        && !isPlain
        && !given.contains(expr)
        && !Walk.reads(expr).isEmpty();
  }

  private Expr operation(Expr expr, String name, Stmt stmt, List<Stmt> out) {
    Expr operands;
    Expr computed;
    if (expr instanceof Expr.Conditional choice) {
      Variable chosen = fresh("choice", expr.type());
      List<Stmt> then = new ArrayList<>();
      List<Stmt> otherwise = new ArrayList<>();
      Expr first = inner(choice.then(), stmt, then);
      Expr second = inner(choice.otherwise(), stmt, otherwise);
      then.add(new Stmt.Assign(chosen, first, stmt.position()));
      otherwise.add(new Stmt.Assign(chosen, second, stmt.position()));
      out.add(new Stmt.Declare(chosen, null, stmt.position()));
      out.add(
          new Stmt.If(choice.condition(), new Block(then), new Block(otherwise), stmt.position()));
      operands = new Expr.Conditional(choice.condition(), first, second, expr.type());
      computed = Expr.read(chosen);
    } else {
      Expr whole = JoinLogistic.argument(expr);
      operands =
          expr instanceof Expr.Read || given.contains(expr)
              ? expr
              : whole != null
                  ? replaced(expr, whole, inner(whole, stmt, out))
                  : Walk.mapParts(expr, part -> inner(part, stmt, out));
      Variable value = fresh("computed", expr.type());
      out.add(new Stmt.Declare(value, operands, stmt.position()));
      computed = Expr.read(value);
    }
    add(new Node(frame, "operation", name, print(operands), stmt.position().line()));
    return Expr.read(note(name, computed, out));
  }

  /** A logistic function is one operation: its parts may be infinite where it is not. */
  private static Expr replaced(Expr expr, Expr part, Expr by) {
    return expr.equals(part) ? by : Walk.mapParts(expr, inner -> replaced(inner, part, by));
  }

  /** The result of a call that is an array: its value alone is noted. */
  private void showResult(Expr value, Variable variable, String name, Stmt stmt, List<Stmt> out) {
    if (value instanceof Expr.Call call
        && !call.callee().isClone()
        && call.callee().kind() != Callee.Kind.RUNTIME
        && isArrayOfNumbers(variable.type())) {
      add(new Node(frame, "operation", name, print(value), stmt.position().line()));
      show(Expr.read(variable), out);
    }
  }

  private void add(Node node) {
    nodes.add(node);
  }

  /** Notes a value of the last node. */
  private Variable note(String name, Expr value, List<Stmt> out) {
    String known = name.replaceAll("\\W.*", "");
    Variable result = fresh(known.isEmpty() ? "node" : known, value.type());
    shown.put(result, name.isEmpty() ? DOT : name);
    Expr noted = RecordedValue.of(recorder, nodes.size() - 1, value, rules);
    out.add(new Stmt.Declare(result, noted, Position.NONE));
    return result;
  }

  private void show(Expr value, List<Stmt> out) {
    out.add(evaluate("show", Expr.Literal.of(nodes.size() - 1), value));
  }

  private Stmt evaluate(String method, Expr... arguments) {
    return new Stmt.Evaluate(
        Exprs.invokeRuntime(Expr.read(recorder), method, new Type.Nothing(), arguments),
        Position.NONE);
  }

  private Variable fresh(String name, Type type) {
    return function.variables().fresh(name, type, Variable.Kind.LOCAL);
  }

  /** As the user wrote it, with a dot for what has no name. */
  private String print(Expr expr) {
    return Printer.print(shown(expr));
  }

  private Expr shown(Expr expr) {
    if (given.contains(expr)) {
      String name = PlacesRead.nameOf(expr);
      return Expr.read(new Variable(-1, name, expr.type(), Variable.Kind.PARAMETER));
    }
    return expr instanceof Expr.Read read
        ? Expr.read(asShown(read.variable()))
        : Walk.mapParts(expr, this::shown);
  }

  private Variable asShown(Variable variable) {
    String name = shown.getOrDefault(variable, variable.isTemporary() ? DOT : variable.name());
    // Another number, since variables with the same one are equal whatever they are called.
    return new Variable(-1 - variable.id(), name, variable.type(), variable.kind());
  }

  private static boolean isNumeric(Type type) {
    return type.isFloating() || type instanceof Type.Vector;
  }

  private static boolean isArrayOfNumbers(Type type) {
    return type instanceof Type.Array array
        && (array.leaf() instanceof Type.Vector
            || (array.leaf() instanceof Type.Primitive leaf && leaf.isNumeric()));
  }

  private static boolean holdsNumbers(Type type) {
    return isNumeric(type)
        || type instanceof Type.Array
        || type instanceof Type.Tree
        || type instanceof Type.Sum
        || type instanceof Type.Sequence;
  }
}
