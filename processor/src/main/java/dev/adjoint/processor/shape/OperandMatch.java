package dev.adjoint.processor.shape;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the shapes of arguments with what a rule says of them, and so finds what its names are.
 */
final class OperandMatch {
  /** A dimension as the rule writes it, beside the one that the argument has. */
  private interface DimMatcher {
    void match(DimExpr expected, Dim found, Argument argument) throws Mismatch;
  }

  private record Pair(ShapePattern pattern, Argument argument) {}

  private static final Symbol SOUGHT = new Symbol("?", Symbol.OWN - 1, true);

  private final Bindings bindings;

  private OperandMatch(Bindings bindings) {
    this.bindings = bindings;
  }

  /** The meaning of the rule's names in a call with these arguments. */
  static Bindings match(Rule rule, List<Argument> arguments) throws Mismatch {
    return match(rule, arguments, Map.of());
  }

  /**
   * The meaning of the rule's names in a call with these arguments.
   *
   * @param given what names stand for before the arguments are looked at
   */
  static Bindings match(Rule rule, List<Argument> arguments, Map<String, Bindings.Bound> given)
      throws Mismatch {
    OperandMatch match = new OperandMatch(new Bindings(rule, arguments, given));
    List<Pair> pairs = pairs(rule, arguments);
    for (Pair pair : pairs) {
      match.ranks(pair.pattern(), pair.argument());
    }
    // Arithmetic comes second: by then the names in it are known, wherever they occur.
    for (DimMatcher matcher : List.<DimMatcher>of(match::simple, match::arithmetic)) {
      for (Pair pair : pairs) {
        match.dims(pair.pattern(), pair.argument(), matcher);
      }
    }
    for (Pair pair : pairs) {
      match.whole(pair.pattern(), pair.argument());
    }
    return match.bindings;
  }

  private static List<Pair> pairs(Rule rule, List<Argument> arguments) {
    List<Pair> pairs = new ArrayList<>();
    Iterator<ShapePattern> ofVectors = rule.operands().iterator();
    for (Argument argument : arguments) {
      ShapePattern named = rule.named().get(argument.operand().name());
      if (Argument.isVector(argument.operand())) {
        pairs.add(new Pair(ofVectors.next(), argument));
      } else if (named != null) {
        pairs.add(new Pair(named, argument));
      }
    }
    return pairs;
  }

  private void ranks(ShapePattern pattern, Argument argument) throws Mismatch {
    if (pattern instanceof ShapePattern.Listed listed
        && argument.shape() instanceof Shape.Known known) {
      int expected = listed.dims().size();
      if (known.group().isPresent() && (listed.group().isEmpty() || known.rank() - 1 < expected)) {
        throw Mismatch.rank(listed, argument);
      }
      if (listed.group().isPresent() ? known.rank() < expected : known.rank() != expected) {
        throw Mismatch.rank(listed, argument);
      }
    }
  }

  private void dims(ShapePattern pattern, Argument argument, DimMatcher matcher) throws Mismatch {
    if (pattern instanceof ShapePattern.Listed listed
        && argument.shape() instanceof Shape.Known known) {
      int leading = known.rank() - listed.dims().size();
      for (int i = 0; i < listed.dims().size(); i++) {
        matcher.match(listed.dims().get(i), known.dim(leading + i), argument);
      }
    }
  }

  private void whole(ShapePattern pattern, Argument argument) throws Mismatch {
    if (pattern instanceof ShapePattern.Whole whole) {
      bindings.bindShape(whole.name(), argument.shape(), argument);
    } else if (pattern instanceof ShapePattern.Listed listed && listed.group().isPresent()) {
      Optional<List<Dim>> leading = Optional.empty();
      if (argument.shape() instanceof Shape.Known known) {
        leading = Optional.of(known.dims().subList(0, known.rank() - listed.dims().size()));
      }
      bindings.bindGroup(listed.group().get(), leading, argument);
    }
  }

  private void simple(DimExpr expected, Dim found, Argument argument) throws Mismatch {
    if (expected instanceof DimExpr.Name name) {
      bindings.bind(name.name(), found, argument);
    } else if (expected instanceof DimExpr.Number number && found.differs(Dim.of(number.value()))) {
      throw Mismatch.value(number, Dim.of(number.value()), argument);
    }
  }

  private void arithmetic(DimExpr expected, Dim found, Argument argument) throws Mismatch {
    if (!(expected instanceof DimExpr.Operation)) {
      return;
    }
    List<String> unknown =
        expected.names().stream().filter(name -> bindings.dim(name) == Dim.UNKNOWN).toList();
    if (unknown.isEmpty()) {
      Dim value = expected.evaluate(bindings::dim);
      if (value.differs(found)) {
        throw Mismatch.value(expected, value, argument);
      }
    } else if (unknown.size() == 1) {
      solve(expected, unknown.get(0), found, argument);
    }
  }

  /** Finds a name that occurs once, as in {@code 2*d + 1}, from the value of the whole. */
  private void solve(DimExpr expected, String name, Dim found, Argument argument) throws Mismatch {
    Polynomial sought = Polynomial.of(SOUGHT);
    if (!(expected.evaluate(n -> n.equals(name) ? sought : bindings.dim(n))
        instanceof Polynomial p)) {
      return;
    }
    long factor = p.coefficient(Monomial.of(SOUGHT));
    Polynomial rest = p.minus(sought.times(Polynomial.of(factor)));
    if (factor <= 0 || rest.mentions(SOUGHT)) {
      return;
    }
    Dim multiple = found.minus(rest);
    Dim value = multiple.over(Dim.of(factor));
    if (value.times(Dim.of(factor)).equals(multiple)) {
      bindings.bind(name, value, argument);
    } else if (multiple.constant().isPresent()) {
      throw Mismatch.form(expected, argument);
    }
  }
}
