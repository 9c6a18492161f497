package dev.adjoint.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.frontend.attribution.AttributedSources;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.rule.PrimitiveRule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * Turns the methods that stand for rules into functions, together with what only the file of a rule
 * can call.
 */
final class RuleLowering {

  /**
   * A rule that was lowered.
   *
   * @param helpers the private methods that it calls, by signature
   */
  record Lowered(Function function, Map<String, Function> helpers, PrimitiveRule.Reach reach) {}

  private final Source source;
  private final CompilationUnitTree unit;
  private final TypeReader types = new TypeReader();
  private final CalleeReader callees = new CalleeReader(types);

  RuleLowering(AttributedSources attributed, CompilationUnitTree unit) {
    this.unit = unit;
    this.source = new Source(attributed, unit, null, attributed.errorsIn(unit));
  }

  /** Lowers rules by number; null after reporting why one cannot be. */
  Map<Integer, Optional<Lowered>> lower(RuleClass ruleClass, Set<Integer> numbers) {
    Map<Integer, Optional<Lowered>> result = new HashMap<>();
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
        int number = ruleClass.ruleOf(method.getName());
        if (number >= 0 && numbers.contains(number)) {
          result.put(number, Optional.ofNullable(lower(getCurrentPath(), ruleClass, number)));
        }
        return super.visitMethod(method, unused);
      }
    }.scan(unit, null);
    return result;
  }

  /** The primitives that a rule calls, with their declarations. */
  Map<Callee, ExecutableElement> primitivesIn(Lowered rule) {
    Map<Callee, ExecutableElement> result = new LinkedHashMap<>();
    List<Function> functions = new ArrayList<>(rule.helpers().values());
    functions.add(rule.function());
    for (Function function : functions) {
      Walk.eachExpression(
          function.body(),
          expr -> {
            if (expr instanceof Expr.Call call
                && call.callee().kind() == Callee.Kind.PRIMITIVE
                && callees.elementOf(call.callee()) != null) {
              result.put(call.callee(), callees.elementOf(call.callee()));
            }
          });
    }
    return result;
  }

  private @Nullable Lowered lower(TreePath path, RuleClass ruleClass, int number) {
    ExecutableElement element = (ExecutableElement) source.element(path);
    List<Callee.Operand> operands = new ArrayList<>();
    element
        .getParameters()
        .forEach(
            parameter ->
                operands.add(
                    new Callee.Operand(
                        parameter.getSimpleName().toString(), callees.typeOf(parameter))));
    Callee callee =
        new Callee(
            QualifiedName.of("", ruleClass.simpleName()),
            element.getSimpleName().toString(),
            true,
            operands,
            types.read(element.getReturnType()),
            Callee.Kind.BODY);
    Findings own = new Findings();
    Function function = MethodLowering.lower(callee, path, source, types, callees, own);
    Lowered lowered = function == null ? null : withHelpers(function, own);
    own.all().forEach(finding -> ruleClass.report(number, finding.text()));
    return own.hasErrors() ? null : lowered;
  }

  private Lowered withHelpers(Function rule, Findings findings) {
    Map<String, Function> helpers = new LinkedHashMap<>();
    Deque<Callee> pending = new ArrayDeque<>();
    PrimitiveRule.Reach reach = reachOf(rule);
    Function function = rule.withBody(mapped(rule.body(), Callee.Kind.HELPER, pending));
    while (!pending.isEmpty()) {
      Callee next = pending.remove();
      ExecutableElement element = callees.elementOf(next);
      TreePath path = element == null ? null : source.path(element);
      if (path == null || helpers.containsKey(next.signature())) {
        continue;
      }
      Function helper =
          MethodLowering.lower(next, path, source, callees.readerOf(next), callees, findings);
      if (helper == null) {
        break;
      }
      reach = reach.and(reachOf(helper));
      Block body = mapped(helper.body(), Callee.Kind.UNKNOWN, pending);
      helpers.put(next.signature(), helper.withBody(body));
    }
    for (Function helper : helpers.values()) {
      if (reaches(helper, helper.callee().signature(), helpers, new HashSet<>())) {
        findings.add(Message.RECURSION, helper.position(), helper.callee());
      }
    }
    return new Lowered(function, helpers, reach);
  }

  /** Whether a function comes, through private helpers, to call one of them. */
  private static boolean reaches(
      Function from, String signature, Map<String, Function> helpers, Set<String> seen) {
    boolean[] found = {false};
    Walk.eachExpression(
        from.body(),
        expr -> {
          if (expr instanceof Expr.Call call) {
            String called = call.callee().signature();
            Function helper = helpers.get(called);
            found[0] |= called.equals(signature);
            if (helper != null && seen.add(called)) {
              found[0] |= reaches(helper, signature, helpers, seen);
            }
          }
        });
    return found[0];
  }

  /** From where all is visible that a function calls, the private methods that go along aside. */
  private PrimitiveRule.Reach reachOf(Function function) {
    PrimitiveRule.Reach[] reach = {PrimitiveRule.Reach.EVERYWHERE};
    Walk.eachExpression(
        function.body(),
        expr -> {
          ExecutableElement element =
              expr instanceof Expr.Call call ? callees.elementOf(call.callee()) : null;
          if (element != null && !isHidden(element) && !isPublic(element)) {
            String why = ((Expr.Call) expr).callee() + " is not public";
            reach[0] = reach[0].and(new PrimitiveRule.Reach(PrimitiveRule.Place.PACKAGE, why));
          }
        });
    return reach[0];
  }

  private static boolean isHidden(ExecutableElement method) {
    return method.getModifiers().contains(Modifier.PRIVATE)
        || AnnotatedMethod.whyHidden((TypeElement) method.getEnclosingElement()) != null;
  }

  private static boolean isPublic(ExecutableElement method) {
    for (Element at = method; !(at == null || at.asType().getKind().name().equals("PACKAGE")); ) {
      boolean isMember =
          at.getEnclosingElement() != null && at.getEnclosingElement().getKind().isInterface();
      if (!isMember && !at.getModifiers().contains(Modifier.PUBLIC)) {
        return false;
      }
      at = at.getEnclosingElement();
    }
    return true;
  }

  /**
   * What a rule calls has no effect, whatever it is elsewhere; what its private helpers call may.
   *
   * @param kind what becomes of calls that nobody has to differentiate
   * @param pending receives the methods that have to be copied
   */
  private Block mapped(Block block, Callee.Kind kind, Deque<Callee> pending) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      result.add(
          Walk.map(stmt, expr -> mapped(expr, kind, pending), b -> mapped(b, kind, pending)));
    }
    return new Block(result);
  }

  private Expr mapped(Expr expr, Callee.Kind kind, Deque<Callee> pending) {
    Expr mapped = Walk.mapParts(expr, part -> mapped(part, kind, pending));
    if (!(mapped instanceof Expr.Call call)) {
      return mapped;
    }
    Callee callee = call.callee();
    return switch (callee.kind()) {
      case BODY -> {
        ExecutableElement element = callees.elementOf(callee);
        if (element != null && isHidden(element)) {
          pending.add(callee);
          yield call;
        }
        yield call(call, kind);
      }
      case CONSTANT -> call(call.withConstants(), kind);
      case UNKNOWN -> call(call, kind);
      default -> call;
    };
  }

  private static Expr call(Expr.Call call, Callee.Kind kind) {
    Callee callee = call.callee();
    return new Expr.Call(
        new Callee(
            callee.owner(),
            callee.name(),
            callee.isStatic(),
            callee.operands(),
            callee.result(),
            kind,
            true),
        call.arguments(),
        call.position());
  }
}
