package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Goes through a function in the order in which it runs, with the variables that the backward sweep
 * needs of what came before.
 */
final class Recorder {
  private final Function function;
  private final Needs needs;
  private final Aliases aliases;
  private final FirstWrites writes;
  private final Set<Stmt> fused;
  private final boolean isOn;
  private final boolean usesParts;
  private final boolean tellsWhy;
  private final ArrayLengths lengths;
  private final Recomputation recomputation;
  private final Recording result = new Recording();

  /** Arrays with elements that the function writes. */
  private final Set<Variable> written = new HashSet<>();

  /** Variables of which an overwritten value is kept. */
  private final Set<Variable> restored = new HashSet<>();

  /** Arrays that must still be there when a checkpoint sets them back, by what for. */
  private final Map<Variable, Cause> found = new HashMap<>();

  /** Loops that may run again at the start of a backward trip, by what they store. */
  private final Map<Stmt, Stmt.For> mayRefill = new IdentityHashMap<>();

  private final Map<Stmt, Set<Variable>> ownParts = new IdentityHashMap<>();

  /** The number of loops around, fused ones left out: what is kept in them takes memory. */
  private int loops;

  /** The number of blocks around that run again. */
  private int checkpoints;

  Recorder(
      Function function,
      Aliases aliases,
      FirstWrites writes,
      Needs needs,
      Set<Stmt> fused,
      Switches switches,
      boolean tellsWhy) {
    this.function = function;
    this.needs = needs;
    this.aliases = aliases;
    this.writes = writes;
    this.fused = fused;
    this.isOn = switches.isOn(Analysis.RECORDING);
    this.usesParts = switches.isOn(Analysis.PARTS);
    this.tellsWhy = tellsWhy;
    this.lengths = new ArrayLengths(function.body());
    this.recomputation = new Recomputation(aliases, written);
    Walk.stored(function.body()).forEach(base -> written.add(aliases.root(base)));
  }

  Recording record() {
    Required required = Required.nothing(tellsWhy);
    statements(function.body(), required);
    checkAliases(function.body(), required);
    result.atEnd = required.causes();
    return result;
  }

  private void require(Variable variable, Cause cause, Required required) {
    required.add(variable, cause);
    required.add(aliases.root(variable), cause);
  }

  private void requireAll(Set<Variable> variables, Cause cause, Required required) {
    variables.forEach(variable -> require(variable, cause, required));
  }

  /** Moves the set of required variables over a block, in place; the block's scope stays open. */
  private void statements(Block block, Required required) {
    boolean any = false;
    for (Stmt stmt : block.statements()) {
      Set<Variable> read = needs.of(stmt);
      any |= needs.hasAdjoint(stmt);
      if (stmt instanceof Stmt.Assign s) {
        assign(s, read, required);
      } else if (stmt instanceof Stmt.Store s) {
        store(s, read, required);
      } else if (stmt instanceof Stmt.Throw) {
        required.clear(); // No backward sweep comes after it.
      } else if (stmt instanceof Stmt.If s) {
        Required then = required.copy();
        nested(s.then(), then);
        nested(s.otherwise(), required);
        required.addAll(then);
        if (result.hasBackward(s.then()) || result.hasBackward(s.otherwise())) {
          requireAll(Walk.reads(s.condition()), new Cause.Branch(s), required);
          any = true;
        }
      } else if (stmt instanceof Stmt.While s) {
        loop(s, s.body(), Set.of(), required);
        if (result.hasBackward(s.body())) {
          require(s.trips(), new Cause.Trips(s), required);
          any = true;
        }
      } else if (stmt instanceof Stmt.Checkpoint s) {
        any |= checkpoint(s, required);
      } else if (fused.contains(stmt)) {
        Block body = Walk.blocks(stmt).get(0);
        if (overwritesRequired(body, required)) {
          result.conflicts.add(stmt);
        }
        // What one trip requires is used up before the next one.
        statements(body, Required.nothing(tellsWhy));
        any = true;
      } else if (stmt instanceof Stmt.For s) {
        if (isOn && usesParts && loops == 0 && checkpoints == 0) {
          findRefills(s, required);
        }
        loop(s, s.body(), ownParts.computeIfAbsent(s, this::ownParts), required);
        if (result.hasBackward(s.body())) {
          requireAll(Walk.reads(s.from()), new Cause.Trips(s), required);
          requireAll(Walk.reads(s.bound()), new Cause.Trips(s), required);
          any = true;
        }
      } else {
        requireAll(read, new Cause.Adjoint(stmt), required);
      }
      any |= result.keeps(stmt) || !result.entry(stmt).isEmpty();
    }
    result.backward.put(block, any || !(isOn || block.isEmpty()));
  }

  /**
   * What runs again keeps nothing for what comes before it, but sets back what it changes of that.
   */
  private boolean checkpoint(Stmt.Checkpoint stmt, Required required) {
    int around = loops;
    loops = 0;
    checkpoints++;
    Required within = Required.nothing(tellsWhy);
    statements(stmt.body(), within);
    checkAliases(stmt.body(), within);
    loops = around;
    checkpoints--;
    Surroundings surroundings =
        Surroundings.of(
            stmt.body(), needs, aliases, lengths, part -> isOn && writes.isSettled(part));
    Snapshot snapshot = surroundings.snapshot(result.hasBackward(stmt.body()), required::contains);
    result.snapshots.put(stmt, snapshot);
    surroundings.assigned().forEach(required::remove);
    surroundings.written().forEach(required::remove);
    if (snapshot.runsAgain()) {
      Cause cause = new Cause.RunAgain(stmt);
      surroundings.required().forEach(variable -> required.add(variable, cause));
      surroundings.found().forEach(variable -> found.put(variable, cause));
      restored.addAll(surroundings.assigned());
    }
    for (Variable array : snapshot.arrays()) {
      if (!surroundings.assigned().contains(array)) {
        found.putIfAbsent(array, new Cause.RunAgain(stmt));
      }
    }
    restored.addAll(snapshot.values());
    return snapshot.runsAgain() || !snapshot.isEmpty();
  }

  private Set<Variable> ownParts(Stmt stmt) {
    return usesParts ? OwnParts.of((Stmt.For) stmt, aliases) : Set.of();
  }

  private boolean overwritesRequired(Block body, Required required) {
    Set<Variable> changed = new HashSet<>(Walk.assigned(body));
    Walk.eachStatement(
        body,
        stmt -> {
          if (!writes.isSettled(stmt)) {
            Walk.eachStored(stmt, base -> changed.add(aliases.root(base)));
          }
        });
    return changed.stream().anyMatch(required::contains);
  }

  /** What comes before the loop must not ask for what the array held then. */
  private void findRefills(Stmt.For loop, Required required) {
    for (Stmt.For filling : new Refills(loop, aliases, written).find(Recomputation::isCheap)) {
      Stmt.Store fill = Objects.requireNonNull(Refills.fill(filling));
      if (!required.contains(Refills.arrayOf(fill))) {
        mayRefill.put(fill, filling);
      }
    }
  }

  /**
   * What one trip requires, the next may overwrite; what only the statements before the loop
   * require is kept once, when the loop starts.
   *
   * @param own arrays of which each trip reads and writes a part of its own
   */
  private void loop(Stmt loop, Block body, Set<Variable> own, Required required) {
    Set<Variable> before = isOn ? LoopEntries.assigned(body) : new HashSet<>();
    before.removeIf(variable -> !required.contains(variable));
    if (before.isEmpty()) {
      trips(body, own, required);
      return;
    }
    Map<Variable, Cause> causes = new LinkedHashMap<>();
    before.forEach(variable -> causes.put(variable, required.cause(variable)));
    before.forEach(required::remove);
    Set<Variable> kept;
    do {
      trips(body, own, required);
      kept = LoopEntries.kept(body, result);
      kept.retainAll(before);
      kept.forEach(variable -> required.add(variable, causes.get(variable)));
    } while (before.removeAll(kept));
    Map<Variable, Reason> entry = new LinkedHashMap<>();
    for (Variable variable : before) {
      entry.put(variable, new Reason.OverwrittenInLoop(variable, loop, causes.get(variable)));
      restored.add(variable);
    }
    result.entries.put(loop, entry);
  }

  private void trips(Block body, Set<Variable> own, Required required) {
    List<Variable> ownOnly = own.stream().filter(array -> !required.contains(array)).toList();
    loops++;
    Required during;
    do {
      during = required.copy();
      ownOnly.forEach(during::remove);
      nested(body, during);
    } while (required.addAll(during));
    loops--;
  }

  private void assign(Stmt.Assign stmt, Set<Variable> read, Required required) {
    Variable target = stmt.variable();
    // An adjoint that reads the target means the new value, unless the statement reads the old one.
    boolean readsOld = Walk.reads(stmt.value()).contains(target);
    boolean readsNew = read.contains(target) && !readsOld;
    boolean isRequired = required.contains(target);
    boolean readsItself = read.contains(target) && readsOld;
    if ((!isOn && target.kind() != Variable.Kind.SHADOW) || isRequired || readsItself) {
      Cause cause = readsItself ? new Cause.Adjoint(stmt) : required.cause(target);
      result.overwrites.putIfAbsent(stmt, new Reason.Overwritten(stmt, cause));
      restored.add(target);
    }
    requireAll(read, new Cause.Adjoint(stmt), required);
    if (!readsNew) {
      required.remove(target);
    }
  }

  private void store(Stmt.Store stmt, Set<Variable> read, Required required) {
    requireAll(read, new Cause.Adjoint(stmt), required);
    if (isOn && writes.isSettled(stmt)) {
      return;
    }
    Optional<Cause> cause =
        Walk.base(stmt.array()).stream()
            .map(aliases::root)
            .filter(required::contains)
            .map(required::cause)
            .findFirst();
    boolean isShadow =
        Walk.base(stmt.array()).stream().allMatch(base -> base.kind() == Variable.Kind.SHADOW);
    Stmt.For filling = mayRefill.get(stmt);
    if (cause.isPresent() && filling != null) {
      result.refilled.putIfAbsent(filling, new Reason.Refilled(stmt, cause.get()));
      Cause refill = new Cause.Refill(stmt);
      requireAll(Walk.reads(stmt.value()), refill, required);
      requireAll(Walk.reads(filling.bound()), refill, required);
    } else if (cause.isPresent() || !(isOn || isShadow)) {
      result.overwrites.putIfAbsent(
          stmt, new Reason.Overwritten(stmt, cause.orElseGet(Cause.Unknown::new)));
      requireAll(Walk.reads(stmt.index()), new Cause.Place(stmt), required);
      requireAll(Walk.reads(stmt.array()), new Cause.Place(stmt), required);
    }
  }

  /** Moves the set of required variables over a block whose scope ends with it. */
  private void nested(Block block, Required required) {
    statements(block, required);
    List<Recording.Exit> exits = new ArrayList<>();
    List<Stmt> statements = block.statements();
    Changes later = new Changes(aliases, writes);
    for (int i = statements.size() - 1; i >= 0; i--) {
      if (statements.get(i) instanceof Stmt.Declare declare) {
        requireAll(needs.ofZero(declare), new Cause.Structure(declare), required);
        Cause cause = required.cause(declare.variable(), found.get(declare.variable()));
        if (required.remove(declare.variable())
            || found.containsKey(declare.variable())
            || !(isOn || isShadow(declare))) {
          Recording.AtExit how = atExit(declare, later);
          Stmt.Declare again =
              isOn && how == Recording.AtExit.KEEP
                  ? Recomputation.fromElement(declare, block, later, writes)
                  : null;
          if (again != null) {
            requireAll(Walk.reads(again.value()), new Cause.Recomputation(declare), required);
            exits.add(
                new Recording.Exit(
                    again, Recording.AtExit.RECOMPUTE, new Reason.Recomputed(declare, cause)));
          } else if (how == Recording.AtExit.KEEP && findSum(declare, block, later)) {
            Set<Variable> bounds = result.sum(declare).bounds();
            requireAll(bounds, new Cause.Recomputation(declare), required);
            Reason reason = new Reason.Recomputed(declare, cause);
            exits.add(new Recording.Exit(declare, Recording.AtExit.SUM, reason));
          } else if (how == Recording.AtExit.RECOMPUTE && declare.value() != null) {
            Set<Variable> sources = Walk.reads(declare.value());
            requireAll(sources, new Cause.Recomputation(declare), required);
            exits.add(new Recording.Exit(declare, how, new Reason.Recomputed(declare, cause)));
          } else {
            exits.add(new Recording.Exit(declare, how, new Reason.OutOfScope(declare, cause)));
          }
        } else if (restored.contains(declare.variable())) {
          exits.add(new Recording.Exit(declare, Recording.AtExit.DECLARE, null));
        }
      }
      later.add(statements.get(i));
    }
    Collections.reverse(exits);
    result.exits.put(block, exits);
  }

  private Recording.AtExit atExit(Stmt.Declare declare, Changes later) {
    Expr value = declare.value();
    boolean isAlias = aliases.isAlias(declare);
    boolean isCondition = declare.variable().type() == Type.Primitive.BOOLEAN;
    if (value != null && (!isCondition || recomputation.isAskedAgain(value))) {
      boolean isValue =
          Aliases.isName(declare) || (isOn && !(declare.variable().type() instanceof Type.Array));
      // A local variable costs nothing outside loops.
      boolean isWorthIt =
          isValue && Recomputation.isCheap(value) && !(loops == 0 && Recomputation.divides(value));
      if (isWorthIt && later.leaves(declare, value)) {
        return Recording.AtExit.RECOMPUTE;
      }
    }
    if (isAlias && !isShadow(declare)) {
      result.unstableAliases.add(declare);
    }
    return Recording.AtExit.KEEP;
  }

  /** Notes whether a sum in a loop can be added up again; outside loops its variable stays. */
  private boolean findSum(Stmt.Declare declare, Block block, Changes later) {
    KeptSum sum =
        isOn && loops > 0 && !restored.contains(declare.variable())
            ? KeptSum.of(declare, block, later, result)
            : null;
    if (sum != null) {
      result.sums.put(declare, sum);
    }
    return sum != null;
  }

  private static boolean isShadow(Stmt.Declare declare) {
    return declare.variable().kind() == Variable.Kind.SHADOW;
  }

  private void checkAliases(Block body, Required required) {
    List<Stmt> statements = body.statements();
    Changes later = new Changes(aliases, writes);
    for (int i = statements.size() - 1; i >= 0; i--) {
      if (statements.get(i) instanceof Stmt.Declare declare
          && aliases.isAlias(declare)
          && !isShadow(declare)
          && required.contains(declare.variable())
          && declare.value() != null
          && !later.leaves(declare, declare.value())) {
        result.unstableAliases.add(declare);
      }
      later.add(statements.get(i));
    }
  }
}
