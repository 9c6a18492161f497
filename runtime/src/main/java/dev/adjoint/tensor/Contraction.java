package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Sums products of tensors whose axes have labels, two tensors at a time by matrix products. */
final class Contraction {
  /** A tensor with a different label for each axis. */
  private record Term(Tensor tensor, int[] labels) {
    boolean has(int label) {
      return IntStream.of(labels).anyMatch(each -> each == label);
    }
  }

  private final EinsumEquation equation;

  Contraction(EinsumEquation equation) {
    this.equation = equation;
  }

  Tensor result(Tensor... operands) {
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < operands.length; i++) {
      terms.add(distinct(operands[i], equation.labels(i)));
    }
    return stretched(sum(terms, equation.result()), equation.result());
  }

  /** What the adjoint of the result gives for one operand. */
  Tensor gradient(int operand, Tensor seed, Tensor... operands) {
    int[] result = equation.result();
    if (!Arrays.equals(seed.shape, sizes(result))) {
      throw new ShapeException(
          "einsum: an adjoint of shape %s for a result of shape %s"
              .formatted(seed.describe(), Arrays.toString(sizes(result))));
    }
    List<Term> terms = new ArrayList<>(List.of(new Term(seed, result)));
    for (int i = 0; i < operands.length; i++) {
      if (i != operand) {
        terms.add(distinct(operands[i], equation.labels(i)));
      }
    }
    int[] labels = IntStream.of(equation.labels(operand)).filter(l -> l >= 0).distinct().toArray();
    Tensor gradient = stretched(sum(terms, labels), labels);
    StridedCopy places = places(operands[operand].shape, equation.labels(operand), labels);
    float[] data = Workspace.zeros(operands[operand].data.length);
    places.put(gradient.data, data);
    return Tensor.wrap(data, operands[operand].shape);
  }

  /** The tensor with the diagonal of axes that have the same label, without stretched axes. */
  private Term distinct(Tensor x, int[] labels) {
    int[] kept = IntStream.of(labels).filter(label -> label >= 0).distinct().toArray();
    if (Arrays.equals(kept, labels)) {
      return new Term(x, labels);
    }
    StridedCopy places = places(x.shape, labels, kept);
    float[] data = Workspace.zeros(Shapes.size(places.shape()));
    places.take(x.data, data);
    return new Term(Tensor.wrap(data, places.shape()), kept);
  }

  /** Where in a tensor the elements lie whose places agree for axes with the same label. */
  private StridedCopy places(int[] shape, int[] labels, int[] distinct) {
    int[] all = StridedCopy.strides(shape);
    int[] strides = new int[distinct.length];
    for (int i = 0; i < distinct.length; i++) {
      for (int axis = 0; axis < labels.length; axis++) {
        strides[i] += labels[axis] == distinct[i] ? all[axis] : 0;
      }
    }
    return new StridedCopy(0, sizes(distinct), strides);
  }

  /** The sum with those of the labels, in their order, that any of the terms has. */
  private Term sum(List<Term> terms, int[] labels) {
    List<Term> rest = new ArrayList<>(terms);
    rest.replaceAll(term -> withoutLone(term, rest, labels));
    while (rest.size() > 1) {
      int[] pair = cheapest(rest, labels);
      Term second = rest.remove(pair[1]);
      Term first = rest.remove(pair[0]);
      rest.add(pair[0], product(first, second, label -> isNeeded(label, rest, labels)));
    }
    Term last = rest.get(0);
    int[] order = IntStream.of(labels).filter(last::has).toArray();
    return new Term(ordered(last, order), order);
  }

  private static boolean isNeeded(int label, List<Term> terms, int[] labels) {
    return contains(labels, label) || terms.stream().anyMatch(term -> term.has(label));
  }

  /** Sums over the labels that nothing else has. */
  private static Term withoutLone(Term term, List<Term> terms, int[] labels) {
    List<Term> others = terms.stream().filter(each -> each != term).toList();
    int[] lone =
        IntStream.range(0, term.labels.length)
            .filter(axis -> !isNeeded(term.labels[axis], others, labels))
            .toArray();
    if (lone.length == 0) {
      return term;
    }
    int[] kept = IntStream.of(term.labels).filter(l -> isNeeded(l, others, labels)).toArray();
    return new Term(term.tensor.sumOver(lone), kept);
  }

  /** The two terms whose product has the fewest elements. */
  private int[] cheapest(List<Term> terms, int[] labels) {
    int[] best = {0, 1};
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; terms.size() > 2 && i < terms.size(); i++) {
      for (int j = i + 1; j < terms.size(); j++) {
        List<Term> others = new ArrayList<>(terms);
        others.remove(j);
        others.remove(i);
        double size = 1;
        for (int label : union(terms.get(i).labels, terms.get(j).labels)) {
          size *= isNeeded(label, others, labels) ? equation.size(label) : 1;
        }
        if (size < least) {
          least = size;
          best = new int[] {i, j};
        }
      }
    }
    return best;
  }

  private Term product(Term a, Term b, IntPredicate isNeeded) {
    int[] both = IntStream.of(a.labels).filter(b::has).toArray();
    int[] batch = IntStream.of(both).filter(isNeeded).toArray();
    int[] summed = IntStream.of(both).filter(isNeeded.negate()).toArray();
    int[] left = IntStream.of(a.labels).filter(label -> !b.has(label)).toArray();
    int[] right = IntStream.of(b.labels).filter(label -> !a.has(label)).toArray();
    int count = size(batch);
    int m = size(left);
    int k = size(summed);
    int n = size(right);
    boolean transposeA = Arrays.equals(a.labels, concat(batch, summed, left)) && left.length > 0;
    boolean transposeB = Arrays.equals(b.labels, concat(batch, right, summed)) && right.length > 0;
    Tensor x =
        transposeA
            ? a.tensor.reshape(count, k, m)
            : ordered(a, concat(batch, left, summed)).reshape(count, m, k);
    Tensor y =
        transposeB
            ? b.tensor.reshape(count, n, k)
            : ordered(b, concat(batch, summed, right)).reshape(count, k, n);
    int[] labels = concat(batch, left, right);
    Tensor product = MatrixProducts.multiply("einsum", x, transposeA, y, transposeB);
    return new Term(product.reshape(sizes(labels)), labels);
  }

  private static Tensor ordered(Term term, int... labels) {
    if (Arrays.equals(term.labels, labels)) {
      return term.tensor;
    }
    int[] axes = new int[labels.length];
    for (int i = 0; i < axes.length; i++) {
      for (int axis = 0; axis < axes.length; axis++) {
        axes[i] = term.labels[axis] == labels[i] ? axis : axes[i];
      }
    }
    return term.tensor.permute(axes);
  }

  /** The tensor repeated along the labels that it does not have. */
  private Tensor stretched(Term term, int... labels) {
    int[] shape = sizes(labels);
    int[] ones = shape.clone();
    for (int i = 0; i < labels.length; i++) {
      ones[i] = term.has(labels[i]) ? shape[i] : 1;
    }
    Tensor result = term.tensor.reshape(ones).broadcastTo(shape);
    return result;
  }

  private int[] sizes(int... labels) {
    return IntStream.of(labels).map(equation::size).toArray();
  }

  private int size(int... labels) {
    return Shapes.size(sizes(labels));
  }

  private static boolean contains(int[] labels, int label) {
    return IntStream.of(labels).anyMatch(each -> each == label);
  }

  private static int[] union(int[] a, int[] b) {
    return IntStream.concat(IntStream.of(a), IntStream.of(b)).distinct().toArray();
  }

  private static int[] concat(int[]... parts) {
    return Arrays.stream(parts).flatMapToInt(IntStream::of).toArray();
  }
}
