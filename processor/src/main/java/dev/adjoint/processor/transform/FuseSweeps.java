package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.IndependentTrips;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Puts both sweeps into one body in which a loop of independent trips runs once: each trip goes
 * forward and then backward, and nothing is kept from one trip to the next.
 *
 * <pre>
 * for (i…) { e = f(x[i]); s += e; }           for (i…) { e = f(x[i]); s += e;
 * sBar = 1;                            becomes              xBar[i] += f'(x[i]); }
 * for (i…) { xBar[i] += sBar * f'(x[i]); }
 * </pre>
 *
 * What the loop's adjoint reads of its surroundings, the adjoints of its sums, has to be known
 * before the loop runs.
 */
final class FuseSweeps {
  private final Sweeps sweeps;
  private final AdjointVariables adjoints;
  private final List<Stmt> statements;
  private final Stmt.Return last;
  private final List<IndependentTrips.Sum> sums;
  private final Set<Stmt> fused = Collections.newSetFromMap(new IdentityHashMap<>());

  FuseSweeps(
      Sweeps sweeps,
      AdjointVariables adjoints,
      List<Stmt> statements,
      Stmt.Return last,
      List<IndependentTrips.Sum> sums) {
    this.sweeps = sweeps;
    this.adjoints = adjoints;
    this.statements = statements;
    this.last = last;
    this.sums = sums;
    sums.forEach(sum -> fused.add(sum.loop()));
  }

  private boolean isFused(Stmt stmt) {
    return fused.contains(stmt);
  }

  /**
   * Both sweeps in one.
   *
   * @param value receives the result
   * @param parameters those that have adjoints
   * @param failed receives the loops that cannot be fused
   */
  Block write(Variable value, List<Variable> parameters, Set<Stmt> failed) {
    int first = 0;
    while (!isFused(statements.get(first))) {
      first++;
    }
    Block head = new Block(statements.subList(0, first));
    Block tail = new Block(statements.subList(first, statements.size()));
    List<Stmt> out = new ArrayList<>();
    head.statements().forEach(stmt -> sweeps.forwardTop(stmt, out));
    for (Variable parameter : parameters) {
      out.addAll(adjoints.declareZero(parameter, Position.NONE));
    }
    sweeps.declareAdjoints(head, out);
    // The tail runs forward before it runs backward, but the adjoints of the sums come first.
    List<Stmt> forward = forward(tail, value, out);
    List<Stmt> backward = new ArrayList<>();
    sweeps.result(last, backward);
    for (int i = tail.statements().size() - 1; i >= 0; i--) {
      if (!isFused(tail.statements().get(i))) {
        sweeps.reverseTop(tail.statements().get(i), backward);
      }
    }
    Set<Variable> late = new HashSet<>(Walk.assigned(tail));
    late.addAll(Walk.assigned(new Block(forward)));
    Set<Stmt> seeds = seeds(backward, late, failed);
    backward.stream().filter(seeds::contains).forEach(out::add);
    out.addAll(forward);
    backward.stream().filter(stmt -> !seeds.contains(stmt)).forEach(out::add);
    for (int i = first - 1; i >= 0; i--) {
      sweeps.reverseTop(statements.get(i), out);
    }
    if (changesStructure(head, tail)) {
      sums.forEach(sum -> failed.add(sum.loop()));
    }
    return new Block(out);
  }

  /** Whether adjoints that are zeroed before the tail may be of another structure after it. */
  private boolean changesStructure(Block head, Block tail) {
    Set<Variable> assigned = Walk.assigned(tail);
    return Walk.assigned(head).stream()
        .anyMatch(v -> !(v.type() instanceof Type.Primitive) && assigned.contains(v));
  }

  /**
   * The forward sweep of the tail, with the fused loops in it.
   *
   * @param early receives adjoints that are mere zeros
   */
  private List<Stmt> forward(Block tail, Variable value, List<Stmt> early) {
    List<Stmt> forward = new ArrayList<>();
    for (Stmt stmt : tail.statements()) {
      if (isFused(stmt)) {
        sweeps.fused((Stmt.For) stmt, forward);
        continue;
      }
      sweeps.forwardTop(stmt, forward);
      List<Stmt> zeros = new ArrayList<>();
      sweeps.declareAdjoints(new Block(List.of(stmt)), zeros);
      for (Stmt zero : zeros) {
        boolean isLiteral =
            zero instanceof Stmt.Declare declare && declare.value() instanceof Expr.Literal;
        (isLiteral ? early : forward).add(zero);
      }
    }
    forward.add(new Stmt.Declare(value, last.value(), last.position()));
    return forward;
  }

  /** The statements that make the adjoints of the sums; they must not need what comes late. */
  private Set<Stmt> seeds(List<Stmt> backward, Set<Variable> late, Set<Stmt> failed) {
    Seeds seeds = new Seeds(backward, late);
    Set<Variable> readLater = new HashSet<>();
    for (int i = sums.size() - 1; i >= 0; i--) {
      IndependentTrips.Sum sum = sums.get(i);
      boolean feedsAnother = sum.sums().stream().anyMatch(readLater::contains);
      if (feedsAnother || !seeds.add(adjointsOf(sum))) {
        failed.add(sum.loop());
      }
      Walk.eachExpression(
          new Block(List.of(sum.loop())),
          expr -> {
            if (expr instanceof Expr.Read read) {
              readLater.add(read.variable());
            }
          });
    }
    return seeds.statements();
  }

  private Set<Variable> adjointsOf(IndependentTrips.Sum sum) {
    Set<Variable> result = new HashSet<>();
    for (Variable variable : sum.sums()) {
      if (adjoints.isUsed(variable)) {
        result.add(((Expr.Read) adjoints.placeOf(Expr.read(variable))).variable());
      }
    }
    return result;
  }
}
