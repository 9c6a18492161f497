package dev.adjoint.processor.rule;

import static dev.adjoint.processor.ir.Exprs.choose;
import static dev.adjoint.processor.ir.Exprs.compare;
import static dev.adjoint.processor.ir.Exprs.divide;
import static dev.adjoint.processor.ir.Exprs.math;
import static dev.adjoint.processor.ir.Exprs.minus;
import static dev.adjoint.processor.ir.Exprs.negate;
import static dev.adjoint.processor.ir.Exprs.plus;
import static dev.adjoint.processor.ir.Exprs.times;

import dev.adjoint.processor.ir.Callee;
import dev.adjoint.processor.ir.Expr;
import dev.adjoint.processor.ir.Operator;
import dev.adjoint.processor.ir.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The derivatives of {@code java.lang.Math}, in one table. At kinks and singular points they follow
 * PyTorch: {@code abs'(0) = 0}, ties of {@code max} and {@code min} are split evenly, {@code
 * sqrt'(0)} is infinite.
 */
public final class ScalarRules {

  /** What the adjoint of a result adds to that of an operand. */
  @FunctionalInterface
  private interface Partial {
    /**
     * @param x the operands
     * @param y the result
     * @param bar the adjoint of the result
     */
    Expr contribution(List<Expr> x, Expr y, Expr bar);
  }

  /** What else is known of a function. */
  private enum Trait {
    /** A partial reads the result. */
    USES_RESULT,
    /** The derivative is 0 wherever it exists. */
    STEP,
    /** There are points where it has no value, or no derivative. */
    SINGULAR,
    /** It takes no longer than an arithmetic operation. */
    CHEAP
  }

  /** The rule of a function. */
  private record Rule(List<Partial> partials, Set<Trait> traits) {}

  private static final Map<String, Rule> TABLE = new HashMap<>();

  /** Numbers that mean what they show: neither octal nor hexadecimal. */
  private static final Pattern DECIMAL =
      Pattern.compile(
          "((0|[1-9][0-9_]*)(\\.[0-9_]*)?|[0-9]*\\.[0-9_]+)([eE][+-]?[0-9]+)?[dDfFlL]?");

  private static final Expr ONE_POINT = number(1);
  private static final Expr ONE = Expr.Literal.of(1);
  private static final Expr TWO = Expr.Literal.of(2);
  private static final Expr ZERO = Expr.Literal.of(0);

  private static final Set<Trait> NONE = Set.of();
  private static final Set<Trait> SINGULAR = Set.of(Trait.SINGULAR);
  private static final Set<Trait> CHEAP = Set.of(Trait.CHEAP);
  private static final Set<Trait> RESULT = Set.of(Trait.USES_RESULT);
  private static final Set<Trait> SINGULAR_OF_RESULT = Set.of(Trait.USES_RESULT, Trait.SINGULAR);

  static {
    // Of the operand alone.
    rule("sin", (x, y, bar) -> times(bar, math("cos", x.get(0))));
    rule("cos", (x, y, bar) -> negate(times(bar, math("sin", x.get(0)))));
    rule("asin", SINGULAR, (x, y, bar) -> divide(bar, math("sqrt", minus(ONE, square(x.get(0))))));
    rule(
        "acos",
        SINGULAR,
        (x, y, bar) -> negate(divide(bar, math("sqrt", minus(ONE, square(x.get(0)))))));
    rule("atan", (x, y, bar) -> divide(bar, plus(ONE, square(x.get(0)))));
    rule("sinh", (x, y, bar) -> times(bar, math("cosh", x.get(0))));
    rule("cosh", (x, y, bar) -> times(bar, math("sinh", x.get(0))));
    rule("log", SINGULAR, (x, y, bar) -> divide(bar, x.get(0)));
    rule("log1p", SINGULAR, (x, y, bar) -> divide(bar, plus(ONE, x.get(0))));
    rule("log10", SINGULAR, (x, y, bar) -> divide(bar, times(x.get(0), number(Math.log(10)))));
    rule(
        "abs",
        Set.of(Trait.SINGULAR, Trait.CHEAP),
        (x, y, bar) -> times(bar, math("signum", x.get(0))));
    rule("toRadians", (x, y, bar) -> math("toRadians", bar));
    rule("toDegrees", (x, y, bar) -> math("toDegrees", bar));

    // Of the result, which is cheaper.
    rule("tan", RESULT, (x, y, bar) -> times(bar, plus(ONE, square(y))));
    rule("tanh", RESULT, (x, y, bar) -> times(bar, minus(ONE, square(y))));
    rule("exp", RESULT, (x, y, bar) -> times(bar, y));
    rule("expm1", RESULT, (x, y, bar) -> times(bar, plus(y, ONE)));
    rule("sqrt", SINGULAR_OF_RESULT, (x, y, bar) -> divide(bar, times(TWO, y)));
    rule(
        "cbrt",
        SINGULAR_OF_RESULT,
        (x, y, bar) -> divide(bar, times(Expr.Literal.of(3), square(y))));

    // Of several operands.
    rule(
        "hypot",
        SINGULAR_OF_RESULT,
        (x, y, bar) -> times(bar, divide(x.get(0), y)),
        (x, y, bar) -> times(bar, divide(x.get(1), y)));
    rule(
        "atan2",
        SINGULAR,
        (x, y, bar) -> times(bar, divide(x.get(1), plus(square(x.get(0)), square(x.get(1))))),
        (x, y, bar) ->
            negate(times(bar, divide(x.get(0), plus(square(x.get(0)), square(x.get(1)))))));
    rule(
        "fma",
        CHEAP,
        (x, y, bar) -> times(bar, x.get(1)),
        (x, y, bar) -> times(bar, x.get(0)),
        (x, y, bar) -> bar);
    rule(
        "max",
        CHEAP,
        (x, y, bar) -> winner(Operator.GREATER, Operator.LESS, x.get(0), x.get(1), bar),
        (x, y, bar) -> winner(Operator.GREATER, Operator.LESS, x.get(1), x.get(0), bar));
    rule(
        "min",
        CHEAP,
        (x, y, bar) -> winner(Operator.LESS, Operator.GREATER, x.get(0), x.get(1), bar),
        (x, y, bar) -> winner(Operator.LESS, Operator.GREATER, x.get(1), x.get(0), bar));
    rule("sum", (x, y, bar) -> bar, (x, y, bar) -> bar);
    rule(
        "copySign",
        (x, y, bar) ->
            times(bar, times(math("signum", x.get(0)), math("copySign", ONE_POINT, x.get(1)))),
        (x, y, bar) -> ZERO);
    rule("scalb", (x, y, bar) -> math("scalb", bar, x.get(1)), (x, y, bar) -> ZERO);
    rule(
        "IEEEremainder",
        (x, y, bar) -> bar,
        (x, y, bar) ->
            negate(times(bar, math("rint", divide(minus(x.get(0), whole(x)), x.get(1))))));
    rule("nextUp", (x, y, bar) -> bar);
    rule("nextDown", (x, y, bar) -> bar);
    rule(
        "clamp",
        (x, y, bar) -> choose(within(x), bar, ZERO),
        (x, y, bar) -> choose(compare(Operator.LESS, x.get(0), x.get(1)), bar, ZERO),
        (x, y, bar) -> choose(compare(Operator.GREATER, x.get(0), x.get(2)), bar, ZERO));
    rule("pow", SINGULAR_OF_RESULT, ScalarRules::powerOfBase, ScalarRules::powerOfExponent);

    for (String step : List.of("signum", "floor", "ceil", "rint", "ulp")) {
      rule(step, Set.of(Trait.STEP), (x, y, bar) -> ZERO);
    }
  }

  private ScalarRules() {}

  private static void rule(String name, Partial... partials) {
    rule(name, NONE, partials);
  }

  private static void rule(String name, Set<Trait> traits, Partial... partials) {
    TABLE.put(name + "/" + partials.length, new Rule(List.of(partials), traits));
  }

  private static Expr square(Expr x) {
    return times(x, x);
  }

  /** What is left of the first operand after taking the second one the nearest number of times. */
  private static Expr whole(List<Expr> x) {
    return math("IEEEremainder", x.get(0), x.get(1));
  }

  /** Whether the first operand lies between the others; at a bound it counts, as in PyTorch. */
  private static Expr within(List<Expr> x) {
    return new Expr.Binary(
        Operator.CONDITIONAL_AND,
        compare(Operator.GREATER_EQUAL, x.get(0), x.get(1)),
        compare(Operator.LESS_EQUAL, x.get(0), x.get(2)),
        Type.Primitive.BOOLEAN);
  }

  private static Expr number(double value) {
    return Expr.Literal.of(value, Type.Primitive.DOUBLE);
  }

  /**
   * The whole adjoint for the operand that decides, half of it for each of two equal ones, and NaN
   * where one of them is NaN, as the result is. The usual cases are told apart first.
   */
  private static Expr winner(Operator wins, Operator loses, Expr mine, Expr other, Expr bar) {
    Expr equal = compare(Operator.EQUAL, mine, other);
    Expr undecided = choose(equal, divide(bar, TWO), notANumber(bar.type()));
    return choose(
        compare(wins, mine, other), bar, choose(compare(loses, mine, other), ZERO, undecided));
  }

  private static Expr notANumber(Type type) {
    return type == Type.Primitive.FLOAT
        ? new Expr.Literal("Float.NaN", type)
        : new Expr.Literal("Double.NaN", Type.Primitive.DOUBLE);
  }

  private static Expr powerOfBase(List<Expr> x, Expr y, Expr bar) {
    Expr base = x.get(0);
    Expr exponent = x.get(1);
    Double known = constant(exponent);
    if (known != null) {
      if (known == 0) {
        return ZERO;
      } else if (known == 2) {
        return times(bar, times(TWO, base));
      }
      return times(bar, times(exponent, math("pow", base, number(known - 1))));
    }
    // At exponent 0 the power is constant; the general formula would give 0 * infinity at base 0.
    // Elsewhere it is right by itself, and so is what is made of it by differentiating again.
    Expr isOne =
        new Expr.Binary(
            Operator.CONDITIONAL_AND,
            compare(Operator.EQUAL, exponent, ZERO),
            new Expr.Unary(
                Operator.NOT,
                compare(Operator.GREATER, math("abs", base), ZERO),
                Type.Primitive.BOOLEAN),
            Type.Primitive.BOOLEAN);
    return choose(
        isOne, ZERO, times(bar, times(exponent, math("pow", base, minus(exponent, ONE)))));
  }

  private static Expr powerOfExponent(List<Expr> x, Expr y, Expr bar) {
    Expr base = x.get(0);
    Expr exponent = x.get(1);
    Expr isZero =
        new Expr.Binary(
            Operator.CONDITIONAL_AND,
            compare(Operator.EQUAL, base, ZERO),
            compare(Operator.GREATER_EQUAL, exponent, ZERO),
            Type.Primitive.BOOLEAN);
    return choose(isZero, ZERO, times(bar, times(y, math("log", base))));
  }

  private static @Nullable Double constant(Expr expr) {
    if (!(expr instanceof Expr.Literal literal) || !DECIMAL.matcher(literal.text()).matches()) {
      return null;
    }
    String digits = literal.text().replace("_", "").replaceAll("[dDfFlL]$", "");
    return literal.type() == Type.Primitive.FLOAT
        ? (double) Float.parseFloat(digits)
        : Double.parseDouble(digits);
  }

  /** Whether the table has a function of this name and number of operands. */
  public static boolean covers(String name, int operands) {
    return TABLE.containsKey(name + "/" + operands);
  }

  /** The names of all functions that have a rule. */
  public static Set<String> names() {
    return TABLE.keySet().stream()
        .map(key -> key.substring(0, key.indexOf('/')))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the derivative of a function reads the function's result. */
  public static boolean usesResult(Callee callee) {
    return has(Trait.USES_RESULT, callee);
  }

  /** Whether a function is constant but for jumps. */
  public static boolean isStep(Callee callee) {
    return has(Trait.STEP, callee);
  }

  /** Whether a function has points without a value, or without a derivative. */
  public static boolean isSingular(Callee callee) {
    return has(Trait.SINGULAR, callee);
  }

  /** Whether a function takes no longer than an arithmetic operation. */
  public static boolean isCheap(Callee callee) {
    return has(Trait.CHEAP, callee);
  }

  private static boolean has(Trait trait, Callee callee) {
    Rule rule = TABLE.get(callee.name() + "/" + callee.operands().size());
    return callee.kind() == Callee.Kind.SCALAR && rule != null && rule.traits().contains(trait);
  }

  /** What the adjoint {@code bar} of the result {@code y} adds to the adjoint of an operand. */
  public static Expr contribution(Expr.Call call, int operand, Expr y, Expr bar) {
    Rule rule = TABLE.get(call.callee().name() + "/" + call.arguments().size());
    if (rule == null) {
      throw new IllegalArgumentException("no scalar rule for " + call.callee());
    }
    return rule.partials().get(operand).contribution(call.arguments(), y, bar);
  }
}
