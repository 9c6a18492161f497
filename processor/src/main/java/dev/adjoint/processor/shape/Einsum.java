package dev.adjoint.processor.shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Einstein's summation convention: letters name the axes of the operands, as in {@code
 * "ij,jk->ik"}; what the result does not name is summed. Without an arrow the result has the
 * letters that occur once, in alphabetical order. Dots stand for any number of axes, which are
 * broadcast.
 */
final class Einsum {
  private static final String DOTS = "...";

  /** A size with the operand that it comes from. */
  private record Bound(Dim dim, Named origin) {}

  private final String equation;
  private final Map<Character, Bound> sizes = new LinkedHashMap<>();
  private Optional<List<Dim>> covered = Optional.of(List.of());

  private Einsum(String equation) {
    this.equation = equation;
  }

  /** The shape of the result; what is known of the operands is empty if not even their number. */
  static Shape of(String equation, Optional<List<Named>> operands) throws Mismatch {
    return new Einsum(equation).evaluate(operands);
  }

  private Shape evaluate(Optional<List<Named>> operands) throws Mismatch {
    String[] sides = equation.replace(" ", "").split("->", -1);
    if (sides.length > 2) {
      throw wrong("more than one arrow");
    }
    String[] terms = sides[0].split(",", -1);
    for (String term : terms) {
      checkLetters(term);
    }
    String result = sides.length == 2 ? sides[1] : implicit(sides[0]);
    checkResult(result, sides[0]);
    if (operands.isEmpty()) {
      return Shape.UNKNOWN;
    } else if (operands.get().size() != terms.length) {
      throw wrong("%d operands, but %d are given", terms.length, operands.get().size());
    }
    for (int i = 0; i < terms.length; i++) {
      bind(terms[i], operands.get().get(i));
    }
    return result(result);
  }

  private void checkLetters(String term) throws Mismatch {
    String letters = term.replaceFirst("\\.\\.\\.", "");
    for (char letter : letters.toCharArray()) {
      if (letter == '.') {
        throw wrong("dots come as \"...\", once for each operand");
      } else if (!(letter >= 'a' && letter <= 'z') && !(letter >= 'A' && letter <= 'Z')) {
        throw wrong("'%s' is no letter", letter);
      }
    }
  }

  private static String implicit(String operands) {
    Map<Character, Integer> counts = new TreeMap<>();
    for (char letter : operands.replace(DOTS, "").replace(",", "").toCharArray()) {
      counts.merge(letter, 1, Integer::sum);
    }
    StringBuilder result = new StringBuilder(operands.contains(DOTS) ? DOTS : "");
    counts.forEach((letter, count) -> result.append(count == 1 ? letter.toString() : ""));
    return result.toString();
  }

  private void checkResult(String result, String operands) throws Mismatch {
    checkLetters(result);
    String letters = result.replace(DOTS, "");
    for (char letter : letters.toCharArray()) {
      if (letters.indexOf(letter) != letters.lastIndexOf(letter)) {
        throw wrong("'%s' occurs twice in the result", letter);
      } else if (operands.indexOf(letter) < 0) {
        throw wrong("'%s' of the result is in no operand", letter);
      }
    }
    if (result.contains(DOTS) && !operands.contains(DOTS)) {
      throw wrong("the result has dots, but no operand");
    }
  }

  private void bind(String term, Named operand) throws Mismatch {
    boolean hasDots = term.contains(DOTS);
    String letters = term.replace(DOTS, "");
    if (!(operand.shape() instanceof Shape.Known shape)) {
      covered = hasDots ? Optional.empty() : covered;
      for (char letter : letters.toCharArray()) {
        bind(letter, Dim.UNKNOWN, operand);
      }
      return;
    }
    int more = shape.rank() - letters.length();
    if (more < 0 || (more > 0 && !hasDots)) {
      throw wrong("\"%s\" does not fit %s", term, operand);
    }
    int before = hasDots ? term.indexOf(DOTS) : letters.length();
    for (int i = 0; i < letters.length(); i++) {
      bind(letters.charAt(i), shape.dim(i < before ? i : i + more), operand);
    }
    if (hasDots && covered.isPresent()) {
      Optional<List<Dim>> both =
          Broadcast.of(covered.get(), shape.dims().subList(before, before + more));
      if (both.isEmpty()) {
        throw wrong("what the dots stand for cannot be broadcast, at %s", operand);
      }
      covered = both;
    }
  }

  private void bind(char letter, Dim dim, Named operand) throws Mismatch {
    Bound before = sizes.putIfAbsent(letter, new Bound(dim, operand));
    if (before == null) {
      return;
    } else if (before.dim().differs(dim)) {
      throw before.origin() == operand
          ? wrong("'%s' is %s and %s in %s", letter, before.dim(), dim, operand)
          : wrong(
              "'%s' is %s in %s, but %s in %s",
              letter, before.dim(), before.origin(), dim, operand);
    }
    Dim both = before.dim().meet(dim);
    sizes.put(letter, new Bound(both, both.equals(before.dim()) ? before.origin() : operand));
  }

  private Shape result(String result) {
    List<Dim> dims = new ArrayList<>();
    int dots = result.indexOf(DOTS);
    for (int i = 0; i < result.length(); i++) {
      if (i == dots) {
        if (covered.isEmpty()) {
          return Shape.UNKNOWN;
        }
        dims.addAll(covered.get());
        i += DOTS.length() - 1;
      } else {
        dims.add(sizes.get(result.charAt(i)).dim());
      }
    }
    return Shape.of(dims);
  }

  private Mismatch wrong(String format, Object... arguments) {
    return Mismatch.equation(equation, format, arguments);
  }
}
