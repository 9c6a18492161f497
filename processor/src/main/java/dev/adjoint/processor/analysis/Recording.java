package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    /**
     * The loop that adds it up runs again at the start of the backward block, if the terms can be
     * read in any order; else its last value is kept.
     */
    SUM,
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

  final Map<Stmt, Reason> overwrites = new IdentityHashMap<>();
  final Map<Stmt, Map<Variable, Reason>> entries = new IdentityHashMap<>();
  final Map<Stmt.For, Reason> refilled = new IdentityHashMap<>();
  final Map<Stmt.Declare, KeptSum> sums = new IdentityHashMap<>();
  final Map<Stmt, Snapshot> snapshots = new IdentityHashMap<>();
  final Map<Block, List<Exit>> exits = new IdentityHashMap<>();
  final Map<Block, Boolean> backward = new IdentityHashMap<>();
  final Set<Stmt> conflicts = Collections.newSetFromMap(new IdentityHashMap<>());
  final Set<Stmt.Declare> unstableAliases = new LinkedHashSet<>();
  Map<Variable, Cause> atEnd = Map.of();

  Recording() {}

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
    return new Recorder(function, aliases, writes, needs, fused, switches, tellsWhy).record();
  }

  /** Whether the value that a statement overwrites must be kept. */
  public boolean keeps(Stmt stmt) {
    return overwrites.containsKey(stmt);
  }

  /** The variables of which a loop keeps the values that they have when it starts. */
  public Map<Variable, Reason> entry(Stmt loop) {
    return entries.getOrDefault(loop, Map.of());
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

  /** Why a loop runs again at the start of a backward trip; null if it does not. */
  public @Nullable Reason refills(Stmt stmt) {
    return stmt instanceof Stmt.For loop ? refilled.get(loop) : null;
  }

  /** The sum that begins with a declaration which is to be summed up again. */
  public KeptSum sum(Stmt.Declare declare) {
    return Objects.requireNonNull(sums.get(declare));
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
}
