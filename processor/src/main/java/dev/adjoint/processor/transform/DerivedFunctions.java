package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.Aliases;
import dev.adjoint.processor.analysis.Switches;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.rule.Derived;
import dev.adjoint.processor.rule.RuleBook;
import java.util.List;

/** Differentiates a method again and again. */
public final class DerivedFunctions {
  private final Function inlined;
  private final Function counted;
  private final List<Variable> inputs;
  private final RuleBook rules;
  private final Switches switches;

  /**
   * @param inlined the method with its calls inlined
   * @param counted the same, with the trips of its loops counted
   * @param inputs the parameters to differentiate with respect to
   */
  public DerivedFunctions(
      Function inlined,
      Function counted,
      List<Variable> inputs,
      RuleBook rules,
      Switches switches) {
    this.inlined = inlined;
    this.counted = counted;
    this.inputs = List.copyOf(inputs);
    this.rules = rules;
    this.switches = switches;
  }

  /** Whether the method writes arrays of its caller. */
  public boolean writesParameters() {
    return !WrittenParameters.of(inlined, Aliases.of(inlined.body())).isEmpty();
  }

  /** A derivative of order 1 or more. */
  public Jvp of(Derived derived, Findings findings) {
    Derived before = derived.previous();
    if (before.kind() != Derived.Kind.VALUE && before.order() == 0) {
      CheckCheckpoints.inSecondDerivatives(counted, findings);
    }
    Function function = function(before);
    List<Variable> by = before.inputs().stream().map(function.parameters()::get).toList();
    return ForwardMode.of(function, by, rules, switches, findings);
  }

  private Function function(Derived derived) {
    if (derived.order() > 0) {
      return GradientFunction.again(inlined, of(derived, new Findings()), derived);
    }
    return switch (derived.kind()) {
      case VALUE -> NameConditions.in(inlined);
      case GRADIENT -> GradientFunction.of(adjoint(), derived);
      case VJP -> GradientFunction.vjp(adjoint(), derived);
    };
  }

  /** What cannot be differentiated was reported when it was differentiated for the first time. */
  private Adjoint adjoint() {
    Function normal = NameObjects.in(NameConditions.in(PinRowIndices.in(counted)));
    return ReverseMode.of(normal, inputs, rules, switches, false, new Findings());
  }
}
