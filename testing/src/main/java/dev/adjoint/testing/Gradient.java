package dev.adjoint.testing;

import dev.adjoint.Leaf;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A gradient, taken apart.
 *
 * @param parts one for each parameter that was differentiated by
 */
record Gradient(Values values, List<Part> parts) {

  /**
   * The gradient by one parameter.
   *
   * @param name the name of the parameter, empty if it is the only one
   * @param position the position of the parameter
   * @param leaves its numbers
   */
  record Part(String name, int position, List<Leaf> leaves) {
    /** The path of a leaf. */
    String path(Leaf leaf) {
      String whole = name + leaf.path();
      return whole.startsWith(".") ? whole.substring(1) : whole;
    }
  }

  /**
   * @param wrt the positions of the parameters, null if they follow from the types
   */
  static Gradient of(Values values, Object[] arguments, int @Nullable [] wrt, Object gradient) {
    List<Integer> candidates = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      boolean isCandidate =
          wrt == null
              ? values.count(arguments[i]) > 0 || values.areAlike(arguments[i], gradient)
              : contains(wrt, i);
      if (isCandidate) {
        candidates.add(i);
      }
    }
    List<Integer> alike =
        candidates.stream().filter(i -> values.areAlike(arguments[i], gradient)).toList();
    boolean isWhole = wrt == null ? !alike.isEmpty() : wrt.length == 1;
    if (isWhole && alike.size() == 1) {
      int position = alike.get(0);
      return new Gradient(values, List.of(part(values, arguments, position, "", gradient)));
    } else if (!isWhole && gradient instanceof Record record) {
      return new Gradient(values, parts(values, arguments, candidates, record));
    }
    throw unclear(gradient);
  }

  private static boolean contains(int[] positions, int position) {
    return Arrays.stream(positions).anyMatch(each -> each == position);
  }

  private static IllegalArgumentException unclear(Object gradient) {
    return new IllegalArgumentException(
        "it is not clear which parameters the gradient, a "
            + gradient.getClass().getSimpleName()
            + ", is about; say so by .wrt(...), and how to walk records by .tree(...)");
  }

  /** The components of a generated record, each for the next parameter that it can be about. */
  private static List<Part> parts(
      Values values, Object[] arguments, List<Integer> candidates, Record gradient) {
    RecordComponent[] components = gradient.getClass().getRecordComponents();
    List<Object> read = new ArrayList<>();
    for (RecordComponent component : components) {
      read.add(read(gradient, component));
    }
    List<List<Integer>> choices = new ArrayList<>();
    choose(values, arguments, candidates, read, List.of(), choices);
    if (choices.size() != 1) {
      throw unclear(gradient);
    }
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      int position = choices.get(0).get(i);
      parts.add(part(values, arguments, position, components[i].getName(), read.get(i)));
    }
    return parts;
  }

  /** Finds all ways to give each component a parameter of its type, in the same order. */
  private static void choose(
      Values values,
      Object[] arguments,
      List<Integer> candidates,
      List<Object> components,
      List<Integer> chosen,
      List<List<Integer>> choices) {
    if (chosen.size() == components.size()) {
      choices.add(chosen);
      return;
    }
    for (int i = 0; i < candidates.size(); i++) {
      int position = candidates.get(i);
      if (values.areAlike(arguments[position], components.get(chosen.size()))) {
        List<Integer> longer = new ArrayList<>(chosen);
        longer.add(position);
        List<Integer> rest = candidates.subList(i + 1, candidates.size());
        choose(values, arguments, rest, components, longer, choices);
      }
    }
  }

  private static Object read(Record record, RecordComponent component) {
    try {
      Method accessor = component.getAccessor();
      accessor.trySetAccessible();
      return accessor.invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalArgumentException(
          "cannot read " + component + "; open its package to dev.adjoint.testing", e);
    }
  }

  private static Part part(
      Values values, Object[] arguments, int position, String name, Object gradient) {
    values.requireTree(arguments[position], "parameter " + position);
    Part part = new Part(name, position, values.leaves(gradient));
    List<Leaf> expected = values.leaves(arguments[position]);
    if (expected.size() != part.leaves().size()) {
      throw new AssertionError(
          "the gradient by parameter %d has %d leaves, the parameter %d"
              .formatted(position, part.leaves().size(), expected.size()));
    }
    for (int i = 0; i < expected.size(); i++) {
      Leaf leaf = part.leaves().get(i);
      if (!Arrays.equals(leaf.shape(), expected.get(i).shape())
          || !leaf.path().equals(expected.get(i).path())) {
        throw new AssertionError(
            "the gradient of %s has the shape %s, the parameter %s"
                .formatted(
                    part.path(leaf),
                    Arrays.toString(leaf.shape()),
                    Arrays.toString(expected.get(i).shape())));
      }
    }
    return part;
  }

  /** Checks that a second application of a pullback gave the same, to the bit. */
  void requireSame(Gradient again) {
    for (int i = 0; i < parts.size(); i++) {
      List<Leaf> leaves = parts.get(i).leaves();
      for (int j = 0; j < leaves.size(); j++) {
        Leaf first = leaves.get(j);
        Leaf second = again.parts.get(i).leaves().get(j);
        for (int k = 0; k < first.size(); k++) {
          if (Double.compare(first.get(k), second.get(k)) != 0) {
            throw new AssertionError(
                "the pullback, applied again, gives another gradient at %s: first %s, then %s"
                    .formatted(
                        Comparison.at(parts.get(i).path(first), first, k),
                        first.get(k),
                        second.get(k)));
          }
        }
      }
    }
  }
}
