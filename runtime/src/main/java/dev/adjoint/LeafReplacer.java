package dev.adjoint;

import dev.adjoint.tensor.Tensor;
import java.util.List;

/** Puts listed leaves back into a tree; an array or tensor that already is the leaf's stays. */
final class LeafReplacer implements LeafMapper {
  private final List<? extends Leaf> leaves;
  private int next;

  LeafReplacer(List<? extends Leaf> leaves) {
    this.leaves = leaves;
  }

  /** Checks that every leaf was used. */
  void finish() {
    if (next != leaves.size()) {
      throw new IllegalArgumentException(
          "no place in the tree for the leaf " + leaves.get(next).path());
    }
  }

  @Override
  public double map(String path, double value) {
    return doubles(path)[0];
  }

  @Override
  public float map(String path, float value) {
    return floats(path)[0];
  }

  @Override
  public double[] map(String path, double[] value) {
    return doubles(path);
  }

  @Override
  public float[] map(String path, float[] value) {
    return floats(path);
  }

  @Override
  public Tensor map(String path, Tensor value) {
    float[] values = floats(path);
    return values == value.array() ? value : Tensor.wrap(values, value.shape());
  }

  private double[] doubles(String path) {
    if (take(path) instanceof Leaf.Doubles leaf) {
      return leaf.values();
    }
    throw new IllegalArgumentException("the leaf " + path + " must hold doubles");
  }

  private float[] floats(String path) {
    if (take(path) instanceof Leaf.Floats leaf) {
      return leaf.values();
    }
    throw new IllegalArgumentException("the leaf " + path + " must hold floats");
  }

  private Leaf take(String path) {
    if (next == leaves.size()) {
      throw new IllegalArgumentException("no leaf given for " + path);
    }
    Leaf leaf = leaves.get(next++);
    if (!leaf.path().equals(path)) {
      throw new IllegalArgumentException(
          "the leaf " + leaf.path() + " stands where the tree has " + path);
    }
    return leaf;
  }
}
