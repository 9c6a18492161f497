package dev.adjoint.processor;

import dev.adjoint.processor.analysis.Analysis;
import dev.adjoint.processor.backend.Companion;
import dev.adjoint.processor.backend.GraphWriter;
import dev.adjoint.processor.diagnostic.Findings;
import dev.adjoint.processor.frontend.Program;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Verifier;
import dev.adjoint.processor.ir.Visibility;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.optimize.AccumulateInPlace;
import dev.adjoint.processor.optimize.ApplyLast;
import dev.adjoint.processor.optimize.CancelOperations;
import dev.adjoint.processor.optimize.Carried;
import dev.adjoint.processor.optimize.ComputeTogether;
import dev.adjoint.processor.optimize.DropResizes;
import dev.adjoint.processor.optimize.FuseOperations;
import dev.adjoint.processor.optimize.KeepArrayShapes;
import dev.adjoint.processor.optimize.KeepShapes;
import dev.adjoint.processor.optimize.NoteShapes;
import dev.adjoint.processor.optimize.Optimizer;
import dev.adjoint.processor.optimize.OwnStored;
import dev.adjoint.processor.optimize.ReleaseAtLastUse;
import dev.adjoint.processor.optimize.ReleaseReplaced;
import dev.adjoint.processor.optimize.ReleaseResiduals;
import dev.adjoint.processor.optimize.RemoveCopies;
import dev.adjoint.processor.optimize.SplitLongMethods;
import dev.adjoint.processor.optimize.UseWorkspace;
import dev.adjoint.processor.rule.CompanionRule;
import dev.adjoint.processor.rule.PrimitiveRule;
import dev.adjoint.processor.rule.RuleBook;
import dev.adjoint.processor.shape.ShapeInference;
import dev.adjoint.processor.transform.Adjoint;
import dev.adjoint.processor.transform.Assemble;
import dev.adjoint.processor.transform.NameLines;
import dev.adjoint.processor.transform.TraceValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** From a method with its adjoint to the bodies of what is generated for it. */
final class Assembly {
  private static final Expr TRUE = new Expr.Literal("true", Type.Primitive.BOOLEAN);

  private final Program program;
  private final RuleBook rules;
  private final Options options;
  private final QualifiedName companion;
  private final Map<String, String> graphs;

  /**
   * @param companion the class that is generated
   * @param graphs receives drawings of methods, by their names
   */
  Assembly(
      Program program,
      RuleBook rules,
      Options options,
      QualifiedName companion,
      Map<String, String> graphs) {
    this.program = program;
    this.rules = rules;
    this.options = options;
    this.companion = companion;
    this.graphs = graphs;
  }

  /**
   * @param fused the adjoint for a method that computes the gradient at once, if it has another
   */
  Companion.Method of(Program.Request request, Adjoint given, Optional<Adjoint> fused) {
    Adjoint adjoint = cancelled(given);
    Function function = request.function();
    CompanionRule rule = program.ruleOf(request);
    Variables variables = function.variables();
    InputChecks checks = checks(request);
    Block both =
        function.result().isFloating() && isCalled(request)
            ? valueAndGradient(
                rule.gradient(), fused.map(this::cancelled).orElse(adjoint), checks, variables)
            : null;

    Supplier<DropResizes.Facts> facts = () -> checks.facts(adjoint);
    Assemble assemble = new Assemble(adjoint);
    Block backward = optimize(assemble.backward(rule.gradient()), facts, variables, Set.of());
    if (reuses(backward) && !adjoint.isRerun()) {
      List<Block> sweeps = shapesKept(List.of(adjoint.forward(), backward), variables);
      assemble = new Assemble(adjoint.withForward(sweeps.get(0)));
      backward = sweeps.get(1);
    }
    Set<Variable> residuals = assemble.residuals(backward);
    assert verify(adjoint, both, backward, residuals);
    Block forward =
        optimize(assemble.forward(rule.pullback(), residuals), facts, variables, adjoint.written());
    draw(request, both == null ? forward : both, both == null ? backward : null, adjoint);

    if (both != null) {
      both = fused(noteShapes(function, both), variables, new Carried());
      both = reuses(both) ? ApplyLast.in(both, TRUE) : both;
      both = reuses(both) ? UseWorkspace.throughout(both, variables) : both;
      both = traced(checks.before(both));
    }
    Carried carried = new Carried();
    forward = fused(noteShapes(function, forward), variables, carried);
    Variable value = ((Expr.Read) adjoint.value()).variable();
    boolean readsValue = !adjoint.isRerun() && reads(backward, value);
    // Also where nothing is optimized: callers elsewhere rely on it.
    ReleaseResiduals.Kept kept =
        ReleaseResiduals.keep(
            forward, function.parameters(), residuals, readsValue ? value : null, carried);
    forward = kept.forward();
    forward = reuses(forward) ? UseWorkspace.within(forward, variables) : forward;
    forward = traced(checks.before(forward));
    Carried carriedBack = new Carried();
    backward = fused(backward, variables, carriedBack);
    Variable isLast = variables.fresh("isLast", Type.Primitive.BOOLEAN, Variable.Kind.PARAMETER);
    if (reuses(backward)) {
      backward = ApplyLast.in(backward, Expr.read(isLast));
      backward = ReleaseResiduals.in(backward, kept.groups(), Expr.read(isLast), carriedBack);
    }
    boolean readsIsLast = reads(backward, isLast);
    backward = reuses(backward) ? UseWorkspace.within(backward, variables) : backward;
    backward = traced(backward);
    // Last: what optimizes looks at whole bodies.
    SplitLongMethods split =
        new SplitLongMethods(companion, options.methodSize(), program.names()::addSimilar);
    String part = request.name();
    return new Companion.Method(
        request.name(),
        function.position().toString(),
        request.visibility(),
        function.result(),
        function.parameters(),
        request.inputs(),
        both == null ? null : split.in(both, part, variables),
        fused.isPresent(),
        rule.gradient(),
        rule.components(),
        new Companion.Pullback(
            rule.pullback(),
            checks.with(split.in(forward, part + "Pullback", variables)),
            InputChecks.ofSeed(adjoint, split.in(backward, part + "Pullback", variables)),
            adjoint.seed(),
            readsIsLast ? isLast : null,
            value,
            residuals,
            adjoint.copied(),
            options.explains() ? adjoint.remarksOn(residuals) : Map.of()),
        List.of(),
        null,
        null);
  }

  private static boolean reads(Block block, Variable variable) {
    return Walk.anyStatement(
        block,
        stmt -> Walk.expressions(stmt).stream().anyMatch(expr -> Walk.reads(expr, variable)));
  }

  /** Whether somebody may want both the value and the gradient. */
  private boolean isCalled(Program.Request request) {
    CompanionRule byAll = rules.byAll(request.function().callee());
    return request.visibility() != Visibility.PRIVATE
        || (byAll != null && byAll.method().equals(request.name()));
  }

  private InputChecks checks(Program.Request request) {
    String method = request.name();
    String name = method.substring(0, 1).toUpperCase(Locale.ROOT) + method.substring(1);
    return new InputChecks(
        request.function(),
        rules,
        shapes(),
        companion,
        program.names().addSimilar("check" + name + "Shapes"));
  }

  /** Before anything else: what the backward sweep does not read is not kept for it. */
  private Adjoint cancelled(Adjoint adjoint) {
    if (!reuses(adjoint.forward())) {
      return adjoint;
    }
    return adjoint.withBackward(
        CancelOperations.in(
            adjoint.forward(), adjoint.backward(), rules.fusions(), rules::isCancelling));
  }

  private Block valueAndGradient(
      Type gradient, Adjoint adjoint, InputChecks checks, Variables variables) {
    Type result =
        new Type.Other(QualifiedName.of("dev.adjoint", "ValueAndGradient"), List.of(gradient));
    Block sweeps = new Assemble(adjoint).valueAndGradient(result, gradient);
    Block body = optimize(sweeps, () -> checks.facts(sweeps), variables, adjoint.written());
    return reuses(body) ? shapesKept(List.of(body), variables).get(0) : body;
  }

  private static List<Block> shapesKept(List<Block> parts, Variables variables) {
    return KeepArrayShapes.in(KeepShapes.in(parts, variables), variables);
  }

  private Block optimize(
      Block block,
      Supplier<DropResizes.Facts> facts,
      Variables variables,
      Set<Variable> outliving) {
    if (!options.switches().isOn(Analysis.OPTIMIZE)) {
      return Optimizer.tidy(block);
    }
    Block resized = NoteShapes.hasAnyIn(block) ? DropResizes.in(block, facts.get()) : block;
    return Optimizer.optimize(resized, variables, outliving);
  }

  /** Whether a body computes anything whose memory is worth the trouble. */
  private boolean reuses(Block block) {
    return options.switches().isOn(Analysis.OPTIMIZE) && NoteShapes.hasAnyIn(block);
  }

  /** Computes several operations at once, and gives memory back. */
  private Block fused(Block block, Variables variables, Carried carried) {
    if (!reuses(block)) {
      return block;
    }
    // What is added in place is in memory of its own.
    Block added = RemoveCopies.in(AccumulateInPlace.in(block));
    // First what has work in common, which is no more to be seen in what is fused.
    Block together = ComputeTogether.in(added, rules.fusions(), rules::isReordered, variables);
    Block fused = FuseOperations.in(together, rules.fusions(), rules::isReordered);
    Block owned = OwnStored.in(fused, this::isOwnUnlessEqual);
    Block replaced = ReleaseReplaced.in(owned, variables, carried);
    return ReleaseAtLastUse.in(replaced, variables, carried);
  }

  /** Whether a result is in memory of its own wherever it is not the operand itself. */
  private boolean isOwnUnlessEqual(Callee callee) {
    PrimitiveRule rule = rules.declared(callee);
    return rule != null && rule.resizes() && !rule.view();
  }

  private Block traced(Block block) {
    Block traced = options.traces() ? TraceValues.in(block) : block;
    return options.names() ? NameLines.in(traced) : traced;
  }

  /** Tells what is known of shapes; what does not fit has been reported. */
  private Block noteShapes(Function function, Block block) {
    return NoteShapes.hasAnyIn(block)
        ? NoteShapes.in(block, shapes().of(function.withBody(block))::of)
        : block;
  }

  private ShapeInference shapes() {
    return new ShapeInference(Map.of(), rules::shapeOf, rules::shapesOf, new Findings());
  }

  /** Draws a method with its adjoint. */
  private void draw(Program.Request request, Block first, @Nullable Block second, Adjoint adjoint) {
    if (!options.draws() || request.visibility() == Visibility.PRIVATE) {
      return;
    }
    List<Stmt> statements = new ArrayList<>(first.statements());
    List<Variable> given = new ArrayList<>(request.function().parameters());
    if (second != null) {
      statements.addAll(second.statements());
      given.add(adjoint.seed());
    }
    String title = companion.simpleName() + "." + request.name();
    graphs.put(title, GraphWriter.write(title, given, new Block(statements)));
  }

  private static boolean verify(
      Adjoint adjoint, @Nullable Block both, Block backward, Set<Variable> residuals) {
    List<Variable> visible = new ArrayList<>(residuals);
    visible.add(adjoint.seed());
    if (!adjoint.isRerun()) {
      visible.addAll(Walk.reads(adjoint.value()));
    }
    return (both == null || Verifier.verify(both, adjoint.function().parameters()))
        && Verifier.verify(backward, visible);
  }
}
