package dev.adjoint.processor.transform;

import dev.adjoint.processor.ir.Defaults;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Variables;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where one site keeps its values: outside loops a variable; in loops whose trips are known before
 * they start an array with a place for each trip; elsewhere, and where Java has no array of the
 * type, a growable stack.
 *
 * @param variable the variable, the array or the stack
 * @param index the place in the array, null if it is none
 */
record Storage(Variable variable, Type type, @Nullable Expr index) {

  /**
   * Makes room for the values of a site.
   *
   * @param name what is kept
   */
  static Storage create(String name, Type type, Site site, Variables variables) {
    if (site.isOutsideLoops()) {
      Variable kept = variables.fresh(name + "Kept", type, Variable.Kind.KEPT);
      if (site.inBranch()) {
        site.beforeBranch().add(new Stmt.Declare(kept, Defaults.of(type), Position.NONE));
      }
      return new Storage(kept, type, null);
    } else if (!site.inWhile() && !type.isGeneric() && isRectangular(site)) {
      Type.Array array = new Type.Array(type);
      Variable kept = variables.fresh(name + "Kept", array, Variable.Kind.KEPT);
      Expr room = new Expr.NewArray(array, List.of(size(site.loops())));
      if (site.loopInBranch()) {
        // Its size may not even make sense where the loop is not reached.
        site.beforeBranch().add(new Stmt.Declare(kept, Defaults.of(array), Position.NONE));
        site.beforeLoop().add(new Stmt.Assign(kept, room, Position.NONE));
      } else {
        site.beforeLoop().add(new Stmt.Declare(kept, room, Position.NONE));
      }
      return new Storage(kept, type, place(site.loops()));
    }
    Type stack = new Type.Other(QualifiedName.of("dev.adjoint", stackName(type)), argument(type));
    Variable kept = variables.fresh(name + "Stack", stack, Variable.Kind.KEPT);
    site.beforeBranch()
        .add(new Stmt.Declare(kept, new Expr.NewRecord(stack, List.of()), Position.NONE));
    return new Storage(kept, type, null);
  }

  /** Keeps a value. */
  Stmt keep(Expr value, boolean declares) {
    if (index != null) {
      return new Stmt.Store(Expr.read(variable), index, value, Position.NONE);
    } else if (isStack()) {
      return new Stmt.Evaluate(
          Exprs.invokeRuntime(Expr.read(variable), "push", new Type.Nothing(), value),
          Position.NONE);
    } else if (declares) {
      return new Stmt.Declare(variable, value, Position.NONE);
    }
    return new Stmt.Assign(variable, value, Position.NONE);
  }

  /** The kept value; to be evaluated once for each that was kept, latest first. */
  Expr restore() {
    Expr kept = Expr.read(variable);
    if (index != null) {
      return new Expr.Element(kept, index);
    } else if (isStack()) {
      return Exprs.convert(Exprs.invokeRuntime(kept, "pop", stacked(type)), type);
    }
    return kept;
  }

  private boolean isStack() {
    return Type.isStack(variable.type());
  }

  /** Small integers are kept as integers. */
  private static Type stacked(Type type) {
    return type == Type.Primitive.BYTE
            || type == Type.Primitive.SHORT
            || type == Type.Primitive.CHAR
        ? Type.Primitive.INT
        : type;
  }

  private static String stackName(Type type) {
    if (stacked(type) instanceof Type.Primitive primitive) {
      String name = primitive.toString();
      return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "Stack";
    }
    return "ObjectStack";
  }

  private static List<Type> argument(Type type) {
    return type instanceof Type.Primitive ? List.of() : List.of(type);
  }

  /** Whether no inner loop's trips depend on what the outer ones change. */
  private static boolean isRectangular(Site site) {
    for (Stmt.For loop : site.loops().subList(1, site.loops().size())) {
      for (Expr expr : List.of(loop.from(), loop.bound())) {
        // An element may be stored under another name of its array.
        if ((site.stores() && readsElement(expr))
            || Walk.reads(expr).stream().anyMatch(site.changing()::contains)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean readsElement(Expr expr) {
    boolean[] found = new boolean[1];
    Walk.each(expr, part -> found[0] |= part instanceof Expr.Element);
    return found[0];
  }

  private static Expr size(List<Stmt.For> loops) {
    List<Expr> trips = new ArrayList<>();
    loops.forEach(loop -> trips.add(Trips.count(loop)));
    Expr size = trips.get(0);
    for (Expr trip : trips.subList(1, trips.size())) {
      size = Exprs.times(size, trip);
    }
    return size;
  }

  private static Expr place(List<Stmt.For> loops) {
    Expr place = Trips.number(loops.get(0));
    for (Stmt.For loop : loops.subList(1, loops.size())) {
      place =
          new Expr.Binary(
              Operator.PLUS,
              Exprs.times(place, Trips.countWithin(loop)),
              Trips.number(loop),
              Type.Primitive.INT);
    }
    return place;
  }
}
