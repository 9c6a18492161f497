package dev.adjoint.processor.frontend;

import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Mode;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Visibility;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.rule.CompanionRule;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.TypeElement;

/**
 * The annotated methods of one class, read.
 *
 * @param of the class
 * @param element the class in the user's compilation: what is written originates from it
 * @param functions all methods of the file that may be called, by signature
 * @param names what the generated class declares
 * @param withoutTree sealed interfaces by the parameter trees that they would have, but lack
 */
public record Program(
    QualifiedName of,
    TypeElement element,
    boolean isPublic,
    List<Request> requests,
    Map<String, Function> functions,
    GeneratedNames names,
    Map<QualifiedName, QualifiedName> withoutTree,
    Findings findings) {

  /** Whether derivatives are differentiated, which rules are then a part of. */
  boolean isDifferentiatedAgain() {
    boolean[] found = {
      requests.stream()
          .anyMatch(
              request ->
                  request.modes().contains(Mode.HVP) || request.modes().contains(Mode.HESSIAN))
    };
    for (Function function : functions.values()) {
      Walk.eachExpression(
          function.body(),
          expr -> found[0] |= expr instanceof Expr.Call call && call.callee().isDerived());
    }
    return found[0];
  }

  /** What is generated for an annotated method, by its names. */
  public CompanionRule ruleOf(Request request) {
    List<String> inputs =
        request.inputs().stream()
            .map(input -> input.kind() == Variable.Kind.RECEIVER ? "this" : input.name())
            .toList();
    return CompanionRule.of(
        of.companion("Grad"), request.function().callee(), request.name(), inputs);
  }

  /**
   * An annotated method.
   *
   * @param name the name of the generated methods
   * @param inputs the parameters to differentiate with respect to
   * @param mutates the names of the parameters whose arrays may be written
   * @param modes what is asked for beside gradient and pullback
   * @param suppressed the warnings that are silenced on the method or around it
   */
  public record Request(
      String name,
      Function function,
      List<Variable> inputs,
      Set<String> mutates,
      Visibility visibility,
      Set<Mode> modes,
      Set<String> suppressed) {
    public Request {
      inputs = List.copyOf(inputs);
      mutates = Set.copyOf(mutates);
      // Not Set.copyOf, whose order differs from one run to the next: each writes a method.
      modes = Collections.unmodifiableSet(new LinkedHashSet<>(modes));
      suppressed = Set.copyOf(suppressed);
    }
  }
}
