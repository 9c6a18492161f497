package dev.adjoint.data;

import dev.adjoint.random.RandomSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** The examples of each class, by which parts of a dataset get their shares of all classes. */
final class Strata {
  private final int size;

  /** By label, so that nothing depends on the order in which the labels come. */
  private final Map<Integer, int[]> examples = new TreeMap<>();

  Strata(int[] labels, int size) {
    if (labels.length != size) {
      throw new IllegalArgumentException(
          "labels: %d, expected one for each of %d examples".formatted(labels.length, size));
    }
    this.size = size;
    Map<Integer, List<Integer>> classes = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      classes.computeIfAbsent(labels[i], label -> new ArrayList<>()).add(i);
    }
    classes.forEach(
        (label, members) ->
            examples.put(label, members.stream().mapToInt(Integer::intValue).toArray()));
  }

  /** Gives the numbers of the examples of two parts, each in random order, to what makes them. */
  <S> S split(double fraction, RandomSource random, BiFunction<int[], int[], S> parts) {
    int[] train = new int[size];
    int[] test = new int[size];
    int trained = 0;
    int tested = 0;
    for (Map.Entry<Integer, int[]> stratum : examples.entrySet()) {
      int[] members = stratum.getValue().clone();
      random.shuffle(members);
      int cut = (int) Math.round(fraction * members.length);
      if (!(fraction > 0 && fraction < 1) || cut == 0 || cut == members.length) {
        throw new IllegalArgumentException(
            "a split of the %d examples of class %d by the fraction %s leaves a part empty"
                .formatted(members.length, stratum.getKey(), fraction));
      }
      System.arraycopy(members, 0, train, trained, cut);
      System.arraycopy(members, cut, test, tested, members.length - cut);
      trained += cut;
      tested += members.length - cut;
    }
    return parts.apply(shuffled(train, trained, random), shuffled(test, tested, random));
  }

  /** The fold of each example. */
  int[] folds(int folds, RandomSource random) {
    int[] fold = new int[size];
    int next = 0;
    for (Map.Entry<Integer, int[]> stratum : examples.entrySet()) {
      int[] members = stratum.getValue().clone();
      if (members.length < folds) {
        throw new IllegalArgumentException(
            "folds: %d, expected at most %d, the number of examples of class %d"
                .formatted(folds, members.length, stratum.getKey()));
      }
      random.shuffle(members);
      for (int member : members) {
        // The next class goes on with the next fold, so that the sizes of folds stay even.
        fold[member] = next++ % folds;
      }
    }
    return fold;
  }

  private static int[] shuffled(int[] examples, int count, RandomSource random) {
    int[] some = Arrays.copyOf(examples, count);
    random.shuffle(some);
    return some;
  }
}
