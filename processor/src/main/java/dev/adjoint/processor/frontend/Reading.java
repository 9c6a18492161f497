package dev.adjoint.processor.frontend;

import com.sun.source.tree.Tree;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.rule.CompanionRule;
import dev.adjoint.processor.rule.Derived;
import dev.adjoint.processor.rule.PrimitiveRule;
import dev.adjoint.processor.rule.RuleBook;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** The reading of one class: lowers each method of the file that is called, once. */
final class Reading {
  private final Source source;
  private final Map<String, Function> functions;
  private final RuleBook companions;
  private final Findings findings;
  private final CalleeReader callees = new CalleeReader(new TypeReader());
  private final List<RuleReader.Wanted> primitives = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final Deque<Callee> pending = new ArrayDeque<>();

  Reading(Source source, Map<String, Function> functions, RuleBook companions, Findings findings) {
    this.source = source;
    this.companions = companions;
    this.functions = functions;
    this.findings = findings;
  }

  /** The primitives that are called. */
  List<RuleReader.Wanted> primitives() {
    return primitives;
  }

  @Nullable Function lower(ExecutableElement method) {
    Callee callee = callees.read(method, source::contains);
    pending.add(callee);
    while (!pending.isEmpty()) {
      Callee next = pending.remove();
      ExecutableElement element = callees.elementOf(next);
      if (element != null && seen.add(next.signature())) {
        if (Annotations.find(element, "Checkpoint") != null) {
          companions.putCheckpoint(next);
        }
        Function function = lower(next, element);
        if (function != null) {
          functions.put(next.signature(), function);
          collect(function);
        }
      }
    }
    return functions.get(callee.signature());
  }

  private @Nullable Function lower(Callee callee, ExecutableElement method) {
    TypeReader types = callees.readerOf(callee);
    Type receiver = callee.isStatic() ? null : callee.operands().get(0).type();
    if (receiver instanceof Type.Sum sum && Dispatch.hasSeveralBodies(method, sum, types)) {
      Tree call = callees.callOf(callee);
      return Dispatch.lower(
          callee,
          method,
          call == null ? source.path(method).getLeaf() : call,
          new Frame(source, types, callees),
          findings);
    }
    if (!CalleeReader.isConstant(method)) {
      return MethodLowering.lower(callee, source.path(method), source, types, callees, findings);
    }
    // What keeps it from being copied is of no interest: it may be called as soon as it is visible.
    Findings inside = new Findings();
    Function function =
        MethodLowering.lower(callee, source.path(method), source, types, callees, inside);
    if (function == null) {
      findings.add(Message.PRIVATE_MEMBER, source.position(source.path(method).getLeaf()), callee);
    }
    return function;
  }

  /** Notes what is generated for a callee that is annotated, in this file or elsewhere. */
  private void addCompanion(Expr.Call call, ExecutableElement method) {
    Annotations.View annotation = Annotations.find(method, "Differentiable");
    if (annotation == null || call.callee().kind() == Callee.Kind.PRIMITIVE) {
      return;
    }
    String name = annotation.string("name");
    putCompanion(
        call.callee(),
        annotation,
        CompanionRule.of(
            call.callee(),
            name.isEmpty() ? call.callee().name() : name,
            AnnotatedMethod.inputs(call.callee(), annotation)),
        call.position());
  }

  private void putCompanion(
      Callee callee, Annotations.View annotation, CompanionRule rule, Position position) {
    boolean isNamed = callee.operands().stream().noneMatch(o -> o.name().matches("arg[0-9]+"));
    // The rule has those of the names in wrt alone that are names of operands.
    boolean isFound = rule.inputs().size() >= annotation.strings("wrt").size();
    if (!isNamed && (rule.inputs().size() > 1 || !isFound)) {
      findings.add(Message.NO_PARAMETER_NAMES, position, callee.owner());
      return;
    }
    annotation.modes().forEach(mode -> companions.putMode(callee, mode));
    companions.putCompanion(callee, rule);
  }

  /** Notes of what a derivative is the derivative. */
  private void addDerived(Expr.Call call) {
    DerivedCalls.Found found = callees.derivedOf(call.callee());
    if (found != null) {
      Derived derived = found.derived();
      Annotations.View annotation =
          Objects.requireNonNull(Annotations.find(found.base(), "Differentiable"));
      putCompanion(derived.base(), annotation, derived.rule(), call.position());
      companions.putDerivedCall(derived, call.callee());
    }
  }

  /** Where a call stands, as seen from the primitive that it calls. */
  private PrimitiveRule.Place placeOf(
      Function caller, Callee primitive, ExecutableElement element) {
    if (source.contains(element)) {
      return PrimitiveRule.Place.FILE;
    }
    String from = caller.callee().owner().packageName();
    return primitive.owner().packageName().equals(from)
        ? PrimitiveRule.Place.PACKAGE
        : PrimitiveRule.Place.ANYWHERE;
  }

  /** Whether a method without a derivative says what shape its result has. */
  private static boolean hasShapeRule(Callee callee, ExecutableElement element) {
    return callee.kind() == Callee.Kind.CONSTANT && Annotations.find(element, "Primitive") != null;
  }

  private void collect(Function function) {
    Walk.eachExpression(
        function.body(),
        expr -> {
          if (expr instanceof Expr.Call call) {
            addDerived(call);
            ExecutableElement element = callees.elementOf(call.callee());
            if (element == null) {
              return;
            }
            addCompanion(call, element);
            if (call.callee().kind() != Callee.Kind.PRIMITIVE
                && call.callee().kind() != Callee.Kind.SCALAR) {
              companions.putShapes(call.callee(), TypeReader.shapesOf(element));
            }
            if (element.getModifiers().contains(Modifier.PRIVATE)
                || AnnotatedMethod.whyHidden((TypeElement) element.getEnclosingElement()) != null) {
              companions.hide(call.callee());
            }
            if (call.callee().kind() == Callee.Kind.BODY) {
              pending.add(call.callee());
            } else if (call.callee().kind() == Callee.Kind.PRIMITIVE
                || hasShapeRule(call.callee(), element)) {
              primitives.add(
                  new RuleReader.Wanted(
                      call.callee(),
                      element,
                      placeOf(function, call.callee(), element),
                      call.position(),
                      findings));
            }
          }
        });
  }
}
