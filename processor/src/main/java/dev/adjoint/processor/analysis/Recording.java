package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import dev.adjoint.processor.rule.ScalarRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has to be recorded: a value is kept only if the backward sweep reads it <em>and</em> the
 * forward sweep overwrites it or leaves its scope; what is cheap to compute again is computed
 * again.
 */
public final class Recording {

  /** What happens to a variable of a block that the backward sweep needs after the block's end. */
  public enum AtExit {
    /** Its declaration is repeated at the start of the backward block. */
    RECOMPUTE,
    /** Its last value is kept. */
    KEEP,
    /** Only earlier values are needed; it is declared, to hold them when they are restored. */
    DECLARE
  }

  /**
   * A variable that must live on when its block ends.
   *
   * @param reason why, null if it is only declared
   */
  public record Exit(Stmt.Declare declaration, AtExit how, @Nullable Reason reason) {}

  /** What the adjoint of the program reads of the program. */
  public interface Needs {
    /** Whether a simple statement has an adjoint. */
    boolean hasAdjoint(Stmt stmt);

    /** The variables of the function that the adjoint of a simple statement reads. */
    Set<Variable> of(Stmt stmt);

    /** The variables of the function that the zero of a local variable's adjoint reads. */
    Set<Variable> ofZero(Stmt.Declare declaration);
  }

  private static final int CHEAP = 12;

  private final Needs needs;
  private final Aliases aliases;
  private final FirstWrites writes;
  private final Set<Stmt> fused;

  /** Arrays with elements that the function writes. */
  private final Set<Variable> written = new HashSet<>();

  private final boolean isOn;
  private final boolean usesParts;
  private final Set<Stmt> conflicts = Collections.newSetFromMap(new IdentityHashMap<>());
  private final boolean tellsWhy;
  private final Map<Stmt, Reason> overwrites = new IdentityHashMap<>();

  /** Variables of which an overwritten value is kept. */
  private final Set<Variable> restored = new HashSet<>();

  /** Arrays that must still be there when a checkpoint sets them back, by what for. */
  private final Map<Variable, Cause> found = new HashMap<>();

  private final ArrayLengths lengths;
  private final Map<Stmt, Snapshot> snapshots = new IdentityHashMap<>();
  private final Map<Stmt, Set<Variable>> ownParts = new IdentityHashMap<>();
  private final Map<Block, List<Exit>> exits = new IdentityHashMap<>();
  private final Map<Block, Boolean> backward = new IdentityHashMap<>();
  private final Set<Stmt.Declare> unstableAliases = new LinkedHashSet<>();
  private Map<Variable, Cause> atEnd = Map.of();

  /** The number of loops around, fused ones left out: what is kept in them takes memory. */
  private int loops;

  private Recording(
      Needs needs,
      Aliases aliases,
      FirstWrites writes,
      Set<Stmt> fused,
      ArrayLengths lengths,
      Switches switches,
      boolean tellsWhy) {
    this.lengths = lengths;
    this.needs = needs;
    this.aliases = aliases;
    this.writes = writes;
    this.fused = fused;
    this.isOn = switches.isOn(Analysis.RECORDING);
    this.usesParts = switches.isOn(Analysis.PARTS);
    this.tellsWhy = tellsWhy;
  }

  /**
   * Analyses a function.
   *
   * @param writes the stores that overwrite nothing
   * @param fused loops of which each trip goes backward right after it went forward
   * @param tellsWhy whether anybody asks for causes
   */
  public static Recording of(
      Function function,
      Aliases aliases,
      FirstWrites writes,
      Needs needs,
      Set<Stmt> fused,
      Switches switches,
      boolean tellsWhy) {
    ArrayLengths lengths = new ArrayLengths(function.body());
    Recording recording = new Recording(needs, aliases, writes, fused, lengths, switches, tellsWhy);
    Walk.stored(function.body()).forEach(base -> recording.written.add(aliases.root(base)));
    Required required = Required.nothing(tellsWhy);
    recording.statements(function.body(), required);
    recording.checkAliases(function.body(), required);
    recording.atEnd = required.causes();
    return recording;
  }

  /** Whether the value that a statement overwrites must be kept. */
  public boolean keeps(Stmt stmt) {
    return overwrites.containsKey(stmt);
  }

  /** Why the value that a statement overwrites must be kept; null if it need not. */
  public @Nullable Reason reason(Stmt stmt) {
    return overwrites.get(stmt);
  }

  /** What the backward sweep needs the last values of variables for. */
  public Map<Variable, Cause> atEnd() {
    return atEnd;
  }

  /** What must live on when a block ends, in the order of declaration. */
  public List<Exit> exits(Block block) {
    return exits.getOrDefault(block, List.of());
  }

  /** Whether a block has a part in the backward sweep. */
  public boolean hasBackward(Block block) {
    return backward.getOrDefault(block, false);
  }

  /** Fused loops that overwrite what something before them requires: they must not be fused. */
  public Set<Stmt> conflicts() {
    return conflicts;
  }

  /** Declarations of rows whose index changes while the row is in use. */
  public List<Stmt.Declare> unstableAliases() {
    return List.copyOf(unstableAliases);
  }

  /** What is kept when a block starts that runs again. */
  public Snapshot snapshot(Stmt.Checkpoint stmt) {
    return Objects.requireNonNull(snapshots.get(stmt));
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
        if (hasBackward(s.then()) || hasBackward(s.otherwise())) {
          requireAll(Walk.reads(s.condition()), new Cause.Branch(s), required);
          any = true;
        }
      } else if (stmt instanceof Stmt.While s) {
        loop(s.body(), required);
        if (hasBackward(s.body())) {
          require(s.trips(), new Cause.Trips(s), required);
          any = true;
        }
      } else if (stmt instanceof Stmt.Checkpoint s) {
        any |= checkpoint(s, required);
      } else if (fused.contains(stmt)) {
        Block body = Walk.blocks(stmt).get(0);
        if (overwritesRequired(body, required)) {
          conflicts.add(stmt);
        }
        // What one trip requires is used up before the next one.
        statements(body, Required.nothing(tellsWhy));
        any = true;
      } else if (stmt instanceof Stmt.For s) {
        loop(s.body(), required, ownParts.computeIfAbsent(s, this::ownParts));
        if (hasBackward(s.body())) {
          requireAll(Walk.reads(s.from()), new Cause.Trips(s), required);
          requireAll(Walk.reads(s.bound()), new Cause.Trips(s), required);
          any = true;
        }
      } else {
        requireAll(read, new Cause.Adjoint(stmt), required);
      }
      any |= keeps(stmt);
    }
    backward.put(block, any || !(isOn || block.isEmpty()));
  }

  /**
   * What runs again keeps nothing for what comes before it, but sets back what it changes of that.
   */
  private boolean checkpoint(Stmt.Checkpoint stmt, Required required) {
    int around = loops;
    loops = 0;
    Required within = Required.nothing(tellsWhy);
    statements(stmt.body(), within);
    checkAliases(stmt.body(), within);
    loops = around;
    Surroundings surroundings =
        Surroundings.of(
            stmt.body(), needs, aliases, lengths, part -> isOn && writes.isSettled(part));
    Snapshot snapshot = surroundings.snapshot(hasBackward(stmt.body()), required::contains);
    snapshots.put(stmt, snapshot);
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

  /** What one trip requires, the next may overwrite. */
  private void loop(Block body, Required required) {
    loop(body, required, Set.of());
  }

  /**
   * @param own arrays of which each trip reads and writes a part of its own
   */
  private void loop(Block body, Required required, Set<Variable> own) {
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
      overwrites.putIfAbsent(stmt, new Reason.Overwritten(stmt, cause));
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
    if (cause.isPresent() || !(isOn || isShadow)) {
      overwrites.putIfAbsent(
          stmt, new Reason.Overwritten(stmt, cause.orElseGet(Cause.Unknown::new)));
      requireAll(Walk.reads(stmt.index()), new Cause.Place(stmt), required);
      requireAll(Walk.reads(stmt.array()), new Cause.Place(stmt), required);
    }
  }

  /** Moves the set of required variables over a block whose scope ends with it. */
  private void nested(Block block, Required required) {
    statements(block, required);
    List<Exit> result = new ArrayList<>();
    List<Stmt> statements = block.statements();
    Changes later = new Changes(aliases, writes);
    for (int i = statements.size() - 1; i >= 0; i--) {
      if (statements.get(i) instanceof Stmt.Declare declare) {
        requireAll(needs.ofZero(declare), new Cause.Structure(declare), required);
        Cause cause = required.cause(declare.variable(), found.get(declare.variable()));
        if (required.remove(declare.variable())
            || found.containsKey(declare.variable())
            || !(isOn || isShadow(declare))) {
          AtExit how = atExit(declare, later);
          Stmt.Declare again = how == AtExit.KEEP ? fromElement(declare, block, later) : null;
          if (again != null) {
            requireAll(Walk.reads(again.value()), new Cause.Recomputation(declare), required);
            result.add(new Exit(again, AtExit.RECOMPUTE, new Reason.Recomputed(declare, cause)));
          } else if (how == AtExit.RECOMPUTE && declare.value() != null) {
            Set<Variable> sources = Walk.reads(declare.value());
            requireAll(sources, new Cause.Recomputation(declare), required);
            result.add(new Exit(declare, how, new Reason.Recomputed(declare, cause)));
          } else {
            result.add(new Exit(declare, how, new Reason.OutOfScope(declare, cause)));
          }
        } else if (restored.contains(declare.variable())) {
          result.add(new Exit(declare, AtExit.DECLARE, null));
        }
      }
      later.add(statements.get(i));
    }
    Collections.reverse(result);
    exits.put(block, result);
  }

  private AtExit atExit(Stmt.Declare declare, Changes later) {
    Expr value = declare.value();
    boolean isAlias = aliases.isAlias(declare);
    boolean isCondition = declare.variable().type() == Type.Primitive.BOOLEAN;
    if (value != null && (!isCondition || isAskedAgain(value))) {
      boolean isValue =
          Aliases.isName(declare) || (isOn && !(declare.variable().type() instanceof Type.Array));
      if (isValue && isCheap(value) && !isWorthALocal(value) && later.leaves(declare, value)) {
        return AtExit.RECOMPUTE;
      }
    }
    if (isAlias && !isShadow(declare)) {
      unstableAliases.add(declare);
    }
    return AtExit.KEEP;
  }

  /**
   * A declaration that reads a value from the array that the block puts it into, if it stays there;
   * else null.
   */
  private Stmt.@Nullable Declare fromElement(Stmt.Declare declare, Block block, Changes later) {
    if (!isOn || !declare.variable().type().isFloating()) {
      return null;
    }
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Store store
          && store.value().equals(Expr.read(declare.variable()))
          && writes.isLasting(store)
          && later.leaves(declare, store.index())) {
        return new Stmt.Declare(declare.variable(), store.target(), declare.position());
      }
    }
    return null;
  }

  /**
   * Whether a condition compares whole numbers that variables hold, or arrays that nobody writes,
   * or asks which record a variable holds: it may be asked again.
   */
  private boolean isAskedAgain(Expr condition) {
    if (condition instanceof Expr.InstanceOf test) {
      return isHeld(test.operand());
    } else if (condition instanceof Expr.Element element) {
      return isWhole(condition)
          && Walk.base(element.array()).stream()
              .noneMatch(base -> aliases.isDynamic(base) || written.contains(aliases.root(base)))
          && isAskedAgain(element.index());
    } else if (condition instanceof Expr.Length) {
      return true;
    }
    return isWhole(condition)
        && (condition instanceof Expr.Read
            || condition instanceof Expr.Literal
            || condition instanceof Expr.StaticField
            || condition instanceof Expr.Unary
            || condition instanceof Expr.Binary)
        && Walk.parts(condition).stream().allMatch(this::isAskedAgain);
  }

  private static boolean isWhole(Expr expr) {
    return expr.type() instanceof Type.Primitive && !expr.type().isFloating();
  }

  /** Whether a value is that of a variable or a component of it. */
  private static boolean isHeld(Expr value) {
    return value instanceof Expr.Read
        || (value instanceof Expr.Component component && isHeld(component.record()));
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
        unstableAliases.add(declare);
      }
      later.add(statements.get(i));
    }
  }

  /** Whether a local variable, which costs nothing, saves a division. */
  private boolean isWorthALocal(Expr value) {
    boolean[] divides = new boolean[1];
    Walk.each(
        value,
        part ->
            divides[0] |=
                part instanceof Expr.Binary e
                    && e.operator() == Operator.DIVIDE
                    && e.type().isFloating());
    return loops == 0 && divides[0];
  }

  private static boolean isCheap(Expr value) {
    int[] cost = new int[1];
    Walk.each(
        value,
        part -> {
          cost[0]++;
          if (part instanceof Expr.NewArray
              || part instanceof Expr.ArrayLiteral
              || part instanceof Expr.NewRecord
              || (part instanceof Expr.Conditional && !isWhole(part))
              || (part instanceof Expr.Call call && !ScalarRules.isCheap(call.callee()))) {
            cost[0] += 3 * CHEAP;
          }
        });
    // Indices cost next to nothing.
    return cost[0] <= (isWhole(value) ? 3 * CHEAP : CHEAP);
  }
}
