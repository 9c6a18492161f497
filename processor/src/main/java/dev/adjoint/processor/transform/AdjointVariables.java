package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.Aliases;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The adjoint of each variable: its name and its place. */
final class AdjointVariables {
  private final Variables variables;
  private final Map<Variable, AdjointNode> nodes = new HashMap<>();

  /** What the names of rows stand for. */
  private final Map<Variable, Expr> originals = new HashMap<>();

  /** Variables whose new values may have another structure than the old ones. */
  private final Set<Variable> replaced = new HashSet<>();

  /** Adjoints whose zero is null: when they are set to zero, their structure is not known. */
  private final Set<Variable> nullable = new HashSet<>();

  AdjointVariables(Function function, Aliases aliases) {
    this.variables = function.variables();
    Walk.eachStatement(
        function.body(),
        stmt -> {
          if (stmt instanceof Stmt.Declare declare
              && declare.value() != null
              && aliases.isAlias(declare)) {
            originals.put(declare.variable(), declare.value());
          } else if (stmt instanceof Stmt.Assign assign) {
            replaced.add(assign.variable());
          }
        });
  }

  /** Whether anything asked for the adjoint of a variable yet. */
  boolean isUsed(Variable variable) {
    return nodes.containsKey(variable);
  }

  AdjointNode of(Variable variable) {
    AdjointNode node = nodes.get(variable);
    if (node == null) {
      Expr original = originals.get(variable);
      if (original != null) {
        // The adjoint of a row is the row of the adjoint, which must be there then.
        of(original);
      }
      // Adjoints of values that the user did not name may disappear into one expression.
      Variable.Kind kind =
          variable.kind() == Variable.Kind.TEMPORARY
              ? Variable.Kind.ADJOINT_TEMPORARY
              : Variable.Kind.ADJOINT;
      node = create(prefix(variable), variable.type(), 0, kind, kind);
      nodes.put(variable, node);
      noteNullable(variable, node);
    }
    return node;
  }

  private void noteNullable(Variable variable, AdjointNode node) {
    node.zip(
        node,
        (leaf, same) -> {
          if (leaf.type() instanceof Type.Sum
              || (leaf.type() instanceof Type.Whole && replaced.contains(variable))) {
            addNullable(((Expr.Read) leaf).variable());
          }
        });
  }

  /** Notes that an adjoint is null where it is zero. */
  void addNullable(Variable adjoint) {
    nullable.add(adjoint);
  }

  /** Whether an adjoint is null where it is zero. */
  boolean isNullable(Expr adjoint) {
    return (adjoint instanceof Expr.Read read && nullable.contains(read.variable()))
        || (adjoint instanceof Expr.Element && adjoint.type() instanceof Type.Whole);
  }

  /** The adjoint of a variable whose arrays have shadows. */
  AdjointNode ofDynamic(Variable variable) {
    return nodes.computeIfAbsent(
        variable,
        v -> {
          AdjointNode node =
              create(prefix(v), v.type(), 0, Variable.Kind.ADJOINT, Variable.Kind.SHADOW);
          noteNullable(v, node);
          return node;
        });
  }

  private static String prefix(Variable variable) {
    boolean isSpread =
        variable.kind() == Variable.Kind.RECEIVER && variable.type() instanceof Type.Tree;
    return isSpread ? "" : variable.name();
  }

  /**
   * @param rank how many arrays or lists are around the type
   */
  private AdjointNode create(
      String name, Type type, int rank, Variable.Kind kind, Variable.Kind arrayKind) {
    if (type.elementType() != null) {
      return create(name, type.elementType(), rank + 1, kind, arrayKind);
    } else if (type instanceof Type.Tree tree) {
      Map<String, AdjointNode> components = new LinkedHashMap<>();
      for (Type.Component component : tree.components()) {
        if (component.isDifferentiable()) {
          components.put(
              component.name(),
              create(join(name, component.name()), component.type(), rank, kind, arrayKind));
        }
      }
      return new AdjointNode.Node(tree, components);
    }
    Type place = arrayOf(type, rank);
    return new AdjointNode.Leaf(
        Expr.read(variables.fresh(name + "Bar", place, rank == 0 ? kind : arrayKind)));
  }

  static Type arrayOf(Type type, int rank) {
    return rank == 0 ? type : new Type.Array(arrayOf(type, rank - 1));
  }

  private static String join(String prefix, String name) {
    return prefix.isEmpty()
        ? name
        : prefix + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** The adjoint of a variable, of a component or of an element. */
  AdjointNode of(Expr place) {
    if (place instanceof Expr.Read read) {
      return of(read.variable());
    } else if (place instanceof Expr.Element element) {
      return of(element.array()).at(element.index());
    } else if (place instanceof Expr.Component component
        && of(component.record()) instanceof AdjointNode.Node node) {
      AdjointNode found = node.components().get(component.name());
      if (found != null) {
        return found;
      }
    }
    throw new IllegalArgumentException("no adjoint for " + place);
  }

  /** The place of the adjoint of what has no parts. */
  Expr placeOf(Expr place) {
    return ((AdjointNode.Leaf) of(place)).place();
  }

  /** Declarations of the adjoint of a variable, set to zero; shadows are there already. */
  List<Stmt> declareZero(Variable variable, Position position) {
    List<Stmt> result = new ArrayList<>();
    new Zeros(variables, variable.kind() == Variable.Kind.LOCAL)
        .declare(of(variable), Expr.read(variable), position, result);
    result.replaceAll(this::withNull);
    return result;
  }

  private Stmt withNull(Stmt stmt) {
    return stmt instanceof Stmt.Declare s && nullable.contains(s.variable())
        ? new Stmt.Declare(s.variable(), Zeros.none(s.variable().type()), s.position())
        : stmt;
  }

  /**
   * The adjoint of a value in the form in which adjoints are handed on: a record of the places of
   * its parts, which for an array of records are arrays.
   */
  Expr bar(Expr place) {
    return bar(of(place), place);
  }

  static Expr bar(AdjointNode node, Expr place) {
    if (node instanceof AdjointNode.Leaf leaf) {
      return leaf.place();
    }
    AdjointNode.Node inner = (AdjointNode.Node) node;
    List<Expr> arguments = new ArrayList<>();
    for (Type.Component component : inner.type().components()) {
      AdjointNode adjoint = inner.components().get(component.name());
      Expr part = new Expr.Component(place, component.name(), component.type());
      arguments.add(adjoint == null ? part : bar(adjoint, part));
    }
    return new Expr.NewRecord(inner.type(), arguments);
  }
}
