package dev.adjoint.processor.shape;

import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How users name the values that expressions read, and which of these always are the same value.
 */
final class Paths {
  /**
   * A value that cannot change while the function runs.
   *
   * @param text how users name it from the owner on, empty for the receiver itself
   * @param owner the number of the variable that it is reached from; {@link Symbol#OWN} for the
   *     receiver
   */
  record Path(String text, int owner) {
    boolean isOwn() {
      return text.isEmpty();
    }

    /** The record that the value is a component of; that of parameters is the receiver. */
    Path parent() {
      int dot = text.lastIndexOf('.');
      return dot < 0 ? new Path("", Symbol.OWN) : new Path(text.substring(0, dot), owner);
    }

    /** The name of the value in its record. */
    String last() {
      return text.substring(text.lastIndexOf('.') + 1);
    }
  }

  private final Set<Variable> parameters;
  private final Map<Variable, Integer> assignments = new HashMap<>();

  private final boolean replacesVectors;

  Paths(Function function) {
    this.parameters = new HashSet<>(function.parameters());
    this.replacesVectors = Walk.anyStatement(function.body(), Paths::mayReplaceVector);
    Walk.eachStatement(
        function.body(),
        stmt -> {
          if (stmt instanceof Stmt.Assign assign) {
            assignments.merge(assign.variable(), 1, Integer::sum);
          } else if (stmt instanceof Stmt.Declare declare && declare.value() != null) {
            assignments.merge(declare.variable(), 1, Integer::sum);
          }
        });
  }

  /** Whether the variable has one value from its declaration on. */
  boolean isFixed(Variable variable) {
    int allowed = parameters.contains(variable) ? 0 : 1;
    return assignments.getOrDefault(variable, 0) == allowed;
  }

  /** Whether a vector in an array may be replaced by one of another shape. */
  boolean replacesVectors() {
    return replacesVectors;
  }

  private static boolean mayReplaceVector(Stmt stmt) {
    return (stmt instanceof Stmt.Store store && store.value().type() instanceof Type.Vector)
        || Walk.expressions(stmt).stream().anyMatch(Paths::mayWriteVectors);
  }

  private static boolean mayWriteVectors(Expr expr) {
    return (expr instanceof Expr.Call call && call.callee().mayWrite())
        || Walk.parts(expr).stream().anyMatch(Paths::mayWriteVectors);
  }

  boolean isParameter(Variable variable) {
    return parameters.contains(variable);
  }

  /** The path of an expression, if its value cannot change. */
  Optional<Path> of(Expr expr) {
    if (expr instanceof Expr.Read read) {
      Variable variable = read.variable();
      if (variable.kind() == Variable.Kind.RECEIVER) {
        return Optional.of(new Path("", Symbol.OWN));
      }
      return isFixed(variable)
          ? Optional.of(new Path(variable.name(), variable.id()))
          : Optional.empty();
    } else if (expr instanceof Expr.Component component) {
      return of(component.record())
          .map(path -> new Path(joined(path.text(), component.name()), path.owner()));
    }
    return Optional.empty();
  }

  /** The path of what the function starts with, even if it is set to something else later. */
  Optional<Path> ofGiven(Expr expr) {
    if (expr instanceof Expr.Read read && isParameter(read.variable())) {
      boolean isReceiver = read.variable().kind() == Variable.Kind.RECEIVER;
      return Optional.of(
          isReceiver
              ? new Path("", Symbol.OWN)
              : new Path(read.variable().name(), read.variable().id()));
    } else if (expr instanceof Expr.Component component) {
      return ofGiven(component.record())
          .map(path -> new Path(joined(path.text(), component.name()), path.owner()));
    }
    return Optional.empty();
  }

  /** What users call the value of an expression; empty for what is computed on the spot. */
  static Optional<String> name(Expr expr) {
    if (expr instanceof Expr.Read read) {
      return switch (read.variable().kind()) {
        case RECEIVER -> Optional.of("");
        case PARAMETER, LOCAL -> Optional.of(read.variable().name());
        default -> Optional.empty();
      };
    } else if (expr instanceof Expr.Component component) {
      return name(component.record()).map(record -> joined(record, component.name()));
    } else if (expr instanceof Expr.Element element) {
      Optional<String> index =
          element.index() instanceof Expr.Literal literal
              ? Optional.of(literal.text())
              : name(element.index());
      return name(element.array()).flatMap(array -> index.map(i -> array + "[" + i + "]"));
    }
    return Optional.empty();
  }

  private static String joined(String record, String component) {
    return record.isEmpty() ? component : record + "." + component;
  }
}
