package dev.adjoint.processor.transform;

import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Defaults;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.rule.PrimitiveRule;
import dev.adjoint.processor.rule.RuleBook;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Replaces calls of methods of the same file by their bodies.
 *
 * <pre>
 * y = f(x);   becomes   t = x * x;  y = t + 1;
 * </pre>
 */
public final class InlineCalls {
  private final Function function;
  private final Map<String, Function> functions;
  private final RuleBook rules;
  private final Findings findings;
  private final Deque<String> open = new ArrayDeque<>();

  private InlineCalls(
      Function function, Map<String, Function> functions, RuleBook rules, Findings findings) {
    this.function = function;
    this.rules = rules;
    this.functions = functions;
    this.findings = findings;
  }

  /**
   * @param functions the functions that may be called, by signature
   */
  public static Function in(
      Function function, Map<String, Function> functions, RuleBook rules, Findings findings) {
    InlineCalls pass = new InlineCalls(function, functions, rules, findings);
    pass.open.push(function.callee().signature());
    return function.withBody(pass.inline(function.body()));
  }

  /** Copies the private methods that a rule calls into it. */
  static Function inRule(Function function, PrimitiveRule rule, Findings findings) {
    return rule.helpers().isEmpty()
        ? function
        : in(function, rule.helpers(), new RuleBook(), findings);
  }

  private Block inline(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Declare s && s.value() != null) {
        Position position = s.position();
        if (s.variable().isTemporary() && isInlined(s.value()) && isCopied((Expr.Call) s.value())) {
          // What nobody named here is told by where the callee makes it.
          position = lastPosition((Expr.Call) s.value());
        }
        result.add(new Stmt.Declare(s.variable(), inline(s.value(), result), position));
      } else if (stmt instanceof Stmt.Assign s) {
        result.add(new Stmt.Assign(s.variable(), inline(s.value(), result), s.position()));
      } else if (stmt instanceof Stmt.Evaluate s && isInlined(s.expression())) {
        Expr value = inline(s.expression(), result);
        if (value instanceof Expr.Call call) {
          result.add(new Stmt.Evaluate(call, s.position())); // Not inlined after all.
        }
      } else if (stmt instanceof Stmt.Return s) {
        result.add(new Stmt.Return(inline(s.value(), result), s.position()));
      } else {
        result.add(Walk.map(stmt, e -> e, this::inline));
      }
    }
    return new Block(result);
  }

  private static boolean isInlined(Expr value) {
    return value instanceof Expr.Call call && call.callee().kind() == Callee.Kind.BODY;
  }

  private boolean isCopied(Expr.Call call) {
    return !open.contains(call.callee().signature()) && !rules.isCalled(call.callee());
  }

  private Position lastPosition(Expr.Call call) {
    Function callee = functions.get(call.callee().signature());
    if (callee == null) {
      return call.position();
    }
    List<Stmt> statements = callee.body().statements();
    return statements.get(statements.size() - 1).position();
  }

  /** Calls stand at the root of a value only: the lowering names all others. */
  private Expr inline(Expr value, List<Stmt> out) {
    if (!(value instanceof Expr.Call call) || !isInlined(value)) {
      return value;
    }
    String signature = call.callee().signature();
    Function callee = functions.get(signature);
    if (callee == null) {
      return value;
    }
    if (!isCopied(call)) {
      if (writesParameters(signature, new HashSet<>())) {
        findings.add(
            Message.UNSUPPORTED,
            call.position(),
            "the recursion of " + call.callee() + ", which writes a parameter array,",
            "return a new array instead");
        return value;
      }
      if (rules.findCompanion(call.callee()) != null) {
        return call.withKind(Callee.Kind.COMPANION);
      } else if (!rules.isHidden(call.callee())) {
        // It has no derivative, or nothing to differentiate by.
        return call.withKind(Callee.Kind.UNKNOWN);
      }
      findings.add(Message.RECURSION, call.position(), call.callee());
      return value;
    }
    open.push(signature);
    List<Stmt> body = new ArrayList<>();
    Expr result =
        Inliner.inline(callee, call.arguments(), call.position(), function.variables(), body);
    List<Stmt> copy = new ArrayList<>(inline(new Block(body)).statements());
    Expr inlined = inline(result, copy);
    open.pop();
    if (rules.isCheckpoint(call.callee())) {
      return runAgain(callee, inlined, copy, out);
    }
    out.addAll(copy);
    return inlined;
  }

  /** The copy of a method that runs again, and the variable that it leaves its result in. */
  private Expr runAgain(Function callee, Expr result, List<Stmt> copy, List<Stmt> out) {
    Expr left = result;
    if (!(callee.result() instanceof Type.Nothing)) {
      Variable variable =
          function.variables().fresh(callee.name(), callee.result(), Variable.Kind.TEMPORARY);
      out.add(new Stmt.Declare(variable, Defaults.of(callee.result()), Position.NONE));
      copy.add(new Stmt.Assign(variable, result, callee.position()));
      left = Expr.read(variable);
    }
    out.add(new Stmt.Checkpoint(new Block(copy), 1, callee.position()));
    return left;
  }

  /** Whether a function, or one that it calls, writes an array that it is given. */
  private boolean writesParameters(String signature, Set<String> seen) {
    Function callee = functions.get(signature);
    if (callee == null || !seen.add(signature)) {
      return false;
    }
    boolean[] found = {WrittenParameters.isWrittenHere(callee)};
    Walk.eachExpression(
        callee.body(),
        expr -> {
          if (isInlined(expr)) {
            found[0] |= writesParameters(((Expr.Call) expr).callee().signature(), seen);
          }
        });
    return found[0];
  }
}
