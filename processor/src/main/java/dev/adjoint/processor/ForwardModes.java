package dev.adjoint.processor;

import dev.adjoint.processor.analysis.Analysis;
import dev.adjoint.processor.analysis.Recursion;
import dev.adjoint.processor.backend.Companion;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.frontend.Program;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Mode;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Verifier;
import dev.adjoint.processor.ir.Visibility;
import dev.adjoint.processor.optimize.Optimizer;
import dev.adjoint.processor.optimize.SplitLongMethods;
import dev.adjoint.processor.rule.RuleBook;
import dev.adjoint.processor.transform.ForwardMode;
import dev.adjoint.processor.transform.Jvp;
import dev.adjoint.processor.transform.NameConditions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Forward mode of the methods of a class: of those that ask for it, and private ones of those that
 * such a method calls, as they cannot be copied there.
 */
final class ForwardModes {
  private final Program program;
  private final RuleBook rules;
  private final Options options;
  private final QualifiedName companion;

  /** The names of what is generated, by the methods' own names. */
  private final Map<String, String> names = new HashMap<>();

  private ForwardModes(Program program, RuleBook rules, Options options) {
    this.program = program;
    this.rules = rules;
    this.options = options;
    this.companion = program.of().companion("Grad");
  }

  /** Plans them, and tells the rules about them. */
  static ForwardModes in(
      Program program, List<Program.Request> requests, RuleBook rules, Options options) {
    ForwardModes modes = new ForwardModes(program, rules, options);
    if (requests.stream().anyMatch(request -> request.modes().contains(Mode.JVP))) {
      Set<String> recursive = Recursion.in(program.functions());
      for (Program.Request request : requests) {
        Callee callee = request.function().callee();
        boolean isCalled = rules.isCalled(callee) || recursive.contains(callee.signature());
        if (request.modes().contains(Mode.JVP)) {
          modes.names.put(request.name(), Mode.JVP.of(request.name()));
        } else if (isCalled) {
          String name = program.names().addSimilar(Mode.JVP.of(request.name()));
          modes.names.put(request.name(), name);
          rules.putJvp(callee, name);
        }
      }
    }
    return modes;
  }

  /**
   * The forward mode of a method; null if nobody asks for it.
   *
   * @param inlined the method with its calls inlined
   */
  Companion.@Nullable Jvp of(Program.Request request, Function inlined, Findings findings) {
    for (Mode mode : request.modes()) {
      if (mode != Mode.JVP) {
        findings.add(
            Message.UNSUPPORTED,
            request.function().position(),
            "a method with Mode." + mode,
            "ask for Mode.JVP");
      }
    }
    String name = names.get(request.name());
    if (name == null) {
      return null;
    }
    Function normal = NameConditions.in(inlined);
    Jvp jvp = ForwardMode.of(normal, request.inputs(), rules, options.switches(), findings);
    assert Verifier.verify(jvp.body(), jvp.parameters());
    Block body =
        options.switches().isOn(Analysis.OPTIMIZE)
            ? Optimizer.optimize(jvp.body(), inlined.variables(), jvp.written())
            : Optimizer.tidy(jvp.body());
    SplitLongMethods split =
        new SplitLongMethods(companion, options.methodSize(), program.names()::addSimilar);
    Visibility visibility =
        request.modes().contains(Mode.JVP) ? request.visibility() : Visibility.PRIVATE;
    return new Companion.Jvp(
        name, visibility, jvp.parameters(), split.in(body, name, inlined.variables()));
  }
}
