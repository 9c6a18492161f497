package dev.adjoint.processor;

import dev.adjoint.processor.analysis.Analysis;
import dev.adjoint.processor.analysis.Switches;
import dev.adjoint.processor.backend.Companion;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.frontend.Program;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Mode;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Verifier;
import dev.adjoint.processor.optimize.Optimizer;
import dev.adjoint.processor.optimize.SplitLongMethods;
import dev.adjoint.processor.rule.RuleBook;
import dev.adjoint.processor.transform.Adjoint;
import dev.adjoint.processor.transform.CountTrips;
import dev.adjoint.processor.transform.DropCheckpoints;
import dev.adjoint.processor.transform.GraphFunction;
import dev.adjoint.processor.transform.NameConditions;
import dev.adjoint.processor.transform.NameObjects;
import dev.adjoint.processor.transform.PinRowIndices;
import dev.adjoint.processor.transform.RecordNodes;
import dev.adjoint.processor.transform.ReverseMode;
import dev.adjoint.processor.transform.UsePullbacks;
import java.util.ArrayList;
import java.util.List;

/** The methods that give computation graphs with values and adjoints. */
final class ComputationGraphs {
  private ComputationGraphs() {}

  /**
   * The graph of a method that can be differentiated.
   *
   * @param inlined the method with its calls inlined
   */
  static Companion.Derivative of(
      Program program, Program.Request request, Function inlined, RuleBook rules, Options options) {
    // What is computed again would be noted again.
    Switches switches = options.switches().without(Analysis.RECORDING);
    RecordNodes.Recorded recorded =
        RecordNodes.in(DropCheckpoints.in(inlined), request.inputs(), rules);
    Function function = recorded.function();
    Function counted = switches.isOn(Analysis.REVERSAL) ? function : CountTrips.in(function);
    Function normal =
        NameObjects.in(
            UsePullbacks.in(
                NameConditions.in(PinRowIndices.in(counted)), request.inputs(), rules, switches));
    // What there is to say of the method was said when it was differentiated.
    Adjoint adjoint =
        ReverseMode.of(normal, request.inputs(), rules, switches, false, new Findings());
    List<Variable> parameters = new ArrayList<>(request.function().parameters());
    Variable seed = function.variables().fresh("seed", function.result(), Variable.Kind.PARAMETER);
    if (!function.result().isFloating()) {
      parameters.add(seed);
    }
    String title = program.of().simpleName() + "." + request.name();
    Block body = Optimizer.tidy(GraphFunction.of(recorded, adjoint, title, seed));
    assert Verifier.verify(body, parameters);
    String name = Mode.GRAPH.of(request.name());
    SplitLongMethods split =
        new SplitLongMethods(
            program.of().companion("Grad"), options.methodSize(), program.names()::addSimilar);
    return new Companion.Derivative(
        name,
        request.visibility(),
        "all values on the way to it, with adjoints as in the gradient with respect to",
        parameters,
        GraphFunction.result(),
        split.in(body, name, function.variables()));
  }
}
