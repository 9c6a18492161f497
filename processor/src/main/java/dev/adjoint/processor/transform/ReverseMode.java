package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.Activity;
import dev.adjoint.processor.analysis.Aliases;
import dev.adjoint.processor.analysis.LostDerivatives;
import dev.adjoint.processor.analysis.Recording;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.diagnostic.Message;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.rule.RuleBook;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reverse mode: writes the adjoint of each statement, finds out what that reads, and puts a forward
 * sweep that keeps it before a backward sweep that uses it.
 */
public final class ReverseMode {
  private final Function function;
  private final List<Variable> inputs;
  private final Variables variables;
  private final Aliases aliases;
  private final AdjointVariables adjoints;
  private final Variable seed;
  private final Map<Stmt, List<Stmt>> statementAdjoints = new IdentityHashMap<>();

  private ReverseMode(Function function, List<Variable> inputs) {
    this.function = function;
    this.inputs = inputs;
    this.variables = function.variables();
    this.aliases = Aliases.of(function.body());
    this.adjoints = new AdjointVariables(function);
    this.seed = variables.fresh("seed", function.result(), Variable.Kind.ADJOINT);
  }

  /**
   * Differentiates a function whose calls are inlined and whose conditions are named.
   *
   * @param inputs the parameters to differentiate with respect to
   */
  public static Adjoint of(
      Function function, List<Variable> inputs, RuleBook rules, Findings findings) {
    Activity activity = Activity.of(function, inputs);
    for (Variable input : inputs) {
      if (!activity.isUsefulAtEntry(input)) {
        String name = input.kind() == Variable.Kind.RECEIVER ? "this" : input.name();
        findings.add(Message.ALWAYS_ZERO, function.position(), name);
      }
    }
    LostDerivatives.find(function, activity, findings);
    return new ReverseMode(function, inputs).transform(activity, rules, findings);
  }

  private Adjoint transform(Activity activity, RuleBook rules, Findings findings) {
    StatementAdjoint writer =
        new StatementAdjoint(adjoints, variables, activity, aliases, rules, findings);
    List<Stmt> body = function.body().statements();
    Stmt.Return last = (Stmt.Return) body.get(body.size() - 1);
    Block sweep = new Block(body.subList(0, body.size() - 1));
    Variable value = variables.fresh("value", function.result(), Variable.Kind.RESULT);
    Walk.eachStatement(sweep, stmt -> statementAdjoints.put(stmt, writer.of(stmt)));
    statementAdjoints.put(last, writer.ofResult(last, Expr.read(value), Expr.read(seed)));
    ReadByBackward needs = new ReadByBackward(adjoints, statementAdjoints, aliases);
    Recording recording = Recording.of(function, aliases, needs);
    for (Stmt.Declare alias : recording.unstableAliases()) {
      findings.add(
          Message.UNSUPPORTED,
          alias.position(),
          "an array whose index changes while it is in use",
          "declare the index anew for each array");
    }
    Sweeps sweeps = new Sweeps(variables, adjoints, recording, aliases, statementAdjoints, needs);
    Block forward = sweeps.forward(sweep, last, value);
    Block backward = sweeps.backward(sweep, last, adjointParameters());
    Set<Variable> restored = restoredArrays(backward);
    checkRestored(sweep, restored, findings);
    Map<Variable, Expr> gradients = new LinkedHashMap<>();
    inputs.forEach(input -> gradients.put(input, adjoints.gradient(Expr.read(input))));
    return new Adjoint(
        function, inputs, forward, Expr.read(value), seed, backward, gradients, restored);
  }

  /**
   * A pullback sets back copies of arrays, which the rows that have names of their own are not of.
   */
  private void checkRestored(Block sweep, Set<Variable> restored, Findings findings) {
    for (Stmt stmt : sweep.statements()) {
      if (stmt instanceof Stmt.Declare declare
          && Aliases.isAlias(declare)
          && restored.contains(aliases.root(declare.variable()))) {
        findings.add(
            Message.UNSUPPORTED,
            declare.position(),
            "a name for a row of an array that is overwritten",
            "write the index each time");
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
      if (own.contains(array)) {
        result.add(aliases.root(array));
      }
    }
    return result;
  }

  /** What the written adjoints read of the function itself. */
  static final class ReadByBackward implements Recording.Needs {
    private final AdjointVariables adjoints;
    private final Map<Stmt, List<Stmt>> statementAdjoints;
    private final Map<Variable, Variable> aliasOfAdjoint = new HashMap<>();

    ReadByBackward(
        AdjointVariables adjoints, Map<Stmt, List<Stmt>> statementAdjoints, Aliases aliases) {
      this.adjoints = adjoints;
      this.statementAdjoints = statementAdjoints;
      for (Stmt stmt : statementAdjoints.keySet()) {
        if (stmt instanceof Stmt.Declare declare
            && Aliases.isAlias(declare)
            && adjoints.isUsed(declare.variable())
            && adjoints.of(declare.variable()) instanceof AdjointNode.Leaf leaf) {
          aliasOfAdjoint.put(leaf.variable(), declare.variable());
        }
      }
    }

    @Override
    public boolean hasAdjoint(Stmt stmt) {
      return !statementAdjoints.getOrDefault(stmt, List.of()).isEmpty();
    }

    @Override
    public Set<Variable> of(Stmt stmt) {
      Set<Variable> result = new HashSet<>();
      Set<Variable> own = new HashSet<>();
      Block block = new Block(statementAdjoints.getOrDefault(stmt, List.of()));
      Walk.eachStatement(
          block,
          part -> {
            if (part instanceof Stmt.Declare declare) {
              own.add(declare.variable());
            }
          });
      Walk.eachExpression(
          block,
          part -> {
            if (part instanceof Expr.Read read) {
              Variable alias = aliasOfAdjoint.get(read.variable());
              if (alias != null) {
                result.add(alias);
              } else if (!read.variable().isAdjoint() && !own.contains(read.variable())) {
                result.add(read.variable());
              }
            }
          });
      return result;
    }

    @Override
    public Set<Variable> ofZero(Stmt.Declare declaration) {
      Variable variable = declaration.variable();
      if (!adjoints.isUsed(variable) || Aliases.isAlias(declaration)) {
        return Set.of();
      }
      Set<Variable> result = new HashSet<>();
      for (Stmt stmt : zero(declaration)) {
        Walk.expressions(stmt).forEach(expr -> result.addAll(Walk.reads(expr)));
      }
      return result;
    }

    /** Declares the adjoint of a local variable, set to zero. */
    List<Stmt> zero(Stmt.Declare declaration) {
      Variable variable = declaration.variable();
      if (variable.type() instanceof Type.Array type
          && declaration.value() instanceof Expr.NewArray array
          && array.dimensions().size() == type.rank()
          && array.dimensions().stream().allMatch(ReadByBackward::isLiteral)
          && adjoints.of(variable) instanceof AdjointNode.Leaf leaf) {
        return List.of(new Stmt.Declare(leaf.variable(), array, declaration.position()));
      }
      return adjoints.declareZero(Expr.read(variable), declaration.position());
    }

    private static boolean isLiteral(Expr expr) {
      return expr instanceof Expr.Literal;
    }
  }
}
