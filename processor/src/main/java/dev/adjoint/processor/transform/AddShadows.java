package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.Aliases;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Defaults;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives arrays that change hands a shadow, the array of their adjoints, which changes hands with
 * them: two variables hold the same shadow whenever they hold the same array.
 *
 * <pre>
 * double[] v = new double[n];   becomes   double[] v = new double[n]; double[] vBar = new double[n];
 * u = v;                        becomes   uBar = vBar; u = v;
 * m[i] = row;                   becomes   mBar[i] = rowBar; m[i] = row;
 * </pre>
 */
final class AddShadows {
  private final Function function;
  private final Aliases aliases;
  private final AdjointVariables adjoints;
  private final Zeros zeros;

  private AddShadows(Function function, Aliases aliases, AdjointVariables adjoints) {
    this.function = function;
    this.aliases = aliases;
    this.adjoints = adjoints;
    this.zeros = new Zeros(function.variables(), false);
  }

  static Function in(Function function, Aliases aliases, AdjointVariables adjoints) {
    if (!aliases.hasDynamic()) {
      return function;
    }
    AddShadows pass = new AddShadows(function, aliases, adjoints);
    List<Stmt> statements = new ArrayList<>();
    for (Variable parameter : function.parameters()) {
      if (pass.hasShadows(parameter)) {
        pass.zeros.declareShadows(
            adjoints.ofDynamic(parameter), Expr.read(parameter), Position.NONE, statements);
      }
    }
    statements.addAll(pass.add(function.body()).statements());
    return function.withBody(new Block(statements));
  }

  private boolean hasShadows(Variable variable) {
    return aliases.isDynamic(variable) && variable.type().isDifferentiable();
  }

  private Block add(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Declare s && hasShadows(s.variable())) {
        result.add(s);
        declare(s, result);
      } else if (stmt instanceof Stmt.Assign s && hasShadows(s.variable())) {
        assign(s, result);
        result.add(s);
      } else if (stmt instanceof Stmt.Store s && isDynamic(s)) {
        store(s, result);
        result.add(s);
      } else {
        result.add(Walk.map(stmt, expr -> expr, this::add));
      }
    }
    return new Block(result);
  }

  private boolean isDynamic(Stmt.Store stmt) {
    return stmt.value().type().holdsArrays()
        && Walk.base(stmt.array()).stream().anyMatch(this::hasShadows);
  }

  private void declare(Stmt.Declare stmt, List<Stmt> out) {
    AdjointNode node = adjoints.ofDynamic(stmt.variable());
    Expr value = stmt.value();
    if (value == null) {
      node.zip(
          node,
          (leaf, same) -> {
            if (shadow(leaf) != null) {
              out.add(new Stmt.Declare(shadow(leaf), null, stmt.position()));
            }
          });
      return;
    } else if ((value instanceof Expr.Call call && !call.callee().isClone())
        || (value instanceof Expr.Cast cast && cast.isNarrowing())) {
      // What a value of a sealed interface holds has its adjoint in that of the value.
      zeros.declareShadows(node, Expr.read(stmt.variable()), stmt.position(), out);
      return;
    }
    node.zip(
        shadowOf(node, value, stmt.position(), out),
        (leaf, shadow) -> {
          if (shadow(leaf) != null) {
            out.add(new Stmt.Declare(shadow(leaf), shadow, stmt.position()));
          }
        });
  }

  private void assign(Stmt.Assign stmt, List<Stmt> out) {
    Map<Variable, Expr> moves = new LinkedHashMap<>();
    AdjointNode node = adjoints.ofDynamic(stmt.variable());
    node.zip(
        shadowOf(node, stmt.value(), stmt.position(), out),
        (leaf, shadow) -> {
          if (shadow(leaf) != null) {
            moves.put(shadow(leaf), shadow);
          }
        });
    // All shadows move at once: none may be read after it has moved.
    Set<Variable> read = new HashSet<>();
    moves.forEach(
        (target, shadow) ->
            Walk.reads(shadow).stream().filter(v -> !v.equals(target)).forEach(read::add));
    Map<Variable, Expr> moved = new LinkedHashMap<>();
    moves.forEach(
        (target, shadow) -> {
          if (moves.keySet().stream().noneMatch(read::contains)) {
            moved.put(target, shadow);
            return;
          }
          Variable taken =
              function.variables().fresh(target.name(), target.type(), Variable.Kind.SHADOW);
          out.add(new Stmt.Declare(taken, shadow, stmt.position()));
          moved.put(target, Expr.read(taken));
        });
    moved.forEach((target, shadow) -> out.add(new Stmt.Assign(target, shadow, stmt.position())));
  }

  private void store(Stmt.Store stmt, List<Stmt> out) {
    adjoints
        .of(stmt.target())
        .zip(
            shadowOf(stmt.value(), stmt.position(), out),
            (leaf, shadow) -> {
              if (leaf instanceof Expr.Element place && leaf.type() instanceof Type.Array) {
                out.add(new Stmt.Store(place.array(), place.index(), shadow, stmt.position()));
              }
            });
  }

  private static Variable shadow(Expr leaf) {
    return leaf instanceof Expr.Read read && read.variable().kind() == Variable.Kind.SHADOW
        ? read.variable()
        : null;
  }

  /** The shadows of a value that a variable gets, whose adjoint is the node. */
  private AdjointNode shadowOf(AdjointNode node, Expr value, Position position, List<Stmt> out) {
    boolean isRead = !value.equals(Defaults.of(value.type()));
    return isRead ? shadowOf(value, position, out) : node.map(place -> Defaults.of(place.type()));
  }

  /**
   * The shadows of the arrays of a value, in the structure of its adjoint.
   *
   * @param out receives what has to be declared for them
   */
  private AdjointNode shadowOf(Expr value, Position position, List<Stmt> out) {
    if (value instanceof Expr.Read read) {
      return adjoints.ofDynamic(read.variable());
    } else if (isConstant(value)) {
      return shadowOfConstant(value, position, out);
    } else if (value instanceof Expr.Element || value instanceof Expr.Component) {
      return adjoints.of(value);
    } else if (value instanceof Expr.Cast cast) {
      return shadowOf(cast.operand(), position, out);
    } else if (value instanceof Expr.Conditional choice) {
      AdjointNode then = shadowOf(choice.then(), position, out);
      return pair(
          then,
          shadowOf(choice.otherwise(), position, out),
          (a, b) -> new Expr.Conditional(choice.condition(), a, b, a.type()));
    } else if (value instanceof Expr.NewRecord record && record.type() instanceof Type.Tree tree) {
      Map<String, AdjointNode> parts = new LinkedHashMap<>();
      for (int i = 0; i < tree.components().size(); i++) {
        Type.Component component = tree.components().get(i);
        if (component.isDifferentiable()) {
          parts.put(component.name(), shadowOf(record.arguments().get(i), position, out));
        }
      }
      return new AdjointNode.Node(tree, parts);
    } else if (value instanceof Expr.NewArray array) {
      return fresh(array.type(), 0, array.dimensions());
    } else if (value instanceof Expr.ArrayLiteral literal) {
      return literal(literal, position, out);
    } else if (value instanceof Expr.Call call && call.callee().isClone()) {
      return clone(call, position, out);
    }
    // A number: its adjoint is no shadow.
    return new AdjointNode.Leaf(value);
  }

  /** Whether a value is what a constant of a class holds, or a part of that. */
  private static boolean isConstant(Expr value) {
    if (value instanceof Expr.Element element) {
      return isConstant(element.array());
    } else if (value instanceof Expr.Component component) {
      return isConstant(component.record());
    }
    return value instanceof Expr.StaticField && value.type().holdsArrays();
  }

  /** Zeros that nobody reads: whatever else holds the constant has zeros of its own. */
  private AdjointNode shadowOfConstant(Expr value, Position position, List<Stmt> out) {
    Type type = value.type();
    if (type instanceof Type.Tree tree) {
      Map<String, AdjointNode> parts = new LinkedHashMap<>();
      for (Type.Component component : tree.components()) {
        if (component.isDifferentiable()) {
          Expr part = new Expr.Component(value, component.name(), component.type());
          parts.put(component.name(), shadowOfConstant(part, position, out));
        }
      }
      return new AdjointNode.Node(tree, parts);
    } else if (type.elementType() == null) {
      return new AdjointNode.Leaf(value);
    } else if (type instanceof Type.Array array && array.leaf().isFloating()) {
      return new AdjointNode.Leaf(Zeros.of(value));
    }
    Variable constant = function.variables().fresh("constant", type, Variable.Kind.TEMPORARY);
    out.add(new Stmt.Declare(constant, value, position));
    AdjointNode node = adjoints.ofDynamic(constant);
    new Zeros(function.variables(), true).declareShadows(node, Expr.read(constant), position, out);
    return node;
  }

  private static AdjointNode pair(
      AdjointNode a, AdjointNode b, java.util.function.BinaryOperator<Expr> f) {
    if (a instanceof AdjointNode.Leaf x) {
      return new AdjointNode.Leaf(f.apply(x.place(), ((AdjointNode.Leaf) b).place()));
    }
    AdjointNode.Node x = (AdjointNode.Node) a;
    AdjointNode.Node y = (AdjointNode.Node) b;
    Map<String, AdjointNode> parts = new LinkedHashMap<>();
    x.components()
        .forEach((name, part) -> parts.put(name, pair(part, y.components().get(name), f)));
    return new AdjointNode.Node(x.type(), parts);
  }

  /** New arrays of adjoints. */
  private static AdjointNode fresh(Type type, int rank, List<Expr> dimensions) {
    if (type.elementType() != null) {
      return fresh(type.elementType(), rank + 1, dimensions);
    } else if (type instanceof Type.Tree tree) {
      Map<String, AdjointNode> parts = new LinkedHashMap<>();
      for (Type.Component component : tree.components()) {
        if (component.isDifferentiable()) {
          parts.put(component.name(), fresh(component.type(), rank, dimensions));
        }
      }
      return new AdjointNode.Node(tree, parts);
    }
    Type.Array array = (Type.Array) AdjointVariables.arrayOf(type, rank);
    return new AdjointNode.Leaf(new Expr.NewArray(array, dimensions));
  }

  private AdjointNode literal(Expr.ArrayLiteral literal, Position position, List<Stmt> out) {
    Expr size = Expr.Literal.of(literal.elements().size());
    AdjointNode room = fresh(literal.type(), 0, List.of(size));
    if (!literal.type().elementType().holdsArrays()) {
      return room;
    }
    List<AdjointNode> elements =
        literal.elements().stream().map(element -> shadowOf(element, position, out)).toList();
    return gather(room, elements);
  }

  /** An array for each part, of the shadows of the elements' parts. */
  private static AdjointNode gather(AdjointNode room, List<AdjointNode> elements) {
    if (room instanceof AdjointNode.Leaf leaf) {
      Type.Array array = (Type.Array) leaf.place().type();
      return array.element() instanceof Type.Array
          ? new AdjointNode.Leaf(
              new Expr.ArrayLiteral(
                  array, elements.stream().map(e -> ((AdjointNode.Leaf) e).place()).toList()))
          : room;
    }
    AdjointNode.Node node = (AdjointNode.Node) room;
    Map<String, AdjointNode> parts = new LinkedHashMap<>();
    node.components()
        .forEach(
            (name, part) ->
                parts.put(
                    name,
                    gather(
                        part,
                        elements.stream()
                            .map(e -> ((AdjointNode.Node) e).components().get(name))
                            .toList())));
    return new AdjointNode.Node(node.type(), parts);
  }

  /** A clone has adjoints of its own, but the arrays that it holds are those of the original. */
  private AdjointNode clone(Expr.Call call, Position position, List<Stmt> out) {
    Expr original = call.arguments().get(0);
    AdjointNode room = fresh(call.type(), 0, List.of(new Expr.Length(original)));
    if (!call.type().elementType().holdsArrays()) {
      return room;
    }
    return pair(
        room,
        shadowOf(original, position, out),
        (own, shared) ->
            ((Type.Array) own.type()).element() instanceof Type.Array
                ? new Expr.Call(
                    new dev.adjoint.processor.ir.Callee(
                        call.callee().owner(),
                        "clone",
                        false,
                        List.of(new dev.adjoint.processor.ir.Callee.Operand("this", shared.type())),
                        shared.type(),
                        dev.adjoint.processor.ir.Callee.Kind.SCALAR),
                    List.of(shared),
                    call.position())
                : own);
  }
}
