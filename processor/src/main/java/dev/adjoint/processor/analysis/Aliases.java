package dev.adjoint.processor.analysis;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which variables may hold the same array, or parts of the same arrays.
 *
 * <p>Where each array has one name, and its rows are named where they are declared, the names are
 * known for certain: {@code row = m[i]} makes {@code row} a name for a part of {@code m}. Where
 * arrays change hands ({@code u = v}, {@code m[i] = row}, {@code c ? a : b}, an array that is
 * written while a record or another array also holds it) the group is <em>dynamic</em>: only the
 * running program knows which array a variable holds, so one made-up variable stands for all that
 * the group's arrays contain.
 */
public final class Aliases {
  private final Map<Variable, Variable> roots = new HashMap<>();
  private final Map<Variable, Variable> groups = new HashMap<>();
  private final Set<Variable> dynamic = new HashSet<>();
  private final Map<Variable, Set<Variable>> flows = new HashMap<>();
  private final Set<Variable> foreign = new HashSet<>();
  private final Set<Variable> statics = new HashSet<>();

  private Aliases() {}

  public static Aliases of(Block body) {
    return of(body, Set.of());
  }

  /**
   * @param moving variables that are to be treated as if their arrays changed hands
   */
  public static Aliases of(Block body, Set<Variable> moving) {
    Builder builder = new Builder();
    builder.moved.addAll(moving);
    return builder.build(body);
  }

  /** Whether a declaration gives an existing array another name, which is known for certain. */
  public boolean isAlias(Stmt.Declare declare) {
    Expr value = declare.value();
    return value != null
        && isName(declare)
        && !isDynamic(declare.variable())
        // A row of a constant: the constant has no adjoint that the row's could be part of.
        && !Walk.base(value).isEmpty();
  }

  /** Whether a declaration gives an existing array, or a row of one, another name. */
  static boolean isName(Stmt.Declare declare) {
    Expr value = declare.value();
    return value != null
        && declare.variable().type() instanceof Type.Array
        && (value instanceof Expr.Read
            || value instanceof Expr.Element
            || value instanceof Expr.Component);
  }

  /** The variable that stands for all that share memory with this one. */
  public Variable root(Variable variable) {
    return roots.getOrDefault(variable, variable);
  }

  /** The variable that stands for all between which arrays may have moved. */
  Variable groupOf(Variable variable) {
    return groups.getOrDefault(variable, variable);
  }

  /** Whether only the running program knows which arrays a variable holds. */
  public boolean isDynamic(Variable variable) {
    return dynamic.contains(variable);
  }

  /** Whether there are variables of which only the running program knows what arrays they hold. */
  public boolean hasDynamic() {
    return !dynamic.isEmpty();
  }

  /** The variables that may hold arrays of one of some others, these included. */
  public Set<Variable> holdersOf(Collection<Variable> origins) {
    Set<Variable> result = new HashSet<>(origins);
    Deque<Variable> pending = new ArrayDeque<>(origins);
    while (!pending.isEmpty()) {
      for (Variable next : flows.getOrDefault(pending.remove(), Set.of())) {
        if (result.add(next)) {
          pending.add(next);
        }
      }
    }
    return result;
  }

  /** Whether a variable may hold an array of a static field. */
  public boolean isStatic(Variable variable) {
    return statics.contains(variable);
  }

  /** Whether a variable may hold an array that a method, which may keep it, was given. */
  public boolean isForeign(Variable variable) {
    return foreign.contains(variable);
  }

  /** Groups variables by what flows between them. */
  private static final class Builder {
    /** A group's representative, and what is known of the group, by variable. */
    private final Map<Variable, Variable> parents = new HashMap<>();

    private final Map<Variable, Variable> names = new HashMap<>();
    private final Map<Variable, Set<Variable>> flows = new HashMap<>();
    private final Set<Variable> written = new HashSet<>();
    private final Set<Variable> shared = new HashSet<>();
    private final Set<Variable> moved = new HashSet<>();
    private final Set<Variable> given = new HashSet<>();
    private final Set<Variable> fixed = new HashSet<>();

    Aliases build(Block body) {
      Walk.eachStatement(body, this::add);
      Set<Variable> writtenGroups = groups(written);
      Set<Variable> dynamicGroups = groups(moved);
      for (Variable group : groups(shared)) {
        if (writtenGroups.contains(group)) {
          dynamicGroups.add(group);
        }
      }
      Aliases aliases = new Aliases();
      aliases.flows.putAll(flows);
      aliases.foreign.addAll(aliases.holdersOf(given));
      aliases.statics.addAll(aliases.holdersOf(fixed));
      Map<Variable, Variable> contents = new HashMap<>();
      // Of a copy: computeIfAbsent may resize the map, and its iterator then misses variables.
      for (Variable variable : List.copyOf(parents.keySet())) {
        Variable group = find(variable);
        aliases.groups.put(variable, group);
        if (dynamicGroups.contains(group)) {
          aliases.dynamic.add(variable);
          aliases.roots.put(variable, contents.computeIfAbsent(group, Builder::contentsOf));
        } else if (names.containsKey(variable)) {
          aliases.roots.put(variable, rootOf(variable));
        }
      }
      return aliases;
    }

    /** Numbers of variables are never negative, so this one is nobody else's. */
    private static Variable contentsOf(Variable group) {
      return new Variable(-1 - group.id(), group.name(), group.type(), group.kind());
    }

    private Variable rootOf(Variable variable) {
      Variable at = variable;
      while (names.containsKey(at)) {
        at = Objects.requireNonNull(names.get(at));
      }
      return at;
    }

    private Set<Variable> groups(Set<Variable> variables) {
      Set<Variable> result = new HashSet<>();
      variables.forEach(variable -> result.add(find(variable)));
      return result;
    }

    private Variable find(Variable variable) {
      Variable at = variable;
      while (true) {
        Variable parent = parents.computeIfAbsent(at, self -> self);
        if (parent.equals(at)) {
          parents.put(variable, at);
          return at;
        }
        at = parent;
      }
    }

    private void join(Variable target, Variable source) {
      parents.put(find(target), find(source));
      flows.computeIfAbsent(source, v -> new HashSet<>()).add(target);
      if (mayGetArrays(source.type()) && mayGetArrays(target.type())) {
        // What the target gets later, the source holds too.
        flows.computeIfAbsent(target, v -> new HashSet<>()).add(source);
      }
    }

    /** Whether an array that values of a type hold may get arrays for elements. */
    private static boolean mayGetArrays(Type type) {
      if (type instanceof Type.Tree tree) {
        return tree.components().stream().anyMatch(c -> mayGetArrays(c.type()));
      } else if (type instanceof Type.Sequence list) {
        return mayGetArrays(list.element());
      }
      return type.holdsArrays()
          && !(type instanceof Type.Array array && !array.element().holdsArrays());
    }

    private void add(Stmt stmt) {
      if (stmt instanceof Stmt.Declare s && s.value() != null) {
        if (isName(s)) {
          if (readsStatic(s.value())) {
            fixed.add(s.variable());
          }
          for (Variable base : Walk.base(s.value())) {
            join(s.variable(), base);
            if (!s.variable().equals(base)) {
              names.put(s.variable(), base);
            }
          }
        } else {
          flow(s.variable(), s.value());
        }
      } else if (stmt instanceof Stmt.Assign s) {
        flow(s.variable(), s.value());
        if (s.variable().type().holdsArrays()) {
          // New arrays too: the adjoints of the old ones are not theirs.
          moved.add(s.variable());
        }
      } else if (stmt instanceof Stmt.Store s) {
        for (Variable base : Walk.base(s.array())) {
          written.add(base);
          if (flow(base, s.value()) || s.value().type() instanceof Type.Array) {
            moved.add(base);
          }
        }
      }
      for (Expr root : Walk.expressions(stmt)) {
        Walk.each(root, this::addCall);
      }
    }

    /** What a stack keeps is shared with it. */
    private void addCall(Expr expr) {
      if (expr instanceof Expr.Call call
          && call.callee().kind() == Callee.Kind.RUNTIME
          && !call.callee().isStatic()
          && call.arguments().get(0) instanceof Expr.Read stack) {
        for (Expr argument : call.arguments().subList(1, call.arguments().size())) {
          flow(stack.variable(), argument);
        }
      }
    }

    /** Notes what a variable shares with the value that it gets; false if nothing. */
    private boolean flow(Variable target, Expr value) {
      if (!value.type().holdsArrays()) {
        return false;
      }
      Set<Variable> held = new HashSet<>();
      collect(value, held);
      if (readsStatic(value)) {
        fixed.add(target);
      }
      for (Variable variable : held) {
        join(target, variable);
        shared.add(target);
      }
      if (value instanceof Expr.Conditional && !held.isEmpty()) {
        moved.add(target);
      }
      return !held.isEmpty();
    }

    private static boolean readsStatic(Expr value) {
      boolean[] found = new boolean[1];
      Walk.each(
          value, part -> found[0] |= part instanceof Expr.StaticField && part.type().holdsArrays());
      return found[0];
    }

    private void collect(Expr value, Set<Variable> held) {
      if (!value.type().holdsArrays()) {
        return;
      }
      if (value instanceof Expr.Read read) {
        held.add(read.variable());
      } else if (value instanceof Expr.Element element) {
        collect(element.array(), held);
      } else if (value instanceof Expr.Component component) {
        collect(component.record(), held);
      } else if (value instanceof Expr.Call call) {
        collectOfCall(call, held);
      } else if (!(value instanceof Expr.NewArray)) {
        Walk.parts(value).forEach(part -> collect(part, held));
      }
    }

    private void collectOfCall(Expr.Call call, Set<Variable> held) {
      Callee callee = call.callee();
      if (callee.kind() == Callee.Kind.RUNTIME) {
        if (!callee.isStatic()) {
          collect(call.arguments().get(0), held); // Taken from a stack.
        }
      } else if (callee.isClone()) {
        if (call.type().elementType().holdsArrays()) {
          collect(call.arguments().get(0), held); // The elements are the same.
        }
      } else if (callee.isView() && callee.kind() != Callee.Kind.SCALAR) {
        // A method may return an array that it was given.
        Set<Variable> arguments = new HashSet<>();
        call.arguments().forEach(argument -> collect(argument, arguments));
        given.addAll(arguments);
        held.addAll(arguments);
      }
    }
  }
}
