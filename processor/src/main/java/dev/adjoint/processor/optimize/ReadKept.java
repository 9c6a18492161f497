package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
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

/**
 * Reads a kept element where it is kept, if its array is set back for nobody else.
 *
 * <pre>
 * a[i] = aKept[i];                 double aOld = aKept[i];
 * bBar += cBar * a[i];   becomes   bBar += cBar * aOld;
 * cBar *= a[i];                    cBar *= aOld;
 * </pre>
 */
final class ReadKept {
  private final Variables variables;
  private final Set<Variable> arrays;
  private final Map<Variable, Uses> uses = new LinkedHashMap<>();

  /** The statements around the one that is looked at, by their numbers, outermost first. */
  private final List<Integer> around = new ArrayList<>();

  private int number;

  /** By statement that sets back an element, what stands for the element. */
  private final Map<Stmt, Expr> elements = new IdentityHashMap<>();

  private ReadKept(Variables variables, Set<Variable> arrays) {
    this.variables = variables;
    this.arrays = arrays;
  }

  /**
   * @param outliving variables whose arrays the caller goes on to read
   */
  static Block in(Block block, Variables variables, Set<Variable> outliving) {
    if (!Walk.anyStatement(block, ReadKept::isRestore)) {
      return block;
    }
    ReadKept pass = new ReadKept(variables, new ArrayUsage(block, outliving).arrays());
    pass.number(block);
    pass.uses.forEach((array, uses) -> pass.find(uses));
    return pass.elements.isEmpty() ? block : pass.rewrite(block);
  }

  /** Whether a statement sets back an element to what was kept of it. */
  private static boolean isRestore(Stmt stmt) {
    return stmt instanceof Stmt.Store s
        && s.array() instanceof Expr.Read array
        && array.variable().kind() == Variable.Kind.LOCAL
        && s.value() instanceof Expr.Element kept
        && kept.array() instanceof Expr.Read from
        && from.variable().kind() == Variable.Kind.KEPT;
  }

  /**
   * A statement in a block.
   *
   * @param number how many statements begin before it
   */
  private record Place(int number, Block block, int at) {
    Stmt stmt() {
      return block.statements().get(at);
    }
  }

  /** Where the elements of an array are stored to and read. */
  private static final class Uses {
    /** How many statements are around what makes the array. */
    private final int depth;

    private final List<Place> stores = new ArrayList<>();
    private final List<Place> reads = new ArrayList<>();
    private final List<Place> restores = new ArrayList<>();

    /** From here on it is set back: the statement around that in the block that makes the array. */
    private int start;

    Uses(int depth) {
      this.depth = depth;
    }
  }

  private void number(Block block) {
    for (int i = 0; i < block.statements().size(); i++) {
      Stmt stmt = block.statements().get(i);
      Place place = new Place(number++, block, i);
      if (stmt instanceof Stmt.Declare s && arrays.contains(s.variable())) {
        uses.put(s.variable(), new Uses(around.size()));
      }
      around.add(place.number());
      Uses target =
          stmt instanceof Stmt.Store s && s.array() instanceof Expr.Read array
              ? uses.get(array.variable())
              : null;
      if (target != null) {
        target.stores.add(place);
        if (isRestore(stmt)) {
          target.restores.add(place);
          target.start = around.get(target.depth);
        }
      }
      Set<Variable> read = new HashSet<>();
      for (Expr expr : Walk.expressions(stmt)) {
        if (!(stmt instanceof Stmt.Store s) || expr != s.array()) {
          Walk.eachRead(expr, read::add);
        }
      }
      read.retainAll(uses.keySet());
      read.forEach(array -> Objects.requireNonNull(uses.get(array)).reads.add(place));
      Walk.blocks(stmt).forEach(this::number);
      around.remove(around.size() - 1);
    }
  }

  /**
   * Looks whether a statement that sets back an element does so for those after it in its block.
   */
  private void find(Uses of) {
    if (of.restores.size() != 1) {
      return;
    }
    Place restore = of.restores.get(0);
    Stmt.Store store = (Stmt.Store) restore.stmt();
    Expr.Element kept = (Expr.Element) store.value();
    Uses ofKept = uses.get(((Expr.Read) kept.array()).variable());
    List<Place> reads = of.reads.stream().filter(read -> read.number() >= of.start).toList();
    boolean isAlone =
        ofKept != null
            && !reads.isEmpty()
            && of.stores.stream().noneMatch(s -> s.number() >= of.start && s != restore)
            && ofKept.stores.stream().noneMatch(s -> s.number() >= of.start);
    int last = restore.at();
    int times = 0;
    for (Place read : reads) {
      isAlone &= read.block() == restore.block() && read.at() > restore.at();
      int elements = count(read.stmt(), store.target());
      isAlone &= elements > 0 && elements == count(read.stmt(), store.array());
      last = Math.max(last, read.at());
      times += elements;
    }
    if (isAlone && isSteady(store, restore, last)) {
      Variable old =
          times == 1
              ? null
              : variables.fresh(
                  ((Expr.Read) store.array()).variable().name() + "Old",
                  store.target().type(),
                  Variable.Kind.LOCAL);
      elements.put(store, old == null ? kept : Expr.read(old));
    }
  }

  /** How often an expression occurs in a statement itself. */
  private static int count(Stmt stmt, Expr expr) {
    int[] count = new int[1];
    Walk.expressions(stmt)
        .forEach(whole -> Walk.each(whole, part -> count[0] += part.equals(expr) ? 1 : 0));
    return count[0];
  }

  /** Whether the indices are the same down to a last statement. */
  private static boolean isSteady(Stmt.Store store, Place restore, int last) {
    List<Stmt> between = restore.block().statements().subList(restore.at() + 1, last + 1);
    Set<Variable> assigned = Walk.assigned(new Block(between));
    Set<Variable> read = Walk.reads(store.index());
    read.addAll(Walk.reads(store.value()));
    boolean[] plain = {true};
    for (Expr index : List.of(store.index(), ((Expr.Element) store.value()).index())) {
      Walk.each(index, part -> plain[0] &= !(part instanceof Expr.Element));
    }
    return plain[0] && read.stream().noneMatch(assigned::contains);
  }

  private Block rewrite(Block block) {
    List<Stmt> result = new ArrayList<>();
    Map<Expr, Expr> here = new HashMap<>();
    for (Stmt stmt : block.statements()) {
      Expr element = elements.get(stmt);
      if (element == null) {
        result.add(Walk.map(stmt, expr -> replace(expr, here), this::rewrite));
        continue;
      }
      Stmt.Store store = (Stmt.Store) stmt;
      here.put(store.target(), element);
      if (element instanceof Expr.Read old) {
        result.add(new Stmt.Declare(old.variable(), store.value(), store.position()));
      }
    }
    return block.with(result);
  }

  private static Expr replace(Expr expr, Map<Expr, Expr> by) {
    if (by.isEmpty()) {
      return expr;
    }
    Expr element = by.get(expr);
    return element != null ? element : Walk.mapParts(expr, part -> replace(part, by));
  }
}
