package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.Activity;
import dev.adjoint.processor.analysis.Aliases;
import dev.adjoint.processor.analysis.Analysis;
import dev.adjoint.processor.analysis.EqualNumbers;
import dev.adjoint.processor.analysis.FirstWrites;
import dev.adjoint.processor.analysis.IndependentTrips;
import dev.adjoint.processor.analysis.LostDerivatives;
import dev.adjoint.processor.analysis.Recording;
import dev.adjoint.processor.analysis.Switches;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.rule.RuleBook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reverse mode: writes the adjoint of each statement, finds out what that reads, and puts a forward
 * sweep that keeps it before a backward sweep that uses it.
 */
public final class ReverseMode {
  private final Function function;
  private final List<Variable> inputs;
  private final Switches switches;
  private final Remarks remarks;
  private final Variables variables;
  private final Aliases aliases;
  private final FirstWrites firstWrites;
  private final AdjointVariables adjoints;
  private final Variable seed;
  private final Map<Stmt, List<Stmt>> statementAdjoints = new IdentityHashMap<>();

  /** Names of rows of which only the running program can tell which rows they are. */
  private final Set<Variable> uncertain = new HashSet<>();

  private ReverseMode(
      Function function,
      List<Variable> inputs,
      Switches switches,
      Remarks remarks,
      Aliases aliases,
      AdjointVariables adjoints) {
    // What is known of arrays is found out while the trips of a loop stand in one loop.
    this.firstWrites = FirstWrites.in(function, aliases, switches);
    this.function = FormBlocks.in(function);
    this.inputs = inputs;
    this.switches = switches;
    this.remarks = remarks;
    this.variables = function.variables();
    this.aliases = aliases;
    this.adjoints = adjoints;
    this.seed = variables.fresh("seed", function.result(), Variable.Kind.ADJOINT);
  }

  /**
   * Differentiates a function whose calls are inlined and whose conditions are named.
   *
   * @param inputs the parameters to differentiate with respect to
   * @param explains whether the adjoint says why it keeps what it keeps
   */
  public static Adjoint of(
      Function function,
      List<Variable> inputs,
      RuleBook rules,
      Switches switches,
      boolean explains,
      Findings findings) {
    Set<Variable> moving = new HashSet<>(moving(function, switches));
    int names = Walk.assigned(function.body()).size() + function.parameters().size();
    // Each round but the last finds one more of the function's names to be uncertain.
    for (int round = 0; round <= names; round++) {
      Findings own = new Findings();
      Aliases before = Aliases.of(function.body(), moving);
      AdjointVariables adjoints = new AdjointVariables(function, before);
      Function shadowed = AddShadows.in(function, before, adjoints);
      Aliases aliases = Aliases.of(shadowed.body(), moving);
      Remarks remarks = new Remarks(explains);
      ReverseMode reverse = new ReverseMode(shadowed, inputs, switches, remarks, aliases, adjoints);
      Adjoint adjoint = reverse.transform(rules, own);
      if (!moving.addAll(reverse.uncertain)) {
        own.all().forEach(findings::add);
        return adjoint;
      }
    }
    throw new AssertionError("no end of uncertain names: " + moving);
  }

  /** The variables whose arrays are taken to change hands, whatever the program does. */
  private static Set<Variable> moving(Function function, Switches switches) {
    if (switches.isOn(Analysis.ALIASES)) {
      return Set.of();
    }
    Set<Variable> result = new HashSet<>(Walk.assigned(function.body()));
    result.addAll(function.parameters());
    result.removeIf(variable -> !variable.type().holdsArrays());
    return result;
  }

  /**
   * The adjoint of a function with a scalar result in which loops of independent trips run once,
   * all of it in the backward sweep; empty if there is no such loop.
   */
  public static Optional<Adjoint> fused(
      Function function,
      List<Variable> inputs,
      RuleBook rules,
      Switches switches,
      boolean explains) {
    if (!switches.isOn(Analysis.FUSION) || !switches.isOn(Analysis.RECORDING)) {
      return Optional.empty(); // A sum that each trip sets back would not be one.
    }
    Aliases aliases = Aliases.of(function.body());
    Set<Variable> unfit = new HashSet<>();
    while (true) {
      Set<Stmt> loops = Collections.newSetFromMap(new IdentityHashMap<>());
      sums(function, aliases, unfit).forEach(sum -> loops.add(sum.loop()));
      // A trip that goes forward and backward at once keeps nothing for others.
      Function plain = DropCheckpoints.of(loops, function);
      AdjointVariables adjoints = new AdjointVariables(plain, aliases);
      Remarks remarks = new Remarks(explains);
      ReverseMode reverse = new ReverseMode(plain, inputs, switches, remarks, aliases, adjoints);
      List<IndependentTrips.Sum> sums =
          sums(reverse.function, aliases, unfit).stream()
              .filter(sum -> !(sum.loop().body().statements().get(0) instanceof Stmt.Checkpoint))
              .toList();
      if (sums.isEmpty()) {
        return Optional.empty();
      }
      Set<Stmt> failed = Collections.newSetFromMap(new IdentityHashMap<>());
      Adjoint adjoint = reverse.fuse(sums, rules, failed);
      if (failed.isEmpty()) {
        return reverse.uncertain.isEmpty() ? Optional.of(adjoint) : Optional.empty();
      }
      failed.forEach(loop -> unfit.add(((Stmt.For) loop).index()));
    }
  }

  /**
   * @param unfit the indices of loops that cannot be fused
   */
  private static List<IndependentTrips.Sum> sums(
      Function function, Aliases aliases, Set<Variable> unfit) {
    return IndependentTrips.in(function, aliases).stream()
        .filter(sum -> !unfit.contains(sum.loop().index()))
        .toList();
  }

  private Adjoint fuse(List<IndependentTrips.Sum> sums, RuleBook rules, Set<Stmt> failed) {
    List<Stmt> body = function.body().statements();
    Stmt.Return last = (Stmt.Return) body.get(body.size() - 1);
    Block sweep = new Block(body.subList(0, body.size() - 1));
    Variable value = variables.fresh("value", function.result(), Variable.Kind.RESULT);
    Activity activity = Activity.of(function, inputs, aliases, switches);
    writeAdjoints(sweep, last, value, activity, rules, new Findings());
    ReadByBackward needs = new ReadByBackward(adjoints, statementAdjoints, aliases);
    Set<Stmt> loops = Collections.newSetFromMap(new IdentityHashMap<>());
    sums.forEach(sum -> loops.add(sum.loop()));
    Recording recording =
        Recording.of(function, aliases, firstWrites, needs, loops, switches, remarks.areWanted());
    failed.addAll(recording.conflicts());
    recording.unstableAliases().forEach(alias -> uncertain.add(alias.variable()));
    for (IndependentTrips.Sum sum : sums) {
      if (!Walk.anyStatement(sum.loop().body(), needs::hasAdjoint)) {
        failed.add(sum.loop());
      }
    }
    if (!failed.isEmpty()) {
      return nothing(value);
    }
    Sweeps sweeps = sweeps(recording, needs);
    List<Stmt> both =
        new ArrayList<>(
            new FuseSweeps(sweeps, adjoints, sweep.statements(), last, sums)
                .write(value, adjointParameters(), failed)
                .statements());
    Map<Variable, Expr> gradients = gradients(both);
    return new Adjoint(
        function,
        inputs,
        Block.EMPTY,
        Expr.read(value),
        seed,
        new Block(both),
        gradients,
        Set.of(),
        WrittenParameters.of(function, aliases),
        remarks.ofVariables(),
        aliases.hasDynamic());
  }

  /** What stands for an adjoint that there is not. */
  private Adjoint nothing(Variable value) {
    return new Adjoint(
        function,
        inputs,
        Block.EMPTY,
        Expr.read(value),
        seed,
        Block.EMPTY,
        Map.of(),
        Set.of(),
        Set.of(),
        Map.of(),
        false);
  }

  private void writeAdjoints(
      Block sweep,
      Stmt.Return last,
      Variable value,
      Activity activity,
      RuleBook rules,
      Findings findings) {
    StatementAdjoint writer =
        new StatementAdjoint(
            adjoints,
            variables,
            activity,
            aliases,
            firstWrites,
            rules,
            findings,
            NamedValues.of(switches.isOn(Analysis.REUSE) ? function.body() : Block.EMPTY),
            function.callee().name());
    Walk.eachStatement(sweep, stmt -> statementAdjoints.put(stmt, writer.of(stmt)));
    statementAdjoints.put(last, writer.ofResult(last, Expr.read(value), Expr.read(seed)));
  }

  private Sweeps sweeps(Recording recording, ReadByBackward needs) {
    recording.atEnd().forEach(remarks::add);
    return new Sweeps(variables, adjoints, recording, aliases, statementAdjoints, needs, remarks);
  }

  private Map<Variable, Expr> gradients(List<Stmt> backward) {
    Gradients gradients = new Gradients(adjoints, variables, true, backward);
    Map<Variable, Expr> values = new LinkedHashMap<>();
    inputs.forEach(input -> values.put(input, gradients.of(adjoints.of(input), Expr.read(input))));
    return values;
  }

  private Adjoint transform(RuleBook rules, Findings findings) {
    Activity activity = Activity.of(function, inputs, aliases, switches);
    warn(activity, findings);
    List<Stmt> body = function.body().statements();
    Stmt.Return last = (Stmt.Return) body.get(body.size() - 1);
    Block sweep = new Block(body.subList(0, body.size() - 1));
    Variable value = variables.fresh("value", function.result(), Variable.Kind.RESULT);
    writeAdjoints(sweep, last, value, activity, rules, findings);
    ReadByBackward needs = new ReadByBackward(adjoints, statementAdjoints, aliases);
    Recording recording =
        Recording.of(
            function, aliases, firstWrites, needs, Set.of(), switches, remarks.areWanted());
    recording.unstableAliases().forEach(alias -> uncertain.add(alias.variable()));
    Set<Variable> written = WrittenParameters.of(function, aliases);
    boolean isAsked = rules.isCheckpoint(function.callee());
    boolean runsAgain = isAsked || aliases.hasDynamic() || !written.isEmpty();
    CheckCheckpoints.in(sweep, runsAgain ? function : null, isAsked, recording, aliases, findings);
    if (findings.hasErrors()) {
      return nothing(value);
    }
    Sweeps sweeps = sweeps(recording, needs);
    Block forward = sweeps.forward(sweep, last, value);
    List<Stmt> backward =
        new ArrayList<>(sweeps.backward(sweep, last, adjointParameters()).statements());
    Set<Variable> restored = restoredArrays(new Block(backward));
    checkRestored(sweep, restored);
    Map<Variable, Expr> values = gradients(backward);
    return new Adjoint(
        function,
        inputs,
        forward,
        Expr.read(value),
        seed,
        new Block(backward),
        values,
        restored,
        written,
        remarks.ofVariables(),
        aliases.hasDynamic());
  }

  private void warn(Activity activity, Findings findings) {
    for (Variable input : inputs) {
      if (!activity.isUsefulAtEntry(input)) {
        String name = input.kind() == Variable.Kind.RECEIVER ? "this" : input.name();
        String depends =
            activity.isReadBy(function, input)
                ? "depends only through conditions and whole numbers on"
                : "does not depend on";
        findings.add(Message.ALWAYS_ZERO, function.position(), depends, name);
      }
    }
    LostDerivatives.find(function, activity, findings);
    EqualNumbers.find(function, activity, findings);
  }

  /**
   * A pullback sets back copies of arrays, which the rows that have names of their own are not of.
   */
  private void checkRestored(Block sweep, Set<Variable> restored) {
    for (Stmt stmt : sweep.statements()) {
      if (stmt instanceof Stmt.Declare declare
          && aliases.isAlias(declare)
          && declare.variable().kind() != Variable.Kind.SHADOW
          && restored.contains(aliases.root(declare.variable()))) {
        uncertain.add(declare.variable());
      }
    }
  }

  /** The inputs, and parameters that get values which depend on the inputs. */
  private List<Variable> adjointParameters() {
    return function.parameters().stream()
        .filter(parameter -> inputs.contains(parameter) || adjoints.isUsed(parameter))
        .toList();
  }

  private Set<Variable> restoredArrays(Block backward) {
    Set<Variable> result = new HashSet<>();
    Set<Variable> own = Walk.assigned(function.body());
    for (Variable array : Walk.stored(backward)) {
      if (own.contains(array) && array.kind() != Variable.Kind.SHADOW) {
        result.add(aliases.root(array));
      }
    }
    return result;
  }
}
