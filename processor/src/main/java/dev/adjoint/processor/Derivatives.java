package dev.adjoint.processor;

import dev.adjoint.processor.analysis.Analysis;
import dev.adjoint.processor.backend.Companion;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.frontend.Program;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Mode;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Verifier;
import dev.adjoint.processor.ir.Visibility;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.optimize.Optimizer;
import dev.adjoint.processor.optimize.SplitLongMethods;
import dev.adjoint.processor.rule.Derived;
import dev.adjoint.processor.rule.RuleBook;
import dev.adjoint.processor.transform.DerivedFunctions;
import dev.adjoint.processor.transform.Jvp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The derivatives of a class's methods beside gradients and pullbacks: those that the methods ask
 * for, and those that others of them need in turn.
 */
final class Derivatives {
  /** How many parameters a method may have; {@code double} and {@code long} count twice. */
  private static final int MOST_PARAMETERS = 255;

  private final RuleBook rules;
  private final Options options;
  private final Program program;
  private final QualifiedName companion;

  private final Differentiations differentiations;

  /** What methods are differentiated again from, by the names of the requests. */
  private final Map<String, Source> sources = new LinkedHashMap<>();

  /** What was written, by the names of the requests. */
  private final Map<String, List<Companion.Derivative>> written = new LinkedHashMap<>();

  /** Hessians by the names of the requests. */
  private final Map<String, Companion.Hessian> hessians = new LinkedHashMap<>();

  /** Jacobians by the names of the requests. */
  private final Map<String, Companion.Jacobian> jacobians = new LinkedHashMap<>();

  /** What a method is differentiated again from. */
  private record Source(
      Program.Request request,
      DerivedFunctions functions,
      Variables variables,
      Findings findings) {}

  private Derivatives(
      Program program, RuleBook rules, Options options, Differentiations differentiations) {
    this.differentiations = differentiations;
    this.program = program;
    this.rules = rules;
    this.options = options;
    this.companion = program.of().companion("Grad");
  }

  /**
   * Tells the rules what there is, and what has a name.
   *
   * @param requests receives what is generated beside them
   */
  static Derivatives of(
      Program program, List<Program.Request> requests, RuleBook rules, Options options) {
    Differentiations differentiations = Differentiations.in(program, rules);
    for (Program.Request request : List.copyOf(requests)) {
      Callee callee = request.function().callee();
      rules.putOwn(callee, program.ruleOf(request));
      if (differentiations.isDifferentiated(callee)) {
        planByAll(program, request, rules).ifPresent(requests::add);
        if (callsCustom(request.function(), program, new HashSet<>())) {
          rules.putCustom(callee);
        }
      }
      for (Derived derived : asked(program, request)) {
        rules.putDerived(derived, derived.name());
      }
    }
    return new Derivatives(program, rules, options, differentiations);
  }

  /**
   * A method that is differentiated by some of its parameters may depend by others on what its
   * derivative is differentiated by.
   */
  private static Optional<Program.Request> planByAll(
      Program program, Program.Request request, RuleBook rules) {
    Function function = request.function();
    List<Variable> all = new ArrayList<>();
    for (int i = 0; i < function.parameters().size(); i++) {
      Callee.Operand operand = function.callee().operands().get(i);
      if (operand.type().isDifferentiable() && !operand.constant()) {
        all.add(function.parameters().get(i));
      }
    }
    if (all.size() == request.inputs().size()) {
      return Optional.empty();
    }
    Program.Request byAll =
        new Program.Request(
            program.names().addSimilar(request.name() + "ByAll"),
            function,
            all,
            request.mutates(),
            Visibility.PRIVATE,
            Set.of(),
            Set.of(Message.ALWAYS_ZERO.id()));
    rules.putByAll(function.callee(), program.ruleOf(byAll));
    return Optional.of(byAll);
  }

  /** Whether a method comes to call operations whose rules nobody but their author answers for. */
  private static boolean callsCustom(Function function, Program program, Set<String> seen) {
    if (!seen.add(function.callee().signature())) {
      return false;
    }
    boolean[] found = {false};
    Walk.eachExpression(
        function.body(),
        expr -> {
          if (expr instanceof Expr.Call call) {
            Function callee = program.functions().get(call.callee().signature());
            boolean isOfRuntime =
                (call.callee().owner().packageName() + ".").startsWith("dev.adjoint.");
            found[0] |= call.callee().kind() == Callee.Kind.PRIMITIVE && !isOfRuntime;
            found[0] |= callee != null && callsCustom(callee, program, seen);
          }
        });
    return found[0];
  }

  /** What a declaration asks for. */
  private static Set<Derived> asked(Program program, Program.Request request) {
    Set<Derived> result = new LinkedHashSet<>();
    Callee callee = request.function().callee();
    for (Mode mode : request.modes()) {
      for (Derived.Kind kind : Derived.Kind.values()) {
        Derived derived = new Derived(callee, program.ruleOf(request), kind, 1);
        boolean isThere = kind != Derived.Kind.GRADIENT || callee.result().isFloating();
        if (isThere && derived.mode() == mode) {
          result.add(derived);
        }
      }
    }
    return result;
  }

  /**
   * Takes a method that was differentiated, and can be differentiated again.
   *
   * @param inlined the method with its calls inlined
   * @param counted the same, with the trips of its loops counted
   * @param findings receives what is found later
   */
  void add(Program.Request request, Function inlined, Function counted, Findings findings) {
    DerivedFunctions functions =
        new DerivedFunctions(inlined, counted, request.inputs(), rules, options.switches());
    sources.put(request.name(), new Source(request, functions, inlined.variables(), findings));
    if (request.modes().contains(Mode.HESSIAN)) {
      planHessian(request, findings);
    }
    if (request.modes().contains(Mode.JACOBIAN)) {
      planJacobian(request, functions, findings);
    }
    for (Derived derived : asked(program, request)) {
      write(derived, derived.name(), request.visibility());
    }
  }

  /** Takes what else was written for a request, by its name. */
  void put(String request, Companion.Derivative derivative) {
    written.computeIfAbsent(request, name -> new ArrayList<>()).add(derivative);
  }

  private void planHessian(Program.Request request, Findings findings) {
    Callee callee = request.function().callee();
    if (!callee.result().isFloating()) {
      findings.add(
          Message.UNSUPPORTED,
          request.function().position(),
          "Mode.HESSIAN of a method whose result is no number",
          "ask for Mode.JACOBIAN, or for the Hessian of one of the results");
      return;
    }
    Callee hvp =
        rules.derived(new Derived(callee, program.ruleOf(request), Derived.Kind.GRADIENT, 1));
    if (hvp != null) {
      String name = Mode.HESSIAN.of(request.name());
      hessians.put(request.name(), new Companion.Hessian(name, hvp.name()));
    }
  }

  private void planJacobian(
      Program.Request request, DerivedFunctions functions, Findings findings) {
    if (functions.writesParameters()) {
      findings.add(
          Message.UNSUPPORTED,
          request.function().position(),
          "the Jacobian of a method that writes a parameter array",
          "return a new array instead");
      return;
    }
    Callee callee = request.function().callee();
    Callee jvp = rules.derived(new Derived(callee, program.ruleOf(request), Derived.Kind.VALUE, 1));
    if (jvp != null) {
      String name = Mode.JACOBIAN.of(request.name());
      jacobians.put(request.name(), new Companion.Jacobian(name, jvp.name()));
    }
  }

  /** The Jacobian of a request, by its name; null if it asks for none. */
  Companion.@Nullable Jacobian jacobianOf(String request) {
    return jacobians.get(request);
  }

  /** The Hessian of a request, by its name; null if it asks for none. */
  Companion.@Nullable Hessian hessianOf(String request) {
    return hessians.get(request);
  }

  /** Writes what is needed by what was written, until nothing is missing. */
  void complete() {
    for (List<Derived> wanted = rules.takeWanted();
        !wanted.isEmpty();
        wanted = rules.takeWanted()) {
      for (Derived derived : wanted) {
        Callee callee = rules.derived(derived);
        if (callee != null) {
          write(derived, callee.name(), Visibility.PRIVATE);
        }
      }
    }
  }

  /** What was written for a request, by its name. */
  List<Companion.Derivative> of(String request) {
    return written.getOrDefault(request, List.of());
  }

  private void write(Derived derived, String name, Visibility visibility) {
    Source source = sources.get(derived.rule().method());
    if (source == null) {
      return; // It could not be differentiated even once.
    }
    if (differentiations.isEndless(source.request().function().callee())) {
      source
          .findings()
          .add(
              Message.UNSUPPORTED,
              source.request().function().position(),
              "a method that differentiates itself",
              "let it differentiate another one");
      return;
    }
    if (parameters(derived) > MOST_PARAMETERS) {
      source
          .findings()
          .add(
              Message.UNSUPPORTED,
              source.request().function().position(),
              "a derivative of this method so high that it has over 255 parameters",
              "differentiate a method that gives its derivative by a formula");
      return;
    }
    boolean isSecond = derived.kind() != Derived.Kind.VALUE || derived.order() > 1;
    if (isSecond && source.functions().writesParameters()) {
      source
          .findings()
          .add(
              Message.UNSUPPORTED,
              source.request().function().position(),
              "the second derivative of a method that writes a parameter array",
              "return a new array instead");
      return;
    }
    Jvp jvp = source.functions().of(derived, source.findings());
    assert Verifier.verify(jvp.body(), jvp.parameters());
    Block body =
        options.switches().isOn(Analysis.OPTIMIZE)
            ? Optimizer.optimize(jvp.body(), source.variables(), jvp.written())
            : Optimizer.tidy(jvp.body());
    SplitLongMethods split =
        new SplitLongMethods(companion, options.methodSize(), program.names()::addSimilar);
    put(
        source.request().name(),
        new Companion.Derivative(
            name,
            visibility,
            what(derived),
            jvp.parameters(),
            derived.result(),
            split.in(body, name, source.variables())));
  }

  /** Each order has twice the tangents of the one before. */
  private static int parameters(Derived derived) {
    return derived.operands().stream()
        .mapToInt(
            operand ->
                operand.type() == Type.Primitive.DOUBLE || operand.type() == Type.Primitive.LONG
                    ? 2
                    : 1)
        .sum();
  }

  private static String what(Derived derived) {
    String first =
        switch (derived.kind()) {
          case VALUE -> "its derivative along tangents of";
          case GRADIENT -> "its gradient, both with their derivatives along tangents of";
          case VJP -> "its vector-Jacobian product, that with its derivative along tangents of";
        };
    return derived.order() == 1 ? first : "higher derivatives along tangents of";
  }
}
