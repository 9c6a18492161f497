package dev.adjoint.processor.frontend;

import com.sun.source.tree.Tree;
import dev.adjoint.processor.ir.Block;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Exprs;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Position;
import dev.adjoint.processor.ir.QualifiedName;
import dev.adjoint.processor.ir.Stmt;
import dev.adjoint.processor.ir.Type;
import dev.adjoint.processor.ir.Variable;
import dev.adjoint.processor.ir.Walk;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes the library's copies and fills of arrays as the loops that they stand for, so that their
 * derivatives are those of any other loop.
 *
 * <pre>
 * System.arraycopy(a, 1, b, 0, n);   becomes   for (int i = 0; i &lt; n; i++) { b[i] = a[i + 1]; }
 * </pre>
 */
final class ArrayCopies {
  private static final Expr ZERO = Expr.Literal.of(0);
  private static final Expr ONE = Expr.Literal.of(1);
  private static final Type TEXT =
      new Type.Other(QualifiedName.of("java.lang", "String"), List.of());

  /** Longer expressions are not written twice. */
  private static final int SHORT = 5;

  private final Frame frame;

  ArrayCopies(Frame frame) {
    this.frame = frame;
  }

  /** {@code System.arraycopy(source, from, target, to, count)}. */
  void copy(Tree tree, List<Expr> given) {
    Position position = frame.source.position(tree);
    Expr source = array(tree, given.get(0));
    Expr from = stable(given.get(1), position);
    Expr target = array(tree, given.get(2));
    Expr to = stable(given.get(3), position);
    Expr count = stable(given.get(4), position);
    if (!source.type().equals(target.type())) {
      throw frame.unsupported(tree, "a copy between arrays of different types", "write a loop");
    } else if (!isAtMost(ZERO, count)) {
      guard(
          Exprs.compare(Operator.LESS, count, ZERO),
          "ArrayIndexOutOfBoundsException",
          message("arraycopy: length ", count, " is negative"),
          position);
    }
    // Both may be the same array: what is still to be read must not be written before.
    Stmt up = copyUp(source, from, target, to, count, position);
    if (to.equals(ZERO) || isAtMost(to, from)) {
      frame.emit(up);
      return;
    }
    Stmt down = copyDown(source, from, target, to, count, position);
    if (from.equals(ZERO) || isAtMost(from, to)) {
      frame.emit(down);
      return;
    }
    Expr isUp = Exprs.compare(Operator.LESS_EQUAL, to, from);
    frame.emit(new Stmt.If(isUp, new Block(List.of(up)), new Block(List.of(down)), position));
  }

  /** {@code Arrays.fill(array, value)} or {@code Arrays.fill(array, from, to, value)}. */
  void fill(Tree tree, List<Expr> given) {
    Position position = frame.source.position(tree);
    Expr array = array(tree, given.get(0));
    boolean isWhole = given.size() == 2;
    Expr from = isWhole ? ZERO : stable(given.get(1), position);
    Expr to = isWhole ? new Expr.Length(array) : stable(given.get(2), position);
    Expr value = given.get(given.size() - 1);
    Type element = ((Type.Array) array.type()).element();
    if (!(value instanceof Expr.Literal || value instanceof Expr.Read)) {
      value = frame.name("fill", Exprs.convert(value, element), position);
    }
    if (!isAtMost(from, to)) {
      guard(
          Exprs.compare(Operator.LESS, to, from),
          "IllegalArgumentException",
          message("fromIndex(", from, ") > toIndex(", to, ")"),
          position);
    }
    Variable i = index();
    Block body = new Block(List.of(new Stmt.Store(array, Expr.read(i), value, position)));
    frame.emit(new Stmt.For(i, from, Operator.LESS, to, 1, body, position));
  }

  /** {@code Arrays.copyOf(array, length)}, in a variable of the given name. */
  Expr copyOf(Tree tree, String name, Expr array, Expr length) {
    Position position = frame.source.position(tree);
    Expr source = array(tree, array);
    Expr size = stable(length, position);
    Expr copy = create(name, source, size, position);
    Expr count = smaller(new Expr.Length(source), size);
    frame.emit(copyUp(source, ZERO, copy, ZERO, count, position));
    return copy;
  }

  /** {@code Arrays.copyOfRange(array, from, to)}, in a variable of the given name. */
  Expr copyOfRange(Tree tree, String name, Expr array, Expr start, Expr end) {
    Position position = frame.source.position(tree);
    Expr source = array(tree, array);
    Expr from = stable(start, position);
    Expr to = stable(end, position);
    Expr length = new Expr.Length(source);
    if (!isAtMost(from, to)) {
      guard(
          Exprs.compare(Operator.LESS, to, from),
          "IllegalArgumentException",
          message(from, " > ", to),
          position);
    }
    if (!to.equals(length) && !isAtMost(from, length)) {
      guard(
          Exprs.compare(Operator.LESS, length, from),
          "ArrayIndexOutOfBoundsException",
          from,
          position);
    }
    Expr copy = create(name, source, Exprs.intMinus(to, from), position);
    Expr count = Exprs.intMinus(smaller(length, to), from);
    frame.emit(copyUp(source, from, copy, ZERO, count, position));
    return copy;
  }

  private Expr create(String name, Expr like, Expr size, Position position) {
    Variable copy = frame.variables.fresh(name, like.type(), Variable.Kind.LOCAL);
    Expr made = new Expr.NewArray((Type.Array) like.type(), List.of(size));
    frame.emit(new Stmt.Declare(copy, made, position));
    return Expr.read(copy);
  }

  private Stmt copyUp(Expr source, Expr from, Expr target, Expr to, Expr count, Position position) {
    Variable i = index();
    Block body = element(i, source, from, target, to, position);
    return new Stmt.For(i, ZERO, Operator.LESS, count, 1, body, position);
  }

  private Stmt copyDown(
      Expr source, Expr from, Expr target, Expr to, Expr count, Position position) {
    Variable i = index();
    Block body = element(i, source, from, target, to, position);
    Expr last = Exprs.intMinus(count, ONE);
    return new Stmt.For(i, last, Operator.GREATER_EQUAL, ZERO, -1, body, position);
  }

  private static Block element(
      Variable i, Expr source, Expr from, Expr target, Expr to, Position position) {
    Expr item = new Expr.Element(source, Exprs.intPlus(Expr.read(i), from));
    return new Block(
        List.of(new Stmt.Store(target, Exprs.intPlus(Expr.read(i), to), item, position)));
  }

  private Variable index() {
    return frame.variables.fresh("i", Type.Primitive.INT, Variable.Kind.LOCAL);
  }

  /** An array of numbers, which can be written down several times. */
  private Expr array(Tree tree, Expr array) {
    if (!(array.type() instanceof Type.Array type)) {
      throw frame.unsupported(tree, "a copy of what is no array", "copy arrays of numbers");
    } else if (type.rank() > 1) {
      throw frame.unsupported(tree, "a copy that shares the rows of an array", "copy each row");
    } else if (!(type.element() instanceof Type.Primitive)) {
      throw frame.unsupported(tree, "a copy of an array of objects", "copy each in a loop");
    }
    boolean isShort = array instanceof Expr.Read || array instanceof Expr.StaticField;
    return isShort ? array : frame.name("array", array, frame.source.position(tree));
  }

  /** An integer that stays the same while a loop writes arrays. */
  private Expr stable(Expr expr, Position position) {
    int[] size = new int[1];
    Walk.each(
        expr,
        part ->
            size[0] += part instanceof Expr.Element || part instanceof Expr.Call ? SHORT + 1 : 1);
    return size[0] <= SHORT ? expr : frame.name("n", expr, position);
  }

  private static Expr smaller(Expr length, Expr other) {
    boolean isSmaller =
        length.equals(other)
            || (other instanceof Expr.Binary sum
                && sum.operator() == Operator.PLUS
                && sum.left().equals(length)
                && isNumber(sum.right()));
    return isSmaller ? length : Exprs.intMath("min", length, other);
  }

  /** Whether one integer is certainly no greater than another. */
  private static boolean isAtMost(Expr one, Expr other) {
    return one.equals(other)
        || (one.equals(ZERO) && other instanceof Expr.Length)
        || (isNumber(one)
            && isNumber(other)
            && Integer.decode(((Expr.Literal) one).text())
                <= Integer.decode(((Expr.Literal) other).text()));
  }

  private static boolean isNumber(Expr expr) {
    return expr instanceof Expr.Literal literal && literal.text().matches("0|[1-9][0-9]{0,8}");
  }

  /** Java's own check of the arguments. */
  private void guard(Expr fails, String exception, Expr message, Position position) {
    Type type = new Type.Other(QualifiedName.of("java.lang", exception), List.of());
    Stmt thrown = new Stmt.Throw(new Expr.NewRecord(type, List.of(message)), position);
    frame.emit(new Stmt.If(fails, new Block(List.of(thrown)), Block.EMPTY, position));
  }

  /** Texts and integers one after the other; the first or the second part is a text. */
  private static Expr message(Object... parts) {
    Expr result = null;
    StringBuilder text = new StringBuilder();
    for (Object part : parts) {
      if (part instanceof Expr.Literal literal) {
        text.append(literal.text());
      } else if (part instanceof Expr expr) {
        result = join(join(result, text), expr);
        text.setLength(0);
      } else {
        text.append(part);
      }
    }
    return Objects.requireNonNull(join(result, text));
  }

  private static @Nullable Expr join(@Nullable Expr left, StringBuilder text) {
    if (text.length() == 0) {
      return left;
    }
    Expr right = new Expr.Literal(Operators.literal(text.toString()), TEXT);
    return join(left, right);
  }

  private static Expr join(@Nullable Expr left, Expr right) {
    return left == null ? right : new Expr.Binary(Operator.PLUS, left, right, TEXT);
  }
}
