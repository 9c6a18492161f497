package dev.adjoint.samples.representation;

import dev.adjoint.samples.data.FashionMnist;
import java.util.ArrayList;
import java.util.List;

/**
 * Two pieces of clothing, one beside or above the other.
 *
 * @param first the class of the one on the left or above
 * @param second the class of the other
 */
record Scene(int first, int second, boolean isBeside) {
  private static final int CLASSES = FashionMnist.CLASSES.size();

  /** All scenes of all classes. */
  static List<Scene> all() {
    List<Scene> all = new ArrayList<>();
    for (int i = 0; i < CLASSES * CLASSES; i++) {
      all.add(new Scene(i / CLASSES, i % CLASSES, true));
      all.add(new Scene(i / CLASSES, i % CLASSES, false));
    }
    return all;
  }

  /** Whether it is one of the tenth of all scenes that nothing is learned from. */
  boolean isHeldOut() {
    return (first + 3 * second + (isBeside ? 0 : 5)) % CLASSES == 0;
  }

  /** What is said of it: "a bag left of a dress". */
  String caption() {
    return with(first) + (isBeside ? " left of " : " above ") + with(second);
  }

  /** The same from the other one: "a dress right of a bag". */
  String turned() {
    return with(second) + (isBeside ? " right of " : " below ") + with(first);
  }

  private static String with(int label) {
    String name = FashionMnist.CLASSES.get(label);
    return ("aeiou".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
  }
}
