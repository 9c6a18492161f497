package dev.adjoint.processor.optimize;

import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which variables hold vectors whose memory others hold as well. */
final class SharedVectors {
  /** Whether those that count among the readers of their vectors are left out. */
  private final boolean isCounting;

  private final Holders holders;

  /** What gets hold of the memory of a variable, but for other variables. */
  private final Set<Variable> escaping = new HashSet<>();

  /** What may be given the memory of something else. */
  private final Set<Variable> borrowing = new HashSet<>();

  /** The variables that may be given the memory of a variable. */
  private final Map<Variable, List<Variable>> views = new HashMap<>();

  private final Carried carried;

  private SharedVectors(Block block, boolean isCounting, Carried carried) {
    this.isCounting = isCounting;
    this.carried = carried;
    this.holders = new Holders(block, carried);
    Walk.eachStatement(
        block,
        stmt -> {
          if (stmt instanceof Stmt.Declare s && s.value() != null) {
            give(s.value(), s.variable());
          } else if (stmt instanceof Stmt.Assign s) {
            give(s.value(), s.variable());
          } else {
            Walk.expressions(stmt).forEach(this::keep);
          }
        });
  }

  /** Those that are not {@link Holders} of their own, nor pullbacks. */
  static SharedVectors uncounted(Block block, Carried carried) {
    return new SharedVectors(block, true, carried);
  }

  /** Variables that are not the only ones to hold their memory, until it is returned. */
  static Set<Variable> in(Block block) {
    List<Stmt> beforeReturn = new ArrayList<>(block.statements());
    beforeReturn.removeIf(Stmt.Return.class::isInstance);
    SharedVectors found = new SharedVectors(new Block(beforeReturn), false, new Carried());
    Set<Variable> result = new HashSet<>(found.borrowing);
    result.addAll(found.escaping);
    result.addAll(found.views.keySet());
    return result;
  }

  /** Whether something other than a variable may hold the memory of a variable. */
  boolean escapes(Variable variable) {
    return escaping.contains(variable);
  }

  /** The variables that are given the memory of a variable by statements. */
  List<Variable> directViews(Variable variable) {
    return views.getOrDefault(variable, List.of());
  }

  /** The variable, and all that may hold its memory. */
  Set<Variable> withViews(Variable variable) {
    Set<Variable> result = new HashSet<>();
    List<Variable> open = new ArrayList<>(List.of(variable));
    while (!open.isEmpty()) {
      Variable next = open.remove(open.size() - 1);
      if (result.add(next)) {
        open.addAll(views.getOrDefault(next, List.of()));
      }
    }
    return result;
  }

  /** A variable gets a value. */
  private void give(Expr value, Variable target) {
    if (holders.isNew(value)) {
      Walk.parts(value).forEach(this::look);
    } else if (isCounting && Holders.isValueOfPullback(value)) {
      borrowing.add(target);
    } else if (carried.holders().contains(target)) {
      look(value);
    } else if (value instanceof Expr.Read || isViewOfVector(value) || isOfArray(value)) {
      borrowing.add(target);
      view(value, target);
    } else if (value instanceof Expr.ArrayLiteral literal) {
      borrowing.add(target);
      literal.elements().forEach(element -> view(element, target));
    } else if (!isNothing(value)) {
      borrowing.add(target);
      keep(value);
    }
  }

  /** The zero of a structure that is not known. */
  private static boolean isNothing(Expr value) {
    return value instanceof Expr.Literal;
  }

  /** Whether a value is a vector out of an array of vectors. */
  private static boolean isOfArray(Expr value) {
    return value instanceof Expr.Element element
        && element.array() instanceof Expr.Read
        && element.type() instanceof Type.Vector;
  }

  /** A vector, or that of which something is an array; null for anything else. */
  static Type.@Nullable Vector vectorOf(Type type) {
    Type whole = type instanceof Type.Array array ? array.element() : type;
    return whole instanceof Type.Vector vector ? vector : null;
  }

  static boolean isViewOfVector(Expr value) {
    return value.type() instanceof Type.Vector vector
        && value instanceof Expr.Call call
        && (call.callee().kind() == Callee.Kind.PRIMITIVE || isOfLibrary(call.callee(), vector));
  }

  /** Whether a method belongs to the vector's own library, and so keeps no vector. */
  static boolean isOfLibrary(Callee callee, Type.Vector vector) {
    return callee.owner().packageName().equals(vector.name().packageName());
  }

  /** A variable gets the memory of what is in a value, perhaps. */
  private void view(Expr value, Variable target) {
    if (isOfArray(value)) {
      view(((Expr.Element) value).array(), target);
      look(((Expr.Element) value).index());
    } else if (value instanceof Expr.Read read) {
      if (read.type().holdsVectors()) {
        views.computeIfAbsent(read.variable(), key -> new ArrayList<>()).add(target);
      }
    } else if (value instanceof Expr.Call call && call.callee().makesVector()) {
      call.arguments().forEach(this::look);
    } else if (isViewOfVector(value)) {
      ((Expr.Call) value).arguments().forEach(argument -> view(argument, target));
    } else {
      keep(value);
    }
  }

  /** Something is computed from a value, and holds nothing of it afterwards. */
  private void look(Expr value) {
    if (value instanceof Expr.Read) {
      return;
    } else if (value instanceof Expr.Call call && !looksOnly(call)) {
      if (isViewOfVector(call)) {
        call.arguments().forEach(this::look);
      } else {
        keep(call);
      }
      return;
    }
    Walk.parts(value).forEach(this::look);
  }

  /** Something may hold what is in a value. */
  private void keep(Expr value) {
    if (value instanceof Expr.Read read) {
      if (read.type().holdsVectors()) {
        escaping.add(read.variable());
      }
    } else if (value instanceof Expr.Length || value instanceof Expr.Binary) {
      // A number, or whether something is null.
      Walk.parts(value).forEach(this::look);
    } else if (value instanceof Expr.Call call && looksOnly(call)) {
      call.arguments().forEach(this::look);
    } else if (value instanceof Expr.Call call && call.callee().kind() == Callee.Kind.AUGMENTED) {
      call.arguments().forEach(this::retain);
    } else {
      Walk.parts(value).forEach(this::keep);
    }
  }

  /** A pullback is given a value, and counts among its readers if it is a vector. */
  private void retain(Expr value) {
    if (isCounting && Holders.counts(value.type())) {
      look(value);
    } else {
      keep(value);
    }
  }

  /** Whether a call keeps nothing of its arguments, and gives nothing of them back. */
  private static boolean looksOnly(Expr.Call call) {
    Callee callee = call.callee();
    boolean givesNumbers =
        !(callee.result() instanceof Type.Vector) && !callee.result().isDifferentiable()
            || callee.result() instanceof Type.Primitive;
    boolean isOfVector =
        call.arguments().stream()
            .map(argument -> vectorOf(argument.type()))
            .anyMatch(vector -> vector != null && isOfLibrary(callee, vector));
    return switch (callee.kind()) {
      case PRIMITIVE, APPLICATION -> !callee.isView() || givesNumbers;
      case CONSTANT, HELPER, RUNTIME -> isOfVector && givesNumbers;
      case SCALAR -> true;
      default -> false;
    };
  }
}
