package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.Aliases;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Stmt;
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
      if (isWritten && !declared.contains(name)) {
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
