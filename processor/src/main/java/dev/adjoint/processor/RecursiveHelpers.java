package dev.adjoint.processor;

import dev.adjoint.processor.analysis.Recursion;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.frontend.Program;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Visibility;
import dev.adjoint.processor.rule.CompanionRule;
import dev.adjoint.processor.rule.RuleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gives methods that call themselves, and carry no annotation, a private pullback in the class that
 * is generated for those that call them: they cannot be copied to where they are called.
 */
final class RecursiveHelpers {
  private RecursiveHelpers() {}

  /**
   * Plans the pullbacks of a program's helpers, and tells the rules about them.
   *
   * @param companion the class that is generated
   */
  static List<Program.Request> in(Program program, QualifiedName companion, RuleBook rules) {
    List<Program.Request> requests = new ArrayList<>();
    Set<String> recursive = Recursion.in(program.functions());
    for (Function function : program.functions().values()) {
      Callee callee = function.callee();
      if (!recursive.contains(callee.signature()) || rules.findCompanion(callee) != null) {
        continue;
      }
      rules.putRecursive(callee);
      List<Variable> inputs = new ArrayList<>();
      List<String> names = new ArrayList<>();
      for (int i = 0; i < function.parameters().size(); i++) {
        Callee.Operand operand = callee.operands().get(i);
        if (operand.type().isDifferentiable() && !operand.constant()) {
          inputs.add(function.parameters().get(i));
          names.add(operand.name());
        }
      }
      if (callee.result().isDifferentiable() && !inputs.isEmpty()) {
        String name = program.names().addSimilar(callee.name());
        rules.putCompanion(callee, CompanionRule.of(companion, callee, name, names));
        requests.add(
            new Program.Request(
                name,
                function,
                inputs,
                // Where it is called, what it writes is refused in better words.
                callee.operands().stream().map(Callee.Operand::name).collect(Collectors.toSet()),
                Visibility.PRIVATE,
                Set.of(Message.ALWAYS_ZERO.id())));
      }
    }
    return requests;
  }
}
