package dev.adjoint.samples.digits;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a classifier got wrong. */
record Mistakes(int[] predictions, int[] labels) {
  private static final int MOST_KINDS = 8;

  boolean isWrong(int example) {
    return predictions[example] != labels[example];
  }

  /** The numbers of the examples that were classified wrongly. */
  List<Integer> examples() {
    return IntStream.range(0, labels.length).filter(this::isWrong).boxed().toList();
  }

  /** What an example was read as, and what it is if that is something else. */
  String caption(int example) {
    return isWrong(example)
        ? "%d (is %d)".formatted(predictions[example], labels[example])
        : "" + labels[example];
  }

  /** The confusion matrix in words, the most frequent mistakes first. */
  String inWords() {
    Map<String, Integer> counts = new TreeMap<>();
    for (int i : examples()) {
      counts.merge("%d read as %d".formatted(labels[i], predictions[i]), 1, Integer::sum);
    }
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .limit(MOST_KINDS)
            .map(e -> e.getValue() == 1 ? e.getKey() : e.getKey() + " x" + e.getValue())
            .collect(
                Collectors.joining(", ", "", counts.size() > MOST_KINDS ? ", and others" : ""));
  }
}
