package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Function;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.VariableSet;
import dev.adjoint.processor.ir.Walk;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Activity: a statement needs an adjoint when what it computes both varies with the inputs and is
 * useful to the result. Both are followed along the paths of the program, so a value that is
 * overwritten before it matters has no adjoint.
 */
public final class Activity {
  private final Aliases aliases;

  /** Whether the analysis is used: where it is not, all that can be differentiated varies. */
  private final boolean isOn;

  /** For each statement, the variables in it that vary just before it. */
  private final Map<Stmt, Set<Variable>> varied = new IdentityHashMap<>();

  /** For each statement, the variables in it that are useful just after it. */
  private final Map<Stmt, Set<Variable>> useful = new IdentityHashMap<>();

  /** The variables that vary anywhere. */
  private final VariableSet everVaried = new VariableSet();

  private VariableSet usefulAtEntry = new VariableSet();

  private Activity(Aliases aliases, boolean isOn) {
    this.aliases = aliases;
    this.isOn = isOn;
  }

  /** Analyses a function with respect to some of its parameters. */
  public static Activity of(
      Function function, Collection<Variable> inputs, Aliases aliases, Switches switches) {
    Activity activity = new Activity(aliases, switches.isOn(Analysis.ACTIVITY));
    VariableSet varying = new VariableSet();
    inputs.forEach(input -> varying.add(aliases.root(input)));
    varying.addAll(inputs);
    activity.everVaried.addAll(varying);
    activity.forward(function.body(), varying);
    activity.usefulAtEntry = activity.backward(function.body(), new VariableSet());
    return activity;
  }

  /** Whether the result depends on a parameter. */
  public boolean isUsefulAtEntry(Variable parameter) {
    return usefulAtEntry.contains(aliases.root(parameter));
  }

  /**
   * Whether a value without a derivative, such as a condition or an index, is computed from a
   * parameter or from what was.
   */
  public boolean isReadBy(Function function, Variable parameter) {
    Set<Variable> computed = new HashSet<>(Set.of(aliases.root(parameter)));
    boolean[] found = new boolean[1];
    int before;
    do {
      before = computed.size();
      Walk.eachStatement(
          function.body(),
          stmt -> {
            for (Expr expr : Walk.expressions(stmt)) {
              if (depends(expr, computed::contains)) {
                Variable target = Walk.target(stmt);
                if (target != null) {
                  computed.add(aliases.root(target));
                }
              }
              Walk.each(expr, part -> found[0] |= isStep(part, computed));
            }
          });
    } while (computed.size() > before);
    return found[0];
  }

  /** Whether a value has no derivative, but its operands have and are computed from variables. */
  private boolean isStep(Expr expr, Set<Variable> computed) {
    return !expr.type().isDifferentiable()
        && !(expr instanceof Expr.Length)
        && Walk.parts(expr).stream().anyMatch(part -> depends(part, computed::contains));
  }

  /** Whether the value of a variable, as a statement reads it, varies with the inputs. */
  public boolean varies(Stmt stmt, Variable variable) {
    return varied.getOrDefault(stmt, Set.of()).contains(aliases.root(variable));
  }

  /** Whether the value of an expression, as a statement reads it, varies with the inputs. */
  public boolean varies(Stmt stmt, Expr expr) {
    return depends(expr, varied.getOrDefault(stmt, Set.of())::contains);
  }

  /** Whether the value of an expression, as a statement reads it, has an adjoint. */
  public boolean isActive(Stmt stmt, Expr expr) {
    return isOn ? varies(stmt, expr) : dependsOnAny(expr);
  }

  /**
   * Whether a variable, or what it shares memory with, varies with the inputs anywhere. Forward
   * mode asks even where the analysis is not used: a tangent of zero times an infinite derivative,
   * which reverse mode adds to an adjoint that nobody reads, would make the result's no number.
   */
  public boolean everVaries(Variable variable) {
    return everVaried.contains(aliases.root(variable));
  }

  /** Whether what a statement writes matters to the result. */
  public boolean isUseful(Stmt stmt) {
    Variable target = Walk.target(stmt);
    return target == null || isUsefulAfter(stmt, target);
  }

  /** Whether a statement that writes a variable, or returns, has an adjoint. */
  public boolean isActive(Stmt stmt) {
    if (isShadow(stmt)) {
      return false;
    } else if (stmt instanceof Stmt.Declare s) {
      return s.value() != null && isUsefulAfter(stmt, s.variable()) && isActive(stmt, s.value());
    } else if (stmt instanceof Stmt.Assign s) {
      // A constant clears the adjoint of what it overwrites, or of what an earlier constant did.
      return isUsefulAfter(stmt, s.variable())
          && (isActive(stmt, s.value()) || everVaried.contains(aliases.root(s.variable())));
    } else if (stmt instanceof Stmt.Store s) {
      return base(s.array()).stream()
          .anyMatch(
              array ->
                  isUsefulAfter(stmt, array)
                      && (isActive(stmt, s.value()) || everVaried.contains(array)));
    } else if (stmt instanceof Stmt.Return s) {
      return isActive(stmt, s.value());
    } else if (Changed.isMadeBy(stmt)) {
      Changed changed = Changed.by(stmt);
      return base(changed.target()).stream().anyMatch(target -> isUsefulAfter(stmt, target))
          && changed.values().stream().anyMatch(value -> isActive(stmt, value));
    }
    return false;
  }

  /** Whether a statement is about adjoints, and so has none itself. */
  private static boolean isShadow(Stmt stmt) {
    if (stmt instanceof Stmt.Declare s) {
      return s.variable().kind() == Variable.Kind.SHADOW;
    } else if (stmt instanceof Stmt.Assign s) {
      return s.variable().kind() == Variable.Kind.SHADOW;
    }
    return stmt instanceof Stmt.Store s
        && Walk.base(s.array()).stream().anyMatch(v -> v.kind() == Variable.Kind.SHADOW);
  }

  /** Whether what a variable holds after a statement matters to the result. */
  private boolean isUsefulAfter(Stmt stmt, Variable variable) {
    return useful.getOrDefault(stmt, Set.of()).contains(aliases.root(variable));
  }

  /** Nobody asks a statement about other variables than its own. */
  private Set<Variable> mentionedIn(Stmt stmt, VariableSet set) {
    Set<Variable> result = new HashSet<>();
    if (stmt instanceof Stmt.Declare s) {
      addRoot(s.variable(), set, result);
    } else if (stmt instanceof Stmt.Assign s) {
      addRoot(s.variable(), set, result);
    }
    for (Expr expr : Walk.expressions(stmt)) {
      Walk.eachRead(expr, variable -> addRoot(variable, set, result));
    }
    return result;
  }

  private void addRoot(Variable variable, VariableSet set, Set<Variable> out) {
    Variable root = aliases.root(variable);
    if (set.contains(root)) {
      out.add(root);
    }
  }

  private List<Variable> base(Expr array) {
    return Walk.base(array).stream().map(aliases::root).toList();
  }

  private boolean depends(Expr expr, Predicate<Variable> set) {
    boolean[] found = new boolean[1];
    Dependence.each(expr, variable -> found[0] |= set.test(aliases.root(variable)));
    return found[0];
  }

  private static boolean dependsOnAny(Expr expr) {
    boolean[] found = new boolean[1];
    Dependence.each(expr, variable -> found[0] = true);
    return found[0];
  }

  /** Moves the set of varying variables over a block, in place. */
  private void forward(Block block, VariableSet set) {
    for (Stmt stmt : block.statements()) {
      if (isShadow(stmt)) {
        continue;
      }
      varied.put(stmt, mentionedIn(stmt, set));
      if (stmt instanceof Stmt.Declare s && s.value() != null) {
        forwardAssign(s.variable(), s.value(), set);
      } else if (stmt instanceof Stmt.Assign s) {
        forwardAssign(s.variable(), s.value(), set);
      } else if (stmt instanceof Stmt.Store s) {
        if (depends(s.value(), set::contains)) {
          set.addAll(base(s.array()));
          everVaried.addAll(base(s.array()));
        }
      } else if (Changed.isMadeBy(stmt)) {
        Changed changed = Changed.by(stmt);
        if (changed.values().stream().anyMatch(value -> depends(value, set::contains))) {
          set.addAll(base(changed.target()));
          everVaried.addAll(base(changed.target()));
        }
      } else if (stmt instanceof Stmt.Throw) {
        set.clear(); // Nothing gets any further.
      } else if (stmt instanceof Stmt.If s) {
        VariableSet then = set.copy();
        forward(s.then(), then);
        forward(s.otherwise(), set);
        set.addAll(then);
      } else if (stmt instanceof Stmt.For || stmt instanceof Stmt.While) {
        Block loop = Walk.blocks(stmt).get(0);
        VariableSet body;
        do {
          body = set.copy();
          forward(loop, body);
        } while (set.addAll(body));
      } else if (stmt instanceof Stmt.Checkpoint s) {
        forward(s.body(), set);
      }
    }
  }

  private void forwardAssign(Variable target, Expr value, VariableSet set) {
    Variable root = aliases.root(target);
    boolean depends = depends(value, set::contains);
    if (!root.equals(target) && !(depends && aliases.isDynamic(target))) {
      return;
    }
    if (depends) {
      set.add(root);
      everVaried.add(root);
    } else {
      set.remove(root);
    }
  }

  /** Moves the set of useful variables backwards over a block; gives the set before it. */
  private VariableSet backward(Block block, VariableSet after) {
    VariableSet set = after.copy();
    List<Stmt> statements = block.statements();
    for (int i = statements.size() - 1; i >= 0; i--) {
      Stmt stmt = statements.get(i);
      if (isShadow(stmt)) {
        continue;
      }
      useful.put(stmt, mentionedIn(stmt, set));
      if (stmt instanceof Stmt.Declare s && s.value() != null) {
        backwardAssign(s.variable(), s.value(), set);
      } else if (stmt instanceof Stmt.Assign s) {
        backwardAssign(s.variable(), s.value(), set);
      } else if (stmt instanceof Stmt.Store s) {
        if (base(s.array()).stream().anyMatch(set::contains)) {
          addAll(s.value(), set);
        }
      } else if (Changed.isMadeBy(stmt)) {
        Changed changed = Changed.by(stmt);
        if (base(changed.target()).stream().anyMatch(set::contains)) {
          for (Expr value : changed.values()) {
            addAll(value, set);
          }
        }
      } else if (stmt instanceof Stmt.Throw) {
        set.clear(); // Nothing reaches the result.
      } else if (stmt instanceof Stmt.Return s) {
        addAll(s.value(), set);
      } else if (stmt instanceof Stmt.If s) {
        VariableSet then = backward(s.then(), set);
        set = backward(s.otherwise(), set);
        set.addAll(then);
      } else if (stmt instanceof Stmt.For || stmt instanceof Stmt.While) {
        Block loop = Walk.blocks(stmt).get(0);
        boolean grows;
        do {
          grows = set.addAll(backward(loop, set));
        } while (grows);
      } else if (stmt instanceof Stmt.Checkpoint s) {
        set = backward(s.body(), set);
      }
    }
    return set;
  }

  private void backwardAssign(Variable target, Expr value, VariableSet set) {
    Variable root = aliases.root(target);
    if (aliases.isDynamic(target)) {
      if (set.contains(root)) {
        addAll(value, set);
      }
    } else if (root.equals(target) && set.remove(root)) {
      addAll(value, set);
    }
  }

  private void addAll(Expr expr, VariableSet set) {
    Dependence.each(expr, variable -> set.add(aliases.root(variable)));
  }
}
