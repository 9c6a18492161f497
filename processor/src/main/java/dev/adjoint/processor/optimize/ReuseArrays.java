package dev.adjoint.processor.optimize;

import dev.adjoint.processor.analysis.ArrayLengths;
import dev.adjoint.processor.analysis.ScratchArrays;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Defaults;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets an array lie in the memory of one of the same length that is read no more.
 *
 * <pre>
 * double[] t = new double[n];                 double[] t = new double[n];
 * double[] u = new double[n];
 * for (i…n) t[i] = …;               becomes   for (i…n) t[i] = …;
 * … t …                                       … t …
 *                                             double[] u = t;
 * for (i…n) u[i] = …;                         for (i…n) u[i] = …;
 * … u …                                       … u …
 * </pre>
 *
 * One loop may read the last of one array and write the first of the other, if each trip reads its
 * element before it writes it. What has to start with zeros is cleared.
 */
final class ReuseArrays {
  private static final QualifiedName ARRAYS = QualifiedName.of("java.util", "Arrays");

  /** Each array of a block is looked at beside each other one, and all that it occurs in. */
  private static final int MOST_ARRAYS = 32;

  private final ArrayUsage usage;
  private final ArrayLengths lengths;

  /** Arrays that are declared elsewhere now. */
  private final Set<Variable> moved = new HashSet<>();

  private ReuseArrays(Block whole, ArrayUsage usage) {
    this.usage = usage;
    this.lengths = new ArrayLengths(new ArrayLengths(whole).resolve(whole));
  }

  /**
   * @param outliving variables whose arrays the caller goes on to read
   */
  static Block in(Block block, Set<Variable> outliving) {
    ArrayUsage usage = new ArrayUsage(block, outliving);
    if (usage.arrays().size() < 2) {
      return block;
    }
    ReuseArrays pass = new ReuseArrays(block, usage);
    Block result = pass.reuse(block);
    return pass.moved.isEmpty() ? block : pass.withoutMoved(result);
  }

  /** Inner blocks first: what shares memory in a trip of a loop is one array to the outside. */
  private Block reuse(Block block) {
    List<Stmt> statements = new ArrayList<>();
    block.statements().forEach(stmt -> statements.add(Walk.map(stmt, expr -> expr, this::reuse)));
    return block.with(new Run(statements).reuse());
  }

  /** The statements of a block, from one to the next. */
  private final class Run {
    private final List<Stmt> statements;
    private final Map<Variable, ArrayUsage.Span> spans;

    /** The arrays that the block declares, and where. */
    private final Map<Variable, Integer> declared = new HashMap<>();

    /** Arrays in whose memory others may lie, with their last names. */
    private final Map<Variable, Variable> names = new LinkedHashMap<>();

    /** What is put before a statement. */
    private final Map<Integer, List<Stmt>> added = new HashMap<>();

    private @Nullable Set<Variable> assigned;

    Run(List<Stmt> statements) {
      this.statements = statements;
      this.spans = usage.in(statements);
    }

    List<Stmt> reuse() {
      if (spans.size() < 2) {
        return statements;
      }
      for (int i = 0; i < statements.size(); i++) {
        if (statements.get(i) instanceof Stmt.Declare s) {
          declared.put(s.variable(), i);
        }
      }
      List<Variable> arrays = new ArrayList<>(spans.keySet());
      arrays.sort(Comparator.comparingInt(array -> span(array).first()));
      for (Variable array : arrays) {
        if (names.size() < MOST_ARRAYS && isOwn(array)) {
          Variable free = canMove(array) ? free(array) : null;
          if (free == null) {
            names.put(array, array);
          } else {
            put(array, free);
          }
        }
      }
      return added.isEmpty() ? statements : withAdded();
    }

    private ArrayUsage.Span span(Variable array) {
      return Objects.requireNonNull(spans.get(array));
    }

    /** Whether the block leaves nothing of an array to others, and gets nothing from others. */
    private boolean isOwn(Variable array) {
      return usage.isUsedOnly(array, span(array))
          && (declared.containsKey(array) || isRewritten(array));
    }

    private boolean isRewritten(Variable array) {
      if (assigned == null) {
        assigned = changing();
      }
      List<Stmt> naming = span(array).statements().stream().map(statements::get).toList();
      return ScratchArrays.isRewritten(
          lengths.resolve(new Block(naming)), array, lengths, assigned);
    }

    /** The variables that have several values in the block. */
    private Set<Variable> changing() {
      Block block = new Block(statements);
      Set<Variable> result = Walk.assigned(block);
      result.removeAll(declared.keySet());
      Walk.eachStatement(
          block,
          stmt -> {
            if (stmt instanceof Stmt.Assign s) {
              result.add(s.variable());
            }
          });
      return result;
    }

    /** Whether an array can be declared where its elements are used first. */
    private boolean canMove(Variable array) {
      return usage.isNamedOnly(array, span(array)) && !span(array).startsWithLength();
    }

    /** The array that is read no more where another one is used first, the last of them. */
    private @Nullable Variable free(Variable array) {
      Variable free = null;
      for (Variable other : names.keySet()) {
        if (isLike(other, array)
            && declared.getOrDefault(other, -1) < span(array).first()
            && isFree(other, array)
            && (free == null || span(free).last() < span(other).last())) {
          free = other;
        }
      }
      return free;
    }

    private boolean isFree(Variable array, Variable by) {
      int at = span(by).first();
      return span(array).last() < at
          || (span(array).last() == at
              && statements.get(at) instanceof Stmt.For loop
              && usage.isTakenOver(loop, array, by)
              && isRewritten(by));
    }

    private void put(Variable array, Variable into) {
      Variable name = Objects.requireNonNull(names.get(into));
      boolean inPlace = span(into).last() == span(array).first();
      String note = inPlace ? "overwritten trip by trip" : "read no more";
      List<Stmt> before = before(span(array).first());
      before.add(new Stmt.Declare(array, Expr.read(name), Position.NONE).noting(note));
      // What the block does not declare is rewritten, or it would not be its own.
      if (declared.containsKey(array) && !isRewritten(array)) {
        before.add(clear(array));
      }
      moved.add(array);
      usage.join(array, into);
      span(into).goOn(span(array));
      names.put(into, array);
    }

    /** What is put before a statement and the remarks on it. */
    private List<Stmt> before(int statement) {
      int at = statement;
      while (at > 0 && statements.get(at - 1) instanceof Stmt.Comment) {
        at--;
      }
      return added.computeIfAbsent(at, a -> new ArrayList<>());
    }

    private List<Stmt> withAdded() {
      List<Stmt> result = new ArrayList<>();
      for (int i = 0; i < statements.size(); i++) {
        result.addAll(added.getOrDefault(i, List.of()));
        result.add(statements.get(i));
      }
      return result;
    }
  }

  private boolean isLike(Variable a, Variable b) {
    Expr length = lengths.find(a);
    return a.type().equals(b.type())
        && length != null
        && length.equals(lengths.find(b))
        && isTheSame(length);
  }

  /** Whether an expression has the same value whenever it is computed from the same variables. */
  private static boolean isTheSame(Expr expr) {
    boolean[] same = {true};
    Walk.each(
        expr,
        part ->
            same[0] &=
                !(part instanceof Expr.Call call)
                    || call.callee().kind() == Callee.Kind.SCALAR
                    || call.callee().kind() == Callee.Kind.HELPER);
    return same[0];
  }

  private static Stmt clear(Variable array) {
    Type element = ((Type.Array) array.type()).element();
    Expr zero = Defaults.of(element);
    Callee fill =
        new Callee(
            ARRAYS,
            "fill",
            true,
            List.of(new Callee.Operand("a", array.type()), new Callee.Operand("val", element)),
            new Type.Nothing(),
            Callee.Kind.RUNTIME);
    return new Stmt.Evaluate(
        new Expr.Call(fill, List.of(Expr.read(array), zero), Position.NONE), Position.NONE);
  }

  private Block withoutMoved(Block block) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      boolean isMoved =
          stmt instanceof Stmt.Declare s
              && s.value() instanceof Expr.NewArray
              && moved.contains(s.variable());
      if (!isMoved) {
        result.add(Walk.map(stmt, expr -> expr, this::withoutMoved));
      }
    }
    return block.with(result);
  }
}
