package dev.adjoint.processor.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds expressions; types follow Java's numeric promotion. */
public final class Exprs {
  private static final QualifiedName MATH = QualifiedName.of("java.lang", "Math");

  private Exprs() {}

  public static Expr times(Expr left, Expr right) {
    return arithmetic(Operator.TIMES, left, right);
  }

  public static Expr divide(Expr left, Expr right) {
    return arithmetic(Operator.DIVIDE, left, right);
  }

  public static Expr plus(Expr left, Expr right) {
    return arithmetic(Operator.PLUS, left, right);
  }

  public static Expr minus(Expr left, Expr right) {
    return arithmetic(Operator.MINUS, left, right);
  }

  public static Expr negate(Expr operand) {
    return new Expr.Unary(Operator.NEGATE, operand, promote(operand.type(), operand.type()));
  }

  /** A comparison. */
  public static Expr compare(Operator operator, Expr left, Expr right) {
    return new Expr.Binary(operator, left, right, Type.Primitive.BOOLEAN);
  }

  /** What a condition compares with null, {@code value != null}; null for any other condition. */
  public static @Nullable Expr testedForNull(Expr condition) {
    return condition instanceof Expr.Binary test
            && test.operator() == Operator.NOT_EQUAL
            && isNull(test.right())
        ? test.left()
        : null;
  }

  public static boolean isNull(Expr expr) {
    return expr instanceof Expr.Literal literal && literal.text().equals("null");
  }

  /** The opposite of a condition; that of a comparison of numbers holds for NaN as well. */
  public static Expr not(Expr condition) {
    if (condition instanceof Expr.Unary e && e.operator() == Operator.NOT) {
      return e.operand();
    } else if (condition instanceof Expr.Binary e
        && e.operator().isComparison()
        && (e.operator().precedence() == Operator.EQUAL.precedence()
            || !(e.left().type().isFloating() || e.right().type().isFloating()))) {
      return compare(e.operator().opposite(), e.left(), e.right());
    }
    return new Expr.Unary(Operator.NOT, condition, Type.Primitive.BOOLEAN);
  }

  /** {@code condition ? then : otherwise}. */
  public static Expr choose(Expr condition, Expr then, Expr otherwise) {
    Type type =
        then.type().equals(otherwise.type()) ? then.type() : promote(then.type(), otherwise.type());
    return new Expr.Conditional(condition, then, otherwise, type);
  }

  /** A call of a function of {@code java.lang.Math} with a floating-point result. */
  public static Expr math(String name, Expr... arguments) {
    boolean keepsFloat = Set.of("abs", "signum", "max", "min", "copySign", "scalb").contains(name);
    Type type = arguments[0].type();
    Type result =
        keepsFloat && type == Type.Primitive.FLOAT ? Type.Primitive.FLOAT : Type.Primitive.DOUBLE;
    List<Callee.Operand> operands =
        Arrays.stream(arguments).map(argument -> new Callee.Operand("a", result)).toList();
    return new Expr.Call(
        new Callee(MATH, name, true, operands, result, Callee.Kind.SCALAR),
        List.of(arguments),
        Position.NONE);
  }

  /** A call of an instance method that has no effect. */
  public static Expr invoke(Expr receiver, String method, Type result, Expr... arguments) {
    QualifiedName owner =
        receiver.type() instanceof Type.Vector vector
            ? vector.name()
            : QualifiedName.of("java.lang", "Object");
    ArrayList<Callee.Operand> operands = new ArrayList<>();
    operands.add(new Callee.Operand("this", receiver.type()));
    ArrayList<Expr> all = new ArrayList<>();
    all.add(receiver);
    for (Expr argument : arguments) {
      operands.add(new Callee.Operand("a", argument.type()));
      all.add(argument);
    }
    return new Expr.Call(
        new Callee(owner, method, false, operands, result, Callee.Kind.PRIMITIVE),
        all,
        Position.NONE);
  }

  /** Whether two vectors have the same sizes. */
  public static Expr isSameShape(Expr first, Expr second) {
    Type sizes = new Type.Array(Type.Primitive.INT);
    Callee.Operand operand = new Callee.Operand("a", sizes);
    Callee equals =
        new Callee(
            QualifiedName.of("java.util", "Arrays"),
            "equals",
            true,
            List.of(operand, operand),
            Type.Primitive.BOOLEAN,
            Callee.Kind.HELPER);
    return new Expr.Call(equals, List.of(shape(first), shape(second)), Position.NONE);
  }

  /** The sizes of a vector. */
  private static Expr shape(Expr vector) {
    String method = ((Type.Vector) vector.type()).shape();
    return invoke(vector, method, new Type.Array(Type.Primitive.INT));
  }

  /** A call of a function of {@code java.lang.Math} on integers. */
  public static Expr intMath(String name, Expr left, Expr right) {
    Callee.Operand operand = new Callee.Operand("a", Type.Primitive.INT);
    return new Expr.Call(
        new Callee(
            MATH, name, true, List.of(operand, operand), Type.Primitive.INT, Callee.Kind.SCALAR),
        List.of(left, right),
        Position.NONE);
  }

  /** A call of an instance method of the runtime that changes its receiver. */
  public static Expr invokeRuntime(Expr receiver, String method, Type result, Expr... arguments) {
    Expr.Call call = (Expr.Call) invoke(receiver, method, result, arguments);
    Callee callee = call.callee();
    return new Expr.Call(
        new Callee(callee.owner(), method, false, callee.operands(), result, Callee.Kind.RUNTIME),
        call.arguments(),
        call.position());
  }

  /** A call of a static method of the runtime. */
  public static Expr.Call runtime(String className, String method, Type result, Expr... arguments) {
    List<Callee.Operand> operands =
        Arrays.stream(arguments).map(argument -> new Callee.Operand("a", argument.type())).toList();
    return new Expr.Call(
        new Callee(
            QualifiedName.of("dev.adjoint", className),
            method,
            true,
            operands,
            result,
            Callee.Kind.RUNTIME),
        List.of(arguments),
        Position.NONE);
  }

  /** The expression as a value of a type that may be narrower. */
  public static Expr as(Type type, Expr expr) {
    if (type == Type.Primitive.FLOAT && expr.type() == Type.Primitive.DOUBLE) {
      return new Expr.Cast(expr, type);
    }
    return expr;
  }

  /** The expression converted as Java converts an argument to the type of a parameter. */
  public static Expr convert(Expr expr, Type type) {
    if (expr.type().equals(type) || !(type instanceof Type.Primitive)) {
      return expr;
    }
    Integer constant = constant(expr);
    return constant != null && type.isFloating()
        ? Expr.Literal.of(constant.doubleValue(), type)
        : new Expr.Cast(expr, type);
  }

  /** A difference of integers, with constants folded. */
  public static Expr intMinus(Expr left, Expr right) {
    return intSum(left, right, -1);
  }

  /** A sum of integers, with constants folded. */
  public static Expr intPlus(Expr left, Expr right) {
    return intSum(left, right, 1);
  }

  private static Expr intSum(Expr left, Expr right, int sign) {
    Integer b = constant(right);
    if (b == null) {
      return arithmetic(sign > 0 ? Operator.PLUS : Operator.MINUS, left, right);
    }
    int total = sign * b;
    Expr base = left;
    if (left instanceof Expr.Binary sum
        && (sum.operator() == Operator.PLUS || sum.operator() == Operator.MINUS)) {
      Integer inner = constant(sum.right());
      if (inner != null) {
        total += sum.operator() == Operator.PLUS ? inner : -inner;
        base = sum.left();
      }
    }
    Integer a = constant(left);
    if (a != null) {
      return Expr.Literal.of(a + total);
    }
    if (total == 0) {
      return base;
    }
    return arithmetic(
        total > 0 ? Operator.PLUS : Operator.MINUS, base, Expr.Literal.of(Math.abs(total)));
  }

  /** The value of a small whole constant, null if it is none. */
  private static @Nullable Integer constant(Expr expr) {
    return expr instanceof Expr.Literal literal
            && literal.type() == Type.Primitive.INT
            && literal.text().matches("0|[1-9][0-9]{0,8}")
        ? Integer.valueOf(literal.text())
        : null;
  }

  private static Expr arithmetic(Operator operator, Expr left, Expr right) {
    return new Expr.Binary(operator, left, right, promote(left.type(), right.type()));
  }

  /** The type of arithmetic on two numbers. */
  public static Type promote(Type left, Type right) {
    for (Type type : List.of(Type.Primitive.DOUBLE, Type.Primitive.FLOAT, Type.Primitive.LONG)) {
      if (left.equals(type) || right.equals(type)) {
        return type;
      }
    }
    return Type.Primitive.INT;
  }
}
