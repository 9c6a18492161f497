package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Counts what methods become when all that they call is copied to where it is called. Where a
 * method calls another twice, and that a third one twice, it doubles with each.
 */
public final class Copies {
  /** In parts of expressions, more than which no method may become by copies. */
  private static final long MOST = 10_000;

  /** What a method that is called more than once may become when copies are too many. */
  private static final long MOST_OF_ONE = 1_000;

  private final Map<String, Function> functions;
  private final Set<String> called;
  private final Map<String, Integer> sites = new HashMap<>();
  private final Map<String, Long> sizes = new HashMap<>();
  private final Predicate<Function> canBeCalled;

  /** Methods whose arrays a call may write. */
  private final Set<String> writing = new HashSet<>();

  private Copies(
      Map<String, Function> functions, Set<String> called, Predicate<Function> canBeCalled) {
    this.functions = functions;
    this.called = new LinkedHashSet<>(called);
    this.canBeCalled = canBeCalled;
  }

  /**
   * The signatures of methods that are better called, so that those who call them stay small; none
   * as long as all copies are affordable.
   *
   * @param roots the methods into which the others are copied
   * @param called what is never copied
   * @param canBeCalled whether a method can have a derivative of its own
   */
  public static Set<String> tooMany(
      Collection<Function> roots,
      Map<String, Function> functions,
      Set<String> called,
      Predicate<Function> canBeCalled) {
    Copies all = new Copies(functions, called, function -> false);
    boolean isAffordable = roots.stream().allMatch(root -> all.size(root) <= MOST);
    if (isAffordable) {
      return Set.of();
    }
    Copies some = new Copies(functions, called, canBeCalled);
    functions.values().forEach(some::countSites);
    roots.forEach(some::size);
    some.called.removeAll(called);
    return some.called;
  }

  private void countSites(Function function) {
    for (Expr.Call call : calls(function)) {
      sites.merge(call.callee().signature(), 1, Integer::sum);
      if (call.callee().mayWrite()) {
        writing.add(call.callee().signature());
      }
    }
  }

  /** The size of a method with copies of what it calls, callees first. */
  private long size(Function function) {
    String signature = function.callee().signature();
    Long known = sizes.get(signature);
    if (known != null) {
      return known;
    }
    sizes.put(signature, 0L); // It may call itself.
    long size = ownSize(function);
    for (Expr.Call call : calls(function)) {
      String callee = call.callee().signature();
      Function body = functions.get(callee);
      if (body != null) {
        long copied = size(body);
        size = Math.min(Integer.MAX_VALUE, size + (called.contains(callee) ? 0 : copied));
      }
    }
    if (size > MOST_OF_ONE
        && sites.getOrDefault(signature, 0) > 1
        && !writing.contains(signature)
        && canBeCalled.test(function)) {
      called.add(signature);
    }
    sizes.put(signature, size);
    return size;
  }

  private static long ownSize(Function function) {
    long[] size = new long[1];
    Walk.eachStatement(
        function.body(),
        stmt -> {
          size[0]++;
          for (Expr expr : Walk.expressions(stmt)) {
            size[0] += Walk.size(expr);
          }
        });
    return size[0];
  }

  private static List<Expr.Call> calls(Function function) {
    List<Expr.Call> result = new ArrayList<>();
    Walk.eachExpression(
        function.body(),
        expr -> {
          if (expr instanceof Expr.Call call && call.callee().kind() == Callee.Kind.BODY) {
            result.add(call);
          }
        });
    return result;
  }
}
