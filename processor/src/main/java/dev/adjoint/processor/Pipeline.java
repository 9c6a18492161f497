package dev.adjoint.processor;

import dev.adjoint.processor.analysis.Analysis;
import dev.adjoint.processor.analysis.BorrowedArrays;
import dev.adjoint.processor.analysis.EnclosedArrays;
import dev.adjoint.processor.analysis.SharedArrays;
import dev.adjoint.processor.analysis.Switches;
import dev.adjoint.processor.backend.Companion;
import dev.adjoint.processor.backend.CompanionWriter;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.frontend.Program;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Mode;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Verifier;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.rule.RuleBook;
import dev.adjoint.processor.shape.ShapeInference;
import dev.adjoint.processor.transform.Adjoint;
import dev.adjoint.processor.transform.CopyAssignedParameters;
import dev.adjoint.processor.transform.CountTrips;
import dev.adjoint.processor.transform.DropCheckpoints;
import dev.adjoint.processor.transform.InlineCalls;
import dev.adjoint.processor.transform.JoinLogistic;
import dev.adjoint.processor.transform.MergeArrayNames;
import dev.adjoint.processor.transform.NameConditions;
import dev.adjoint.processor.transform.NameObjects;
import dev.adjoint.processor.transform.NameSelfCopies;
import dev.adjoint.processor.transform.PinRowIndices;
import dev.adjoint.processor.transform.RaiseGuards;
import dev.adjoint.processor.transform.RenameReplaced;
import dev.adjoint.processor.transform.ReverseMode;
import dev.adjoint.processor.transform.TakeKnownBranches;
import dev.adjoint.processor.transform.UsePullbacks;
import dev.adjoint.processor.transform.WithAllInputs;
import dev.adjoint.processor.transform.WrittenParameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** From a program that was read to the text of its companion. */
final class Pipeline {
  private final Program program;
  private final RuleBook rules;
  private final Options options;
  private final Findings findings;
  private final QualifiedName name;
  private final Map<String, String> graphs = new LinkedHashMap<>();

  private Pipeline(Program program, RuleBook rules, Options options) {
    this.program = program;
    this.rules = rules.forOneClass(program.names()::addSimilar);
    this.options = options;
    this.findings = program.findings();
    this.name = program.of().companion("Grad");
  }

  /**
   * What is written for a class.
   *
   * @param source the companion
   * @param graphs drawings of its methods, by their names
   */
  record Written(String source, Map<String, String> graphs) {}

  /** The companion; empty after reporting why there is none. */
  static Optional<Written> run(Program program, RuleBook rules, Options options) {
    return new Pipeline(program, rules, options).write();
  }

  private Optional<Written> write() {
    ShapeInference shapes =
        new ShapeInference(program.functions(), rules::shapeOf, rules::shapesOf, findings);
    program.functions().values().forEach(shapes::of);
    boolean isIncomplete =
        findings.all().stream().anyMatch(f -> f.message() == Message.INCOMPLETE_TYPES);
    if (findings.hasErrors() || isIncomplete) {
      return Optional.empty();
    }
    List<Companion.Method> methods = new ArrayList<>();
    List<Program.Request> requests = new ArrayList<>(program.requests());
    requests.addAll(CalledHelpers.in(program, name, rules));
    Derivatives derivatives = Derivatives.of(program, requests, rules, options);
    Map<Program.Request, Findings> found = new LinkedHashMap<>();
    for (Program.Request request : requests) {
      Findings own = new Findings();
      found.put(request, own);
      differentiate(request, derivatives, own).ifPresent(methods::add);
    }
    derivatives.complete();
    methods.replaceAll(
        method ->
            method.with(
                derivatives.of(method.name()),
                derivatives.hessianOf(method.name()),
                derivatives.jacobianOf(method.name())));
    found.forEach(
        (request, own) -> {
          derivatives
              .of(request.name())
              .forEach(derivative -> checkTrees(request, derivative.body().main(), own));
          own.all().stream()
              .filter(finding -> !request.suppressed().contains(finding.message().id()))
              .forEach(findings::add);
        });
    if (findings.hasErrors() || methods.isEmpty()) {
      return Optional.empty();
    }
    Companion companion = new Companion(program.of(), name, program.isPublic(), methods);
    return Optional.of(new Written(CompanionWriter.write(companion), graphs));
  }

  private Optional<Companion.Method> differentiate(
      Program.Request request, Derivatives derivatives, Findings own) {
    Switches switches = options.switches();
    Function copied =
        TakeKnownBranches.in(InlineCalls.in(request.function(), program.functions(), rules, own));
    Function inlined =
        MergeArrayNames.in(
            RaiseGuards.in(
                JoinLogistic.in(
                    NameSelfCopies.in(
                        CopyAssignedParameters.in(
                            RenameReplaced.in(
                                WithAllInputs.in(copied, request.inputs(), rules, switches)))))));
    Optional<Companion.Method> method = Optional.empty();
    SharedArrays.check(inlined, own);
    EnclosedArrays.check(inlined, own);
    BorrowedArrays.check(inlined, own);
    WrittenParameters.check(inlined, request.mutates(), own);
    if (!own.hasErrors()) {
      Function counted = switches.isOn(Analysis.REVERSAL) ? inlined : CountTrips.in(inlined);
      Function normal =
          NameObjects.in(
              UsePullbacks.in(
                  NameConditions.in(PinRowIndices.in(counted)), request.inputs(), rules, switches));
      assert Verifier.verify(normal.body(), normal.parameters());
      Adjoint adjoint =
          ReverseMode.of(normal, request.inputs(), rules, switches, options.explains(), own);
      if (!own.hasErrors()) {
        // Where arrays change hands or are the caller's, trips are not independent for sure.
        Optional<Adjoint> fused =
            adjoint.isRerun() || !request.function().result().isFloating()
                ? Optional.empty()
                : ReverseMode.fused(normal, request.inputs(), rules, switches, options.explains());
        checkTrees(request, adjoint.backward(), own);
        // Forward mode keeps nothing, and what a second derivative keeps is what it is made of.
        derivatives.add(request, DropCheckpoints.in(inlined), DropCheckpoints.in(counted), own);
        if (request.modes().contains(Mode.GRAPH)) {
          derivatives.put(
              request.name(), ComputationGraphs.of(program, request, inlined, rules, options));
        }
        boolean runsAgain = rules.isCheckpoint(request.function().callee());
        method =
            Optional.of(
                new Assembly(program, rules, options, name, graphs)
                    .of(request, adjoint.running(runsAgain), fused));
      }
    }
    return method;
  }

  private void checkTrees(Program.Request request, Block backward, Findings own) {
    Set<QualifiedName> missing = new LinkedHashSet<>();
    Walk.eachExpression(
        backward,
        expr -> {
          QualifiedName type =
              expr instanceof Expr.StaticField tree
                  ? program.withoutTree().get(tree.owner())
                  : null;
          if (type != null && missing.add(type)) {
            Position position = request.function().position();
            own.add(Message.RECORD_WITHOUT_TREE, position, type.simpleName());
          }
        });
  }
}
