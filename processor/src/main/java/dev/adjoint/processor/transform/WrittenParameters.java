package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.Aliases;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the parameters whose arrays a function writes: its caller sees that. */
public final class WrittenParameters {
  private WrittenParameters() {}

  static Set<Variable> of(Function function, Aliases aliases) {
    Set<Variable> stored = Walk.stored(function.body());
    Set<Variable> result = new LinkedHashSet<>();
    for (Variable parameter : function.parameters()) {
      if (aliases.holdersOf(List.of(parameter)).stream().anyMatch(stored::contains)) {
        result.add(parameter);
      }
    }
    return result;
  }

  /** Whether a function itself writes arrays that it is given, the methods that it calls apart. */
  static boolean isWrittenHere(Function function) {
    Aliases aliases = Aliases.of(function.body());
    Set<Variable> given = aliases.holdersOf(function.parameters());
    boolean[] found = new boolean[1];
    Walk.eachStatement(
        function.body(),
        stmt ->
            found[0] |=
                stmt instanceof Stmt.Store store
                    && Walk.base(store.array()).stream().anyMatch(given::contains));
    return found[0];
  }

  /**
   * Reports writes that the declaration does not announce.
   *
   * @param declared the names of the parameters that may be written; {@code this} is the receiver
   */
  public static void check(Function function, Set<String> declared, Findings findings) {
    Aliases aliases = Aliases.of(function.body());
    Walk.eachStatement(
        function.body(),
        stmt -> {
          if (stmt instanceof Stmt.Store store) {
            check(store, function, aliases, declared, findings);
          }
        });
  }

  private static void check(
      Stmt.Store store,
      Function function,
      Aliases aliases,
      Set<String> declared,
      Findings findings) {
    Set<Variable> bases = Walk.base(store.array());
    if (bases.isEmpty() || bases.stream().anyMatch(aliases::isStatic)) {
      findings.add(Message.STATIC_ARRAY_WRITTEN, store.position(), name(store.array()));
      return;
    }
    for (Variable parameter : function.parameters()) {
      String name = parameter.kind() == Variable.Kind.RECEIVER ? "this" : parameter.name();
      boolean isWritten = aliases.holdersOf(List.of(parameter)).stream().anyMatch(bases::contains);
      if (isWritten && isOutOfReach(store.array(), parameter)) {
        findings.add(
            Message.UNSUPPORTED,
            store.position(),
            "a write into the caller's arrays or lists of objects",
            "make new objects, in an array of your own");
      } else if (isWritten && !declared.contains(name)) {
        findings.add(Message.PARAMETER_ARRAY_WRITTEN, store.position(), name(store.array()), name);
      } else if (isWritten && store.value().type().holdsArrays()) {
        findings.add(
            Message.UNSUPPORTED,
            store.position(),
            "another array in the place of one that the caller gave",
            "copy its elements");
      }
    }
  }

  /** Whether what is written is no array of numbers that stands in the parameter itself. */
  private static boolean isOutOfReach(Expr array, Variable parameter) {
    if (!(array.type() instanceof Type.Array type && type.leaf() instanceof Type.Primitive)) {
      return true;
    }
    return !isComponent(array, parameter) && holdsArraysInElements(parameter.type());
  }

  /** Whether an array is known to be the parameter, a component of it, or a row of such. */
  private static boolean isComponent(Expr array, Variable parameter) {
    Expr at = array;
    while (at instanceof Expr.Element element && element.array().type() instanceof Type.Array) {
      at = element.array();
    }
    if (!(at.type() instanceof Type.Array type && type.leaf() instanceof Type.Primitive)) {
      return false;
    }
    while (at instanceof Expr.Component component) {
      at = component.record();
    }
    return at instanceof Expr.Read read && read.variable().equals(parameter);
  }

  private static boolean holdsArraysInElements(Type type) {
    if (type instanceof Type.Tree tree) {
      return tree.components().stream().anyMatch(c -> holdsArraysInElements(c.type()));
    } else if (type instanceof Type.Array array) {
      return array.leaf().holdsArrays();
    }
    return type instanceof Type.Sequence && type.holdsArrays();
  }

  private static String name(Expr array) {
    if (array instanceof Expr.Read read) {
      return read.variable().name();
    } else if (array instanceof Expr.Element element) {
      return name(element.array());
    } else if (array instanceof Expr.Component component) {
      return component.name();
    }
    return array instanceof Expr.StaticField field ? field.name() : "array";
  }
}
