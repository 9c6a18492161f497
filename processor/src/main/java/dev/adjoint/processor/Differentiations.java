package dev.adjoint.processor;

import dev.adjoint.processor.frontend.Program;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.rule.Derived;
import dev.adjoint.processor.rule.RuleBook;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which methods of a class differentiate which others. */
final class Differentiations {
  private final Program program;

  /** For each method those of which it calls derivatives, all by their signatures. */
  private final Map<String, Set<String>> bases = new LinkedHashMap<>();

  private Differentiations(Program program) {
    this.program = program;
  }

  static Differentiations in(Program program, RuleBook rules) {
    Differentiations result = new Differentiations(program);
    for (Function function : program.functions().values()) {
      Set<String> bases = new LinkedHashSet<>();
      Walk.eachExpression(
          function.body(),
          expr -> {
            if (expr instanceof Expr.Call call && call.callee().isDerived()) {
              Derived derived = rules.findDerived(call.callee());
              if (derived != null) {
                bases.add(derived.base().signature());
              }
            }
          });
      result.bases.put(function.callee().signature(), bases);
    }
    return result;
  }

  /** Whether a method of the class calls a derivative of another one. */
  boolean isDifferentiated(Callee method) {
    return bases.values().stream().anyMatch(some -> some.contains(method.signature()));
  }

  /** Whether derivatives of a method call those of the next order, and these again. */
  boolean isEndless(Callee method) {
    Set<String> reached = new HashSet<>();
    reach(method.signature(), reached);
    return bases.entrySet().stream()
        .anyMatch(
            entry ->
                reached.contains(entry.getKey()) && entry.getValue().contains(method.signature()));
  }

  private void reach(String method, Set<String> reached) {
    Function function = program.functions().get(method);
    if (function == null || !reached.add(method)) {
      return;
    }
    Set<String> next = new LinkedHashSet<>(bases.getOrDefault(method, Set.of()));
    Walk.eachExpression(
        function.body(),
        expr -> {
          if (expr instanceof Expr.Call call) {
            next.add(call.callee().signature());
          }
        });
    next.forEach(callee -> reach(callee, reached));
  }
}
