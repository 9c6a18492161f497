package dev.adjoint.processor.transform;

import dev.adjoint.processor.analysis.Reason;
import dev.adjoint.processor.analysis.Recording;
import dev.adjoint.processor.analysis.Snapshot;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Both sweeps of blocks that run again: the forward sweep keeps what a block starts from and
 * nothing else; the backward sweep runs it again, keeping what it needs, and then backward.
 *
 * <pre>
 * checkpoint { s *= x[i]; }   becomes, forward    sKept[i] = s;
 *                                                 s *= x[i];
 *                             and backward        s = sKept[i];
 *                                                 double sKept2 = s;
 *                                                 s *= x[i];
 *                                                 s = sKept2; xBar[i] += sBar * s; …
 * </pre>
 */
final class RunAgain {
  private final Sweeps sweeps;
  private final Variables variables;
  private final Recording recording;
  private final Remarks remarks;
  private final Map<Stmt, Kept> blocks = new IdentityHashMap<>();

  /**
   * What was kept of one block.
   *
   * @param values where the values of variables are kept
   * @param arrays where the elements of arrays are kept
   * @param forward the block's forward sweep, with what it keeps
   */
  private record Kept(
      Map<Variable, Storage> values, Map<Variable, List<Place>> arrays, List<Stmt> forward) {}

  /** Where the elements of one array are kept. */
  private record Place(Expr array, Storage storage) {}

  RunAgain(Sweeps sweeps, Variables variables, Recording recording, Remarks remarks) {
    this.sweeps = sweeps;
    this.variables = variables;
    this.recording = recording;
    this.remarks = remarks;
  }

  /** Whether the elements of what a variable holds can be kept and set back. */
  static boolean canKeep(Type type) {
    if (type instanceof Type.Tree tree) {
      return tree.components().stream()
          .map(Type.Component::type)
          .allMatch(part -> !part.holdsArrays() || canKeep(part));
    }
    return type instanceof Type.Array array && !array.leaf().holdsArrays();
  }

  /** The forward sweep of a block. */
  void forward(Stmt.Checkpoint stmt, Site site, List<Stmt> out) {
    Snapshot snapshot = recording.snapshot(stmt);
    Map<Variable, Storage> values = new LinkedHashMap<>();
    Map<Variable, List<Place>> arrays = new LinkedHashMap<>();
    for (Variable variable : snapshot.values()) {
      values.put(variable, keep(stmt, Expr.read(variable), Expr.read(variable), site, out));
    }
    for (Variable variable : snapshot.arrays()) {
      List<Place> places = new ArrayList<>();
      for (Expr array : arrays(Expr.read(variable))) {
        places.add(new Place(array, keep(stmt, array, copyOf(array), site, out)));
      }
      arrays.put(variable, places);
    }
    Block plain = DropCheckpoints.in(stmt.body());
    // The backward sweep declares the variables of the block once more.
    boolean isSameScope = site.isOutsideLoops() && !site.inBranch();
    out.addAll((isSameScope ? new FreshCopy(variables).copy(plain) : plain).statements());
    List<Stmt> again = new ArrayList<>();
    if (snapshot.runsAgain()) {
      stmt.body().statements().forEach(part -> sweeps.forwardTop(part, again));
    }
    blocks.put(stmt, new Kept(values, arrays, again));
  }

  private Storage keep(Stmt.Checkpoint stmt, Expr place, Expr value, Site site, List<Stmt> out) {
    String name =
        place instanceof Expr.Component component
            ? component.name()
            : ((Expr.Read) place).variable().name();
    Storage storage = Storage.create(name, value.type(), site, variables);
    remarks.add(
        storage.keep(value, !site.inBranch()),
        storage.variable(),
        new Reason.Checkpointed(stmt),
        out);
    return storage;
  }

  /** The arrays that a value is, or that its components are. */
  private static List<Expr> arrays(Expr value) {
    if (!(value.type() instanceof Type.Tree tree)) {
      return value.type() instanceof Type.Array ? List.of(value) : List.of();
    }
    List<Expr> result = new ArrayList<>();
    for (Type.Component component : tree.components()) {
      result.addAll(arrays(new Expr.Component(value, component.name(), component.type())));
    }
    return result;
  }

  private static Expr copyOf(Expr array) {
    return Exprs.runtime("Checkpoints", "copyOf", array.type(), array);
  }

  /** The backward sweep of a block. */
  void reverse(Stmt.Checkpoint stmt, List<Stmt> out) {
    Snapshot snapshot = recording.snapshot(stmt);
    Kept kept = blocks.get(stmt);
    Map<Storage, Expr> taken = take(kept, snapshot.after(), out);
    if (snapshot.runsAgain()) {
      Map<Variable, Variable> before = new LinkedHashMap<>();
      for (Variable shadow : snapshot.shadows()) {
        Variable first =
            variables.fresh(shadow.name() + "First", shadow.type(), Variable.Kind.KEPT);
        out.add(new Stmt.Declare(first, Expr.read(shadow), Position.NONE));
        before.put(shadow, first);
      }
      restore(kept, kept.values().keySet(), kept.arrays().keySet(), taken, out);
      out.addAll(kept.forward());
      before.forEach(
          (shadow, first) -> out.add(change("carry", Expr.read(shadow), Expr.read(first))));
      sweeps.declareAdjoints(stmt.body(), out);
      sweeps.reverse(stmt.body(), out);
    }
    restore(kept, snapshot.after(), snapshot.after(), taken, out);
  }

  /** What is taken from a stack once, but needed twice, gets a name. */
  private Map<Storage, Expr> take(Kept kept, Set<Variable> twice, List<Stmt> out) {
    Map<Storage, Expr> result = new LinkedHashMap<>();
    kept.values()
        .forEach(
            (variable, storage) -> {
              if (twice.contains(variable)) {
                take(storage, result, out);
              }
            });
    kept.arrays()
        .forEach(
            (variable, places) -> {
              if (twice.contains(variable)) {
                places.forEach(place -> take(place.storage(), result, out));
              }
            });
    return result;
  }

  private void take(Storage storage, Map<Storage, Expr> taken, List<Stmt> out) {
    if (Type.isStack(storage.variable().type())) {
      Variable start =
          variables.fresh(storage.variable().name(), storage.type(), Variable.Kind.KEPT);
      out.add(new Stmt.Declare(start, storage.restore(), Position.NONE));
      taken.put(storage, Expr.read(start));
    }
  }

  private static void restore(
      Kept kept,
      Set<Variable> values,
      Set<Variable> arrays,
      Map<Storage, Expr> taken,
      List<Stmt> out) {
    kept.values()
        .forEach(
            (variable, storage) -> {
              if (values.contains(variable)) {
                Expr value = taken.containsKey(storage) ? taken.get(storage) : storage.restore();
                out.add(new Stmt.Assign(variable, value, Position.NONE));
              }
            });
    kept.arrays()
        .forEach(
            (variable, places) -> {
              if (arrays.contains(variable)) {
                for (Place place : places) {
                  Storage storage = place.storage();
                  Expr copy = taken.containsKey(storage) ? taken.get(storage) : storage.restore();
                  out.add(change("restore", place.array(), copy));
                }
              }
            });
  }

  /** A call that changes the arrays that it is given. */
  private static Stmt change(String method, Expr first, Expr second) {
    Expr.Call call = Exprs.runtime("Checkpoints", method, new Type.Nothing(), first, second);
    return new Stmt.Evaluate(
        new Expr.Call(call.callee().writing(), call.arguments(), call.position()), Position.NONE);
  }
}
