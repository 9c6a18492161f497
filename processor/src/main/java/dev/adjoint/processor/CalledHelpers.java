package dev.adjoint.processor;

import dev.adjoint.processor.analysis.Copies;
import dev.adjoint.processor.analysis.Recursion;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.frontend.Program;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Visibility;
import dev.adjoint.processor.rule.CompanionRule;
import dev.adjoint.processor.rule.RuleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gives methods that carry no annotation a private pullback in the class that is generated for
 * those that call them, where they cannot be copied to where they are called: because they call
 * themselves, or because the copies would be too many.
 */
final class CalledHelpers {
  private final Program program;
  private final QualifiedName companion;
  private final RuleBook rules;
  private final List<Program.Request> requests = new ArrayList<>();

  private CalledHelpers(Program program, QualifiedName companion, RuleBook rules) {
    this.program = program;
    this.companion = companion;
    this.rules = rules;
  }

  /**
   * Plans the pullbacks of a program's helpers, and tells the rules about them.
   *
   * @param companion the class that is generated
   */
  static List<Program.Request> in(Program program, QualifiedName companion, RuleBook rules) {
    CalledHelpers helpers = new CalledHelpers(program, companion, rules);
    Set<String> recursive = Recursion.in(program.functions());
    Set<String> tooMany =
        Copies.tooMany(
            program.requests().stream().map(Program.Request::function).toList(),
            program.functions(),
            recursive,
            helpers::canBeCalled);
    for (Function function : program.functions().values()) {
      Callee callee = function.callee();
      boolean hasCompanion = rules.findCompanion(callee) != null;
      if (tooMany.contains(callee.signature())
          || (recursive.contains(callee.signature()) && !hasCompanion)) {
        rules.putCalled(callee);
        if (!hasCompanion) {
          helpers.plan(function);
        }
      }
    }
    return helpers.requests;
  }

  /** Whether there is a derivative by all that a method is given, or nothing to differentiate. */
  private boolean canBeCalled(Function function) {
    Callee callee = function.callee();
    List<String> names = inputs(callee).stream().map(Callee.Operand::name).toList();
    CompanionRule rule = rules.findCompanion(callee);
    if (rule != null) {
      return rule.inputs().containsAll(names);
    }
    return names.isEmpty()
        ? !rules.isHidden(callee) && !(callee.result() instanceof Type.Nothing)
        : callee.result().isDifferentiable();
  }

  private static List<Callee.Operand> inputs(Callee callee) {
    return callee.operands().stream()
        .filter(operand -> operand.type().isDifferentiable() && !operand.constant())
        .toList();
  }

  private void plan(Function function) {
    Callee callee = function.callee();
    List<Callee.Operand> operands = inputs(callee);
    if (!callee.result().isDifferentiable() || operands.isEmpty()) {
      return;
    }
    String name = program.names().addSimilar(callee.name());
    List<String> names = operands.stream().map(Callee.Operand::name).toList();
    rules.putCompanion(callee, CompanionRule.of(companion, callee, name, names));
    requests.add(
        new Program.Request(
            name,
            function,
            operands.stream()
                .map(operand -> function.parameters().get(callee.operands().indexOf(operand)))
                .toList(),
            // Where it is called, what it writes is refused in better words.
            callee.operands().stream().map(Callee.Operand::name).collect(Collectors.toSet()),
            Visibility.PRIVATE,
            Set.of(),
            Set.of(Message.ALWAYS_ZERO.id())));
  }
}
