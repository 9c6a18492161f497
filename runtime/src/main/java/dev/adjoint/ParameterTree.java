package dev.adjoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * How to walk and rebuild the numbers of a record of parameters.
 *
 * <p>Generated code implements the two abstract methods, as {@code XTree.TREE} for a record {@code
 * X}; optimizers, files and gradient checks build on the rest. A leaf is a {@code double}, a {@code
 * float}, an array of them or a tensor, and has a dotted path such as {@code layers.0.w}.
 *
 * <p>Components under {@code @NonDifferentiable} that are tensors, arrays or trees are the
 * <i>state</i> of a tree, such as the running statistics of batch normalization: no parameters, so
 * that no optimizer changes them, but saved, loaded and copied with them. Other components ride
 * along untouched.
 *
 * @param <T> the type of the tree
 */
public interface ParameterTree<T> {
  /**
   * Visits every leaf in the order of the components.
   *
   * @param path what every path starts with: empty at the root, and ending in a dot below
   */
  void forEach(T tree, String path, LeafVisitor visitor);

  /**
   * A tree with every leaf replaced, in the order of the components.
   *
   * @param path what every path starts with: empty at the root, and ending in a dot below
   */
  T map(T tree, String path, LeafMapper mapper);

  /**
   * Visits every leaf of the state in the order of the components; there is none by default.
   *
   * @param path what every path starts with: empty at the root, and ending in a dot below
   */
  default void forEachState(T tree, String path, LeafVisitor visitor) {}

  /**
   * A tree with every leaf of the state replaced, in the order of the components.
   *
   * @param path what every path starts with: empty at the root, and ending in a dot below
   */
  default T mapState(T tree, String path, LeafMapper mapper) {
    return tree;
  }

  /** Visits the parameters, then the state. */
  default void forEachOfAll(T tree, String path, LeafVisitor visitor) {
    forEach(tree, path, visitor);
    forEachState(tree, path, visitor);
  }

  /** A tree with the parameters replaced, then the state. */
  default T mapAll(T tree, String path, LeafMapper mapper) {
    return mapState(map(tree, path, mapper), path, mapper);
  }

  /** The leaves of a list of trees; the element with number {@code i} adds {@code i.} to paths. */
  static <E> void forEach(
      ParameterTree<E> element, List<E> list, String path, LeafVisitor visitor) {
    for (int i = 0; i < list.size(); i++) {
      element.forEach(list.get(i), path + i + ".", visitor);
    }
  }

  /**
   * The leaves of an array of trees; the element with number {@code i} adds {@code i.} to paths.
   */
  static <E> void forEach(ParameterTree<E> element, E[] array, String path, LeafVisitor visitor) {
    forEach(element, Arrays.asList(array), path, visitor);
  }

  /** An unmodifiable list of trees with every leaf replaced. */
  static <E> List<E> map(ParameterTree<E> element, List<E> list, String path, LeafMapper mapper) {
    List<E> mapped = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      mapped.add(element.map(list.get(i), path + i + ".", mapper));
    }
    return List.copyOf(mapped);
  }

  /** A new array of trees with every leaf replaced. */
  static <E> E[] map(ParameterTree<E> element, E[] array, String path, LeafMapper mapper) {
    E[] mapped = array.clone();
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = element.map(array[i], path + i + ".", mapper);
    }
    return mapped;
  }

  /** Every leaf in a uniform view, in the order of the components. */
  default List<Leaf> leaves(T tree) {
    LeafCollector collector = new LeafCollector();
    forEach(tree, "", collector);
    return collector.leaves();
  }

  /**
   * The tree with its leaves taken from a list, which shares their memory. A tensor or an array of
   * the tree whose own memory is in the list stays the object that it is.
   *
   * @throws IllegalArgumentException if the list's paths or types are not the tree's
   */
  default T withLeaves(T tree, List<? extends Leaf> leaves) {
    LeafReplacer replacer = new LeafReplacer(leaves);
    T replaced = map(tree, "", replacer);
    replacer.finish();
    return replaced;
  }

  /** The leaves of the parameters and then of the state: what is saved of a tree. */
  default List<Leaf> allLeaves(T tree) {
    LeafCollector collector = new LeafCollector();
    forEachOfAll(tree, "", collector);
    return collector.leaves();
  }

  /**
   * The tree with its leaves and its state taken from a list, as {@link #withLeaves} does.
   *
   * @throws IllegalArgumentException if the list's paths or types are not the tree's
   */
  default T withAllLeaves(T tree, List<? extends Leaf> leaves) {
    LeafReplacer replacer = new LeafReplacer(leaves);
    T replaced = mapAll(tree, "", replacer);
    replacer.finish();
    return replaced;
  }

  /**
   * The tree with the state of another one, which shares its memory.
   *
   * @throws IllegalArgumentException if the state has other paths or types
   */
  default T withStateOf(T tree, T other) {
    LeafCollector collector = new LeafCollector();
    forEachState(other, "", collector);
    LeafReplacer replacer = new LeafReplacer(collector.leaves());
    T replaced = mapState(tree, "", replacer);
    replacer.finish();
    return replaced;
  }

  /** The number of parameters: of all scalars in all leaves. */
  default long count(T tree) {
    return leaves(tree).stream().mapToLong(Leaf::size).sum();
  }

  /** A tree of the same structure in memory of its own, every number passed through a function. */
  default T mapValues(T tree, DoubleUnaryOperator operator) {
    return map(tree, "", new ValueMapper(operator));
  }

  /** A tree of the same structure with every number zero, in memory of its own. */
  default T zeros(T tree) {
    return map(tree, "", new LeafCopier(true));
  }

  /** A deep copy: no number of the parameters and the state is shared. */
  default T copy(T tree) {
    return mapAll(tree, "", new LeafCopier(false));
  }

  /**
   * Visits the leaves of two trees in pairs.
   *
   * @throws IllegalArgumentException if their structures differ; the message names the first path
   */
  default void zip(T first, T second, BiConsumer<Leaf, Leaf> visitor) {
    List<Leaf> left = leaves(first);
    List<Leaf> right = leaves(second);
    TreeStructure.requireSame(left, right);
    for (int i = 0; i < left.size(); i++) {
      visitor.accept(left.get(i), right.get(i));
    }
  }

  /**
   * A tree in memory of its own, each of whose numbers is made of the two at its place.
   *
   * @throws IllegalArgumentException if the structures differ; the message names the first path
   */
  default T combine(T first, T second, DoubleBinaryOperator operator) {
    T combined = copy(first);
    List<Leaf> leaves = leaves(combined);
    List<Leaf> others = leaves(second);
    TreeStructure.requireSame(leaves, others);
    for (int i = 0; i < leaves.size(); i++) {
      Leaf leaf = leaves.get(i);
      for (int j = 0; j < leaf.size(); j++) {
        leaf.set(j, operator.applyAsDouble(leaf.get(j), others.get(i).get(j)));
      }
    }
    return withLeaves(combined, leaves);
  }

  /**
   * Checks that two lists of leaves have the same paths, types and shapes.
   *
   * @throws IllegalArgumentException if they differ; the message names the first path
   */
  static void requireSame(List<Leaf> first, List<Leaf> second) {
    TreeStructure.requireSame(first, second);
  }

  /**
   * The sum of two trees, number by number, in memory of its own.
   *
   * @throws IllegalArgumentException if the structures differ; the message names the first path
   */
  default T plus(T first, T second) {
    List<Leaf> others = leaves(second);
    TreeStructure.requireSame(leaves(first), others);
    return map(first, "", new LeafAdder(others));
  }

  /** A tree with every number negated, in memory of its own. */
  default T negate(T tree) {
    return mapValues(tree, value -> -value);
  }

  /** All numbers in one array, leaf after leaf. */
  default double[] flatten(T tree) {
    double[] flat = new double[Math.toIntExact(count(tree))];
    int next = 0;
    for (Leaf leaf : leaves(tree)) {
      for (int i = 0; i < leaf.size(); i++) {
        flat[next++] = leaf.get(i);
      }
    }
    return flat;
  }

  /**
   * The inverse of {@link #flatten}, in memory of its own.
   *
   * @param like a tree of the structure to build
   * @param values the numbers, rounded to the type of their leaf
   * @throws IllegalArgumentException if there are more or fewer numbers than the tree has
   */
  default T unflatten(T like, double[] values) {
    if (values.length != count(like)) {
      throw new IllegalArgumentException(
          "the tree has " + count(like) + " parameters, given were " + values.length);
    }
    int[] next = {0};
    return mapValues(like, ignored -> values[next[0]++]);
  }
}
