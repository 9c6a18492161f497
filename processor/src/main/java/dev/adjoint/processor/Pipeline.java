package dev.adjoint.processor;

import dev.adjoint.processor.analysis.SharedArrays;
import dev.adjoint.processor.backend.Companion;
import dev.adjoint.processor.backend.CompanionWriter;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.frontend.Program;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Shapes;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Verifier;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.optimize.Optimizer;
import dev.adjoint.processor.rule.RuleBook;
import dev.adjoint.processor.shape.ShapeInference;
import dev.adjoint.processor.transform.Adjoint;
import dev.adjoint.processor.transform.Assemble;
import dev.adjoint.processor.transform.InlineCalls;
import dev.adjoint.processor.transform.MergeArrayNames;
import dev.adjoint.processor.transform.NameConditions;
import dev.adjoint.processor.transform.ReverseMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From a program that was read to the text of its companion. */
final class Pipeline {
  /** What Java allows no component of a record to be called. */
  private static final Set<String> NOT_COMPONENTS =
      Set.of(
          "clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

  private final Program program;
  private final RuleBook rules;
  private final Findings findings;
  private final QualifiedName name;

  private Pipeline(Program program, RuleBook rules) {
    this.program = program;
    this.rules = rules;
    this.findings = program.findings();
    this.name = program.of().companion("Grad");
  }

  /** The companion's source; empty after reporting why there is none. */
  static Optional<String> run(Program program, RuleBook rules) {
    return new Pipeline(program, rules).write();
  }

  private Optional<String> write() {
    program
        .functions()
        .values()
        .forEach(function -> ShapeInference.infer(function, rules::shapeOf, findings));
    if (findings.hasErrors()) {
      return Optional.empty();
    }
    List<Companion.Method> methods = new ArrayList<>();
    for (Program.Request request : program.requests()) {
      differentiate(request).ifPresent(methods::add);
    }
    if (findings.hasErrors() || methods.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        CompanionWriter.write(new Companion(program.of(), name, program.isPublic(), methods)));
  }

  private Optional<Companion.Method> differentiate(Program.Request request) {
    Findings own = new Findings();
    Function inlined =
        MergeArrayNames.in(InlineCalls.in(request.function(), program.functions(), own));
    Optional<Companion.Method> method = Optional.empty();
    SharedArrays.check(inlined, own);
    if (!own.hasErrors()) {
      Function normal = NameConditions.in(inlined);
      assert Verifier.verify(normal.body(), normal.parameters());
      Adjoint adjoint = ReverseMode.of(normal, request.inputs(), rules, own);
      if (!own.hasErrors()) {
        method = Optional.of(assemble(request, adjoint));
      }
    }
    own.all().stream()
        .filter(finding -> !request.suppressed().contains(finding.message().id()))
        .forEach(findings::add);
    return method;
  }

  private Companion.Method assemble(Program.Request request, Adjoint adjoint) {
    Function function = request.function();
    List<Type.Component> components = gradientComponents(request);
    Type gradient =
        request.inputs().size() == 1
            ? request.inputs().get(0).type()
            : nested(capitalized(request.name()) + "Gradient");
    Block both = null;
    if (function.result().isFloating()) {
      Type result =
          new Type.Other(QualifiedName.of("dev.adjoint", "ValueAndGradient"), List.of(gradient));
      both = Optimizer.optimize(Assemble.valueAndGradient(adjoint, result, gradient));
    }
    Block backward = Optimizer.optimize(Assemble.backward(adjoint, gradient));
    Set<Variable> residuals = Assemble.residuals(adjoint, backward);
    assert verify(adjoint, both, backward, residuals);
    Type pullback = nested(capitalized(request.name()) + "Pullback");
    Block forward = Optimizer.optimize(Assemble.forward(adjoint, pullback, residuals));
    return new Companion.Method(
        request.name(),
        function.position().toString(),
        request.isPublic(),
        function.result(),
        function.parameters(),
        request.inputs(),
        both,
        gradient,
        components,
        new Companion.Pullback(
            pullback,
            forward,
            backward,
            adjoint.seed(),
            ((Expr.Read) adjoint.value()).variable(),
            residuals,
            adjoint.restored()));
  }

  private static boolean verify(
      Adjoint adjoint, @Nullable Block both, Block backward, Set<Variable> residuals) {
    List<Variable> visible = new ArrayList<>(residuals);
    visible.add(adjoint.seed());
    visible.addAll(Walk.reads(adjoint.value()));
    return (both == null || Verifier.verify(both, adjoint.function().parameters()))
        && Verifier.verify(backward, visible);
  }

  private static List<Type.Component> gradientComponents(Program.Request request) {
    if (request.inputs().size() == 1) {
      return List.of();
    }
    Set<String> taken =
        request.inputs().stream()
            .filter(input -> input.kind() != Variable.Kind.RECEIVER)
            .map(Variable::name)
            .collect(Collectors.toSet());
    List<Type.Component> result = new ArrayList<>();
    for (Variable input : request.inputs()) {
      String component = NOT_COMPONENTS.contains(input.name()) ? input.name() + "_" : input.name();
      if (input.kind() == Variable.Kind.RECEIVER) {
        while (taken.contains(component)) {
          component = component + "This";
        }
      }
      result.add(new Type.Component(component, input.type(), false, Shapes.Declared.NONE));
    }
    return result;
  }

  private Type nested(String simpleName) {
    List<String> names = new ArrayList<>(name.simpleNames());
    names.add(simpleName);
    return new Type.Other(new QualifiedName(name.packageName(), names), List.of());
  }

  private static String capitalized(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
