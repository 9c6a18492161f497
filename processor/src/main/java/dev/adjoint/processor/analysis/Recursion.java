package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Finds the methods that call themselves, directly or through others (Tarjan's components). */
public final class Recursion {
  private final Map<String, Function> functions;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Integer> lowest = new HashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final Set<String> recursive = new LinkedHashSet<>();

  private Recursion(Map<String, Function> functions) {
    this.functions = functions;
  }

  /** The signatures of such methods. */
  public static Set<String> in(Map<String, Function> functions) {
    Recursion recursion = new Recursion(functions);
    for (String signature : functions.keySet()) {
      if (!recursion.numbers.containsKey(signature)) {
        recursion.visit(signature);
      }
    }
    return recursion.recursive;
  }

  private void visit(String signature) {
    int number = numbers.size();
    numbers.put(signature, number);
    lowest.put(signature, number);
    open.push(signature);
    Set<String> called = called(signature);
    for (String callee : called) {
      if (!numbers.containsKey(callee)) {
        visit(callee);
        lowest.merge(signature, lowest.getOrDefault(callee, number), Math::min);
      } else if (open.contains(callee)) {
        lowest.merge(signature, numbers.getOrDefault(callee, number), Math::min);
      }
    }
    if (lowest.getOrDefault(signature, number) == number) {
      close(signature, called.contains(signature));
    }
  }

  /** Takes what was opened since a method: they all call each other. */
  private void close(String signature, boolean callsItself) {
    Set<String> component = new HashSet<>();
    String last;
    do {
      last = open.pop();
      component.add(last);
    } while (!last.equals(signature));
    if (component.size() > 1 || callsItself) {
      recursive.addAll(component);
    }
  }

  private Set<String> called(String signature) {
    Set<String> result = new LinkedHashSet<>();
    Function function = functions.get(signature);
    if (function != null) {
      Walk.eachExpression(
          function.body(),
          expr -> {
            if (expr instanceof Expr.Call call
                && call.callee().kind() == Callee.Kind.BODY
                && functions.containsKey(call.callee().signature())) {
              result.add(call.callee().signature());
            }
          });
    }
    return result;
  }
}
