package dev.adjoint.tensor;

import java.util.Arrays;
import java.util.TreeMap;

/**
 * An equation of the summation convention for given operands. A label is a number: that of a
 * letter, or, from {@link #FIRST_COVERED} on, of an axis that dots stand for, counted from the last
 * one.
 */
final class EinsumEquation {
  static final int FIRST_COVERED = 128;

  private static final String DOTS = "...";

  private final String text;

  /**
   * For each operand the labels of its axes; -1 for one that dots stand for and that is stretched.
   */
  private final int[][] labels;

  private final int[] result;

  /** The size of each label. */
  private final int[] sizes;

  private int covered;

  EinsumEquation(String text, Tensor... operands) {
    this.text = text;
    String[] sides = text.replace(" ", "").split("->", -1);
    String[] terms = sides[0].split(",", -1);
    if (sides.length > 2) {
      throw wrong("more than one arrow");
    } else if (terms.length != operands.length) {
      throw wrong("%d operands, but %d are given", terms.length, operands.length);
    }
    int most = 0;
    for (int i = 0; i < terms.length; i++) {
      checkLetters(terms[i]);
      int more = operands[i].shape.length - terms[i].replace(DOTS, "").length();
      if (more < 0 || (more > 0 && !terms[i].contains(DOTS))) {
        throw wrong("\"%s\" does not fit %s", terms[i], operands[i].describe());
      }
      most = Math.max(most, more);
    }
    sizes = new int[FIRST_COVERED + most];
    Arrays.fill(sizes, -1);
    labels = new int[terms.length][];
    for (int i = 0; i < terms.length; i++) {
      labels[i] = labels(terms[i], operands[i]);
    }
    // An axis of size 1 that dots stand for is stretched to the size that it has elsewhere.
    for (int i = 0; i < labels.length; i++) {
      for (int axis = 0; axis < labels[i].length; axis++) {
        int label = labels[i][axis];
        if (label >= FIRST_COVERED && operands[i].shape[axis] != sizes[label]) {
          labels[i][axis] = -1;
        }
      }
    }
    result = result(sides.length == 2 ? sides[1] : implicit(sides[0]), sides[0]);
  }

  private void checkLetters(String term) {
    for (char letter : term.replaceFirst("\\.\\.\\.", "").toCharArray()) {
      if (letter == '.') {
        throw wrong("dots come as \"...\", once for each operand");
      } else if (!(letter >= 'a' && letter <= 'z') && !(letter >= 'A' && letter <= 'Z')) {
        throw wrong("'%s' is no letter", letter);
      }
    }
  }

  private int[] labels(String term, Tensor operand) {
    int dots = term.indexOf(DOTS);
    int[] found = new int[operand.shape.length];
    String letters = term.replace(DOTS, "");
    int more = found.length - letters.length();
    covered = Math.max(covered, more);
    int before = dots < 0 ? letters.length() : dots;
    for (int axis = 0; axis < found.length; axis++) {
      boolean isCovered = axis >= before && axis < before + more;
      found[axis] =
          isCovered
              ? FIRST_COVERED + before + more - 1 - axis
              : letters.charAt(axis < before ? axis : axis - more);
      int size = operand.shape[axis];
      int known = sizes[found[axis]];
      boolean isStretched = isCovered && (size == 1 || known == 1);
      if (known >= 0 && known != size && !isStretched) {
        throw isCovered
            ? wrong("what the dots stand for cannot be broadcast, at %s", operand.describe())
            : wrong(
                "'%s' is %d, but %d in %s", (char) found[axis], known, size, operand.describe());
      }
      sizes[found[axis]] = isStretched && known >= 0 && size == 1 ? known : size;
    }
    return found;
  }

  private static String implicit(String operands) {
    TreeMap<Character, Integer> counts = new TreeMap<>();
    for (char letter : operands.replace(DOTS, "").replace(",", "").toCharArray()) {
      counts.merge(letter, 1, Integer::sum);
    }
    StringBuilder once = new StringBuilder(operands.contains(DOTS) ? DOTS : "");
    counts.forEach((letter, count) -> once.append(count == 1 ? letter.toString() : ""));
    return once.toString();
  }

  private int[] result(String term, String operands) {
    checkLetters(term);
    String letters = term.replace(DOTS, "");
    int dots = term.indexOf(DOTS);
    if (dots >= 0 && !operands.contains(DOTS)) {
      throw wrong("the result has dots, but no operand");
    }
    int more = dots < 0 ? 0 : covered;
    int[] found = new int[letters.length() + more];
    int before = dots < 0 ? letters.length() : dots;
    for (int axis = 0; axis < found.length; axis++) {
      if (axis >= before && axis < before + more) {
        found[axis] = FIRST_COVERED + before + more - 1 - axis;
        continue;
      }
      char letter = letters.charAt(axis < before ? axis : axis - more);
      if (letters.indexOf(letter) != letters.lastIndexOf(letter)) {
        throw wrong("'%s' occurs twice in the result", letter);
      } else if (sizes[letter] < 0) {
        throw wrong("'%s' of the result is in no operand", letter);
      }
      found[axis] = letter;
    }
    return found;
  }

  int[] labels(int operand) {
    return labels[operand];
  }

  int[] result() {
    return result;
  }

  int size(int label) {
    return sizes[label];
  }

  private ShapeException wrong(String format, Object... arguments) {
    return new ShapeException("einsum: \"%s\": %s".formatted(text, format.formatted(arguments)));
  }
}
