package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the arrays of numbers occur that a body makes for itself and nobody else holds before it
 * returns: by their elements, by their lengths, in calls of what only reads them, in the result.
 */
final class ArrayUsage {
  private final Set<Variable> arrays = new LinkedHashSet<>();
  private final Map<Variable, Integer> uses = new HashMap<>();
  private final Map<Variable, Integer> mentions = new HashMap<>();

  /** By array, the one in whose memory it lies. */
  private final Map<Variable, Variable> memory = new HashMap<>();

  /** Where an array occurs in a block, by the numbers of statements. */
  static final class Span {
    private final List<Integer> at = new ArrayList<>();
    private int first = -1;
    private int last = -1;
    private int uses;
    private int mentions;

    private void mention(int statement) {
      mentions++;
      if (at.isEmpty() || at.get(at.size() - 1) != statement) {
        at.add(statement);
      }
    }

    private void use(int statement) {
      mention(statement);
      uses++;
      first = first < 0 ? statement : first;
      last = statement;
    }

    /** Goes on with an array that is used later and lies in the same memory from now on. */
    void goOn(Span other) {
      last = other.last;
      uses += other.uses;
      mentions += other.mentions;
    }

    /** The statements that name the array. */
    List<Integer> statements() {
      return at;
    }

    /** The first statement that reads or writes elements. */
    int first() {
      return first;
    }

    /** The last one. */
    int last() {
      return last;
    }

    /** Whether anything asks for its length before elements are read or written. */
    boolean startsWithLength() {
      return at.get(0) < first;
    }
  }

  /** Is told how arrays occur. */
  private interface Visitor {
    /**
     * An array is read or written.
     *
     * @param element the element, null if it may be any
     */
    void use(Variable array, Expr.@Nullable Element element);

    void length(Variable array);

    /** Somebody may hold the array from now on. */
    default void other(Variable array) {}
  }

  /**
   * @param outliving variables whose arrays the caller goes on to read
   */
  ArrayUsage(Block whole, Set<Variable> outliving) {
    Set<Variable> excluded = new HashSet<>(outliving);
    Visitor counting =
        new Visitor() {
          @Override
          public void use(Variable array, Expr.@Nullable Element element) {
            uses.merge(array, 1, Integer::sum);
            mentions.merge(array, 1, Integer::sum);
          }

          @Override
          public void length(Variable array) {
            mentions.merge(array, 1, Integer::sum);
          }

          @Override
          public void other(Variable array) {
            excluded.add(array);
          }
        };
    Walk.eachStatement(
        whole,
        stmt -> {
          if (stmt instanceof Stmt.Declare s && isMade(s)) {
            arrays.add(s.variable());
          } else if (stmt instanceof Stmt.Assign s) {
            excluded.add(s.variable());
          }
        });
    if (arrays.size() > 1) {
      Walk.eachStatement(whole, stmt -> visit(stmt, counting));
    }
    arrays.removeAll(excluded);
  }

  /** Integers that are narrower than an int, of which nobody keeps many, are left alone. */
  private static boolean isMade(Stmt.Declare declare) {
    return declare.value() instanceof Expr.NewArray made
        && made.type().rank() == 1
        && (made.type().element().isFloating()
            || made.type().element() == Type.Primitive.INT
            || made.type().element() == Type.Primitive.LONG
            || made.type().element() == Type.Primitive.BOOLEAN);
  }

  Set<Variable> arrays() {
    return arrays;
  }

  /** Whether statements are all that read or write elements of an array. */
  boolean isUsedOnly(Variable array, Span within) {
    return within.uses == uses.getOrDefault(array, 0);
  }

  /** Whether statements are all that name an array. */
  boolean isNamedOnly(Variable array, Span within) {
    return within.mentions == mentions.getOrDefault(array, 0);
  }

  /** From now on an array lies in the memory of another one, whose other name it is. */
  void join(Variable array, Variable into) {
    memory.put(array, into);
    arrays.remove(array);
    uses.merge(into, uses.getOrDefault(array, 0), Integer::sum);
    mentions.merge(into, mentions.getOrDefault(array, 0), Integer::sum);
  }

  private Variable memoryOf(Variable array) {
    Variable at = array;
    for (Variable next = memory.get(at); next != null; next = memory.get(at)) {
      at = next;
    }
    return at;
  }

  /**
   * Where the arrays occur that statements read or write elements of, in the order of the first;
   * those left out that are declared within one of the statements.
   */
  Map<Variable, Span> in(List<Stmt> statements) {
    Map<Variable, Span> result = new LinkedHashMap<>();
    int[] at = new int[1];
    Visitor visitor =
        new Visitor() {
          @Override
          public void use(Variable array, Expr.@Nullable Element element) {
            result.computeIfAbsent(array, a -> new Span()).use(at[0]);
          }

          @Override
          public void length(Variable array) {
            result.computeIfAbsent(array, a -> new Span()).mention(at[0]);
          }
        };
    for (Stmt stmt : statements) {
      each(stmt, visitor);
      for (Block nested : Walk.blocks(stmt)) {
        Walk.eachStatement(
            nested,
            inner -> {
              if (inner instanceof Stmt.Declare s) {
                result.remove(s.variable());
              }
            });
      }
      at[0]++;
    }
    result.values().removeIf(span -> span.first < 0);
    return result;
  }

  /**
   * Whether each trip of a loop uses one element of its own of either array, and that of the first
   * one no more when it writes that of the second one.
   */
  boolean isTakenOver(Stmt.For loop, Variable from, Variable by) {
    List<Stmt> body = loop.body().statements();
    Expr own = Expr.read(loop.index());
    int written = -1;
    for (int i = 0; i < body.size(); i++) {
      int[] uses = new int[2];
      boolean[] isOwn = {true};
      Visitor visitor =
          new Visitor() {
            @Override
            public void use(Variable array, Expr.@Nullable Element element) {
              int which = array.equals(from) ? 0 : array.equals(by) ? 1 : -1;
              if (which >= 0) {
                uses[which]++;
                isOwn[0] &= element != null && element.index().equals(own);
              }
            }

            @Override
            public void length(Variable array) {}
          };
      each(body.get(i), visitor);
      if (!isOwn[0] || (written >= 0 && uses[0] > 0)) {
        return false;
      }
      if (written < 0 && uses[1] > 0) {
        boolean writes =
            body.get(i) instanceof Stmt.Store s && s.array().equals(Expr.read(by)) && uses[1] == 1;
        if (!writes) {
          return false;
        }
        written = i;
      }
    }
    return written >= 0 && areUnused(List.of(loop.from(), loop.bound()), from, by);
  }

  private boolean areUnused(List<Expr> exprs, Variable from, Variable by) {
    boolean[] unused = {true};
    Visitor visitor =
        new Visitor() {
          @Override
          public void use(Variable array, Expr.@Nullable Element element) {
            unused[0] &= !memoryOf(array).equals(from) && !memoryOf(array).equals(by);
          }

          @Override
          public void length(Variable array) {}
        };
    exprs.forEach(expr -> visit(expr, visitor));
    return unused[0];
  }

  /** Visits a statement and those in it, with arrays by the names of their memory. */
  private void each(Stmt whole, Visitor visitor) {
    Visitor byMemory =
        new Visitor() {
          @Override
          public void use(Variable array, Expr.@Nullable Element element) {
            Variable of = memoryOf(array);
            if (arrays.contains(of)) {
              visitor.use(of, element);
            }
          }

          @Override
          public void length(Variable array) {
            Variable of = memoryOf(array);
            if (arrays.contains(of)) {
              visitor.length(of);
            }
          }
        };
    Walk.eachStatement(
        whole,
        stmt -> {
          if (!(stmt instanceof Stmt.Declare s && memory.containsKey(s.variable()))) {
            visit(stmt, byMemory);
          }
        });
  }

  private static void visit(Stmt stmt, Visitor visitor) {
    if (stmt instanceof Stmt.Store s) {
      visit(s.target(), visitor);
      visit(s.value(), visitor);
    } else if (stmt instanceof Stmt.Return s) {
      // Nothing comes after it.
      Walk.eachRead(s.value(), array -> visitor.use(array, null));
    } else {
      Walk.expressions(stmt).forEach(expr -> visit(expr, visitor));
    }
  }

  private static void visit(Expr expr, Visitor visitor) {
    if (expr instanceof Expr.Length length && length.array() instanceof Expr.Read array) {
      visitor.length(array.variable());
      return;
    } else if (expr instanceof Expr.Element element && element.array() instanceof Expr.Read array) {
      visitor.use(array.variable(), element);
      visit(element.index(), visitor);
      return;
    } else if (expr instanceof Expr.Read read) {
      visitor.other(read.variable());
      return;
    }
    boolean onlyReads = expr instanceof Expr.Call call && call.callee().onlyReads();
    for (Expr part : Walk.parts(expr)) {
      if (onlyReads && part instanceof Expr.Read array) {
        visitor.use(array.variable(), null);
      } else {
        visit(part, visitor);
      }
    }
  }
}
