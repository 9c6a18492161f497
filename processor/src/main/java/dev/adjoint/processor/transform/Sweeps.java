package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.Aliases;
import dev.adjoint.processor.analysis.KeptSum;
import dev.adjoint.processor.analysis.Reason;
import dev.adjoint.processor.analysis.Recording;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Defaults;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Printer;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the two sweeps together: the forward sweep keeps, the backward sweep restores. */
final class Sweeps {
  private final Variables variables;
  private final AdjointVariables adjoints;
  private final Recording recording;
  private final Aliases aliases;
  private final Map<Stmt, List<Stmt>> statementAdjoints;
  private final ReadByBackward needs;
  private final Remarks remarks;
  private final RunAgain again;

  /** Where an overwritten value is kept, by the statement that overwrites it. */
  private final Map<Stmt, Storage> overwritten = new IdentityHashMap<>();

  /** Where values are kept that a loop overwrites, by the loop. */
  private final Map<Stmt, Map<Variable, Storage>> overwrittenInLoop = new IdentityHashMap<>();

  /** Arrays whose elements the backward sweep sets back. */
  private final Set<Variable> elementsRestored = new HashSet<>();

  /** Where the variables of a block are kept at its end. */
  private final Map<Block, Map<Variable, Storage>> atExit = new IdentityHashMap<>();

  Sweeps(
      Variables variables,
      AdjointVariables adjoints,
      Recording recording,
      Aliases aliases,
      Map<Stmt, List<Stmt>> statementAdjoints,
      ReadByBackward needs,
      Remarks remarks) {
    this.variables = variables;
    this.adjoints = adjoints;
    this.recording = recording;
    this.aliases = aliases;
    this.statementAdjoints = statementAdjoints;
    this.needs = needs;
    this.remarks = remarks;
    this.again = new RunAgain(this, variables, recording, remarks);
  }

  /** The forward sweep, with the result in {@code value}. */
  Block forward(Block body, Stmt.Return last, Variable value) {
    List<Stmt> out = new ArrayList<>();
    body.statements().forEach(stmt -> forwardTop(stmt, out));
    out.add(new Stmt.Declare(value, last.value(), last.position()));
    return new Block(out);
  }

  /** The forward sweep of one statement of the function itself. */
  void forwardTop(Stmt stmt, List<Stmt> out) {
    List<Stmt> before = new ArrayList<>();
    List<Stmt> rebuilt = new ArrayList<>();
    forward(stmt, Site.top(before), rebuilt);
    out.addAll(before);
    out.addAll(rebuilt);
  }

  /**
   * A loop of which each trip goes backward right after it went forward.
   *
   * @param out receives room for what a trip keeps, and the loop
   */
  void fused(Stmt.For loop, List<Stmt> out) {
    Set<Variable> changing = Walk.assigned(new Block(List.of(loop)));
    List<Stmt> body = new ArrayList<>();
    for (Stmt stmt : loop.body().statements()) {
      List<Stmt> before = new ArrayList<>();
      List<Stmt> rebuilt = new ArrayList<>();
      forward(stmt, Site.top(before), rebuilt);
      before.addAll(rebuilt);
      for (Stmt part : before) {
        (isRoom(part, changing) ? out : body).add(part);
      }
    }
    declareAdjoints(loop.body(), body);
    reverse(loop.body(), body);
    out.add(
        new Stmt.For(
            loop.index(),
            loop.from(),
            loop.relation(),
            loop.bound(),
            loop.step(),
            new Block(body),
            loop.position()));
  }

  /** Whether a statement only makes room to keep something: the same room serves each trip. */
  private static boolean isRoom(Stmt stmt, Set<Variable> changing) {
    return stmt instanceof Stmt.Declare declare
        && declare.variable().kind() == Variable.Kind.KEPT
        && (declare.value() instanceof Expr.NewArray || Type.isStack(declare.variable().type()))
        && isFree(declare.value(), changing);
  }

  private static boolean isFree(Expr expr, Set<Variable> changing) {
    boolean[] free = {Walk.reads(expr).stream().noneMatch(changing::contains)};
    Walk.each(expr, part -> free[0] &= !(part instanceof Expr.Element));
    return free[0];
  }

  /** The backward sweep of one statement of the function itself. */
  void reverseTop(Stmt stmt, List<Stmt> out) {
    reverse(stmt, out);
  }

  private void forward(Stmt stmt, Site site, List<Stmt> out) {
    if (stmt instanceof Stmt.Assign s && recording.keeps(s)) {
      Reason reason = Objects.requireNonNull(recording.reason(s));
      overwritten.put(s, keep(reason, Expr.read(s.variable()), s.variable().name(), site, out));
    } else if (stmt instanceof Stmt.Store s && recording.keeps(s)) {
      Walk.base(s.array()).forEach(base -> elementsRestored.add(aliases.root(base)));
      Reason reason = Objects.requireNonNull(recording.reason(s));
      overwritten.put(s, keep(reason, s.target(), "element", site, out));
    }
    Map<Variable, Storage> entry = new LinkedHashMap<>();
    recording
        .entry(stmt)
        .forEach(
            (variable, reason) ->
                entry.put(variable, keep(reason, Expr.read(variable), variable.name(), site, out)));
    if (!entry.isEmpty()) {
      overwrittenInLoop.put(stmt, entry);
    }
    if (stmt instanceof Stmt.If s) {
      out.add(
          new Stmt.If(
              s.condition(),
              forward(s.then(), site.branch()),
              forward(s.otherwise(), site.branch()),
              s.position()));
    } else if (stmt instanceof Stmt.While s) {
      out.add(
          new Stmt.While(s.condition(), forward(s.body(), site.loop()), s.trips(), s.position()));
    } else if (stmt instanceof Stmt.For s) {
      List<Stmt> before = new ArrayList<>();
      Block loop = forward(s.body(), site.loop(s, before));
      out.addAll(before);
      out.add(
          new Stmt.For(s.index(), s.from(), s.relation(), s.bound(), s.step(), loop, s.position()));
    } else if (stmt instanceof Stmt.Checkpoint s) {
      Walk.stored(s.body()).forEach(array -> elementsRestored.add(aliases.root(array)));
      again.forward(s, site, out);
    } else if (stmt instanceof Stmt.Declare s && s.value() == null) {
      // What is kept before it is assigned must have some value for Java.
      out.add(new Stmt.Declare(s.variable(), Defaults.of(s.variable().type()), s.position()));
    } else {
      out.add(stmt);
    }
  }

  private Storage keep(Reason reason, Expr value, String name, Site site, List<Stmt> out) {
    Storage storage = Storage.create(name, value.type(), site, variables);
    remarks.add(storage.keep(value, !site.inBranch()), storage.variable(), reason, out);
    return storage;
  }

  private Block forward(Block block, Site site) {
    List<Stmt> out = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      forward(stmt, site, out);
    }
    Map<Variable, Storage> kept = new HashMap<>();
    for (Recording.Exit exit : recording.exits(block)) {
      boolean isSummed = exit.how() == Recording.AtExit.SUM;
      if (exit.how() == Recording.AtExit.KEEP || (isSummed && addition(exit) == null)) {
        Variable variable = exit.declaration().variable();
        Storage storage = Storage.create(variable.name(), variable.type(), site, variables);
        kept.put(variable, storage);
        Reason why = Objects.requireNonNull(exit.reason());
        Reason reason = isSummed ? new Reason.OutOfScope(exit.declaration(), why.cause()) : why;
        remarks.add(storage.keep(Expr.read(variable), false), storage.variable(), reason, out);
      }
    }
    atExit.put(block, kept);
    return new Block(out);
  }

  /** The backward sweep, from the seed to the adjoints of the inputs. */
  Block backward(Block body, Stmt.Return last, List<Variable> parameters) {
    List<Stmt> out = new ArrayList<>();
    for (Variable parameter : parameters) {
      out.addAll(adjoints.declareZero(parameter, Position.NONE));
    }
    declareAdjoints(body, out);
    result(last, out);
    reverse(body, out);
    return new Block(out);
  }

  /** The adjoint of the result. */
  void result(Stmt.Return last, List<Stmt> out) {
    out.addAll(described(last, statementAdjoints.getOrDefault(last, List.of())));
  }

  private Block backward(Block block) {
    List<Stmt> out = new ArrayList<>();
    // Latest first: what was pushed last is on top of its stack.
    List<Recording.Exit> exits = recording.exits(block);
    Map<Variable, Storage> kept = atExit.getOrDefault(block, Map.of());
    for (Recording.Exit exit : exits) {
      Variable variable = exit.declaration().variable();
      Storage storage = kept.get(variable);
      if (storage != null) {
        out.add(new Stmt.Declare(variable, restored(variable, storage), Position.NONE));
      } else if (exit.how() == Recording.AtExit.DECLARE) {
        out.add(new Stmt.Declare(variable, Defaults.of(variable.type()), Position.NONE));
      }
    }
    for (Stmt stmt : block.statements()) {
      Reason reason = recording.refills(stmt);
      if (reason != null) {
        remarks.add(stmt, reason, out);
      }
    }
    for (Recording.Exit exit : exits) {
      Variable variable = exit.declaration().variable();
      boolean isSummed = exit.how() == Recording.AtExit.SUM && !kept.containsKey(variable);
      if (exit.how() == Recording.AtExit.RECOMPUTE || isSummed) {
        Reason reason = Objects.requireNonNull(exit.reason());
        remarks.add(exit.declaration(), variable, reason, out);
        if (isSummed) {
          out.add(Objects.requireNonNull(addition(exit)));
        }
      }
    }
    declareAdjoints(block, out);
    reverse(block, out);
    return new Block(out);
  }

  /** The loop that adds up a sum of what was kept; null if that can be read but once. */
  private @Nullable Stmt addition(Recording.Exit exit) {
    KeptSum sum = recording.sum(exit.declaration());
    Map<Variable, Storage> kept = atExit.getOrDefault(sum.loop().body(), Map.of());
    return SumAgain.loop(sum, kept.get(sum.term()), variables);
  }

  /** Elements are set back in a copy: a pullback may be applied again. */
  private Expr restored(Variable variable, Storage storage) {
    if (!(variable.type() instanceof Type.Array type) || !elementsRestored.contains(variable)) {
      return storage.restore();
    }
    return type.rank() == 1
        ? Exprs.invoke(storage.restore(), "clone", type)
        : Exprs.runtime("Adjoints", "copyOf", type, storage.restore());
  }

  void declareAdjoints(Block block, List<Stmt> out) {
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Declare declare
          && declare.variable().kind() != Variable.Kind.SHADOW
          && adjoints.isUsed(declare.variable())) {
        if (aliases.isAlias(declare)) {
          declareAlias(declare, out);
        } else {
          out.addAll(needs.zero(declare));
        }
      }
    }
  }

  /** The adjoint of a row is the row of the adjoint. */
  private void declareAlias(Stmt.Declare declare, List<Stmt> out) {
    Expr value = declare.value();
    if (value != null) {
      adjoints
          .of(declare.variable())
          .zip(
              adjoints.of(value),
              (leaf, row) ->
                  out.add(
                      new Stmt.Declare(((Expr.Read) leaf).variable(), row, declare.position())));
    }
  }

  /** The backward sweep of statements whose variables can be seen. */
  void reverse(Block block, List<Stmt> out) {
    List<Stmt> statements = block.statements();
    for (int i = statements.size() - 1; i >= 0; i--) {
      reverse(statements.get(i), out);
    }
  }

  private void reverse(Stmt stmt, List<Stmt> out) {
    if (stmt instanceof Stmt.If s) {
      if (recording.hasBackward(s.then()) || recording.hasBackward(s.otherwise())) {
        out.add(
            new Stmt.If(s.condition(), backward(s.then()), backward(s.otherwise()), s.position()));
      }
      return;
    } else if (stmt instanceof Stmt.For s) {
      if (recording.hasBackward(s.body())) {
        out.add(Trips.reversed(s, backward(s.body())));
      }
      restoreEntry(s, out);
      return;
    } else if (stmt instanceof Stmt.While s) {
      if (recording.hasBackward(s.body())) {
        Variable trip = variables.fresh("trip", s.trips().type(), Variable.Kind.TEMPORARY);
        out.add(Trips.reversed(s, trip, backward(s.body())));
      }
      restoreEntry(s, out);
      return;
    } else if (stmt instanceof Stmt.Checkpoint s) {
      again.reverse(s, out);
      return;
    }
    List<Stmt> adjoint = described(stmt, statementAdjoints.getOrDefault(stmt, List.of()));
    Storage storage = overwritten.get(stmt);
    if (storage == null) {
      out.addAll(adjoint);
    } else if (stmt instanceof Stmt.Assign s) {
      Stmt restore = new Stmt.Assign(s.variable(), storage.restore(), Position.NONE);
      // The adjoint reads the old value, unless the new one is what its rule is about.
      boolean readsNew = !Walk.reads(s.value()).contains(s.variable());
      if (readsNew) {
        out.addAll(adjoint);
        out.add(restore);
      } else {
        out.add(restore);
        out.addAll(adjoint);
      }
    } else if (stmt instanceof Stmt.Store s) {
      out.add(new Stmt.Store(s.array(), s.index(), storage.restore(), Position.NONE));
      out.addAll(adjoint);
    }
  }

  /** Gives variables back what they were when a loop started. */
  private void restoreEntry(Stmt loop, List<Stmt> out) {
    overwrittenInLoop
        .getOrDefault(loop, Map.of())
        .forEach(
            (variable, storage) ->
                out.add(new Stmt.Assign(variable, storage.restore(), Position.NONE)));
  }

  private static List<Stmt> described(Stmt stmt, List<Stmt> adjoint) {
    if (adjoint.isEmpty() || !stmt.position().isKnown()) {
      return adjoint;
    }
    List<Stmt> result = new ArrayList<>();
    result.add(
        new Stmt.Comment(
            "line " + stmt.position().line() + ": " + describe(stmt), stmt.position()));
    // All at the statement's position: the remark goes when none of them is left.
    adjoint.forEach(part -> result.add(Walk.at(stmt.position(), part)));
    return result;
  }

  /** The statement as its author wrote it, or the part of it that got a name here. */
  private static String describe(Stmt stmt) {
    return stmt instanceof Stmt.Declare declare
            && declare.value() != null
            && declare.variable().kind() == Variable.Kind.TEMPORARY
        ? Printer.print(declare.value())
        : Printer.print(stmt);
  }
}
