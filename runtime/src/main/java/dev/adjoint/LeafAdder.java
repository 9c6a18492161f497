package dev.adjoint;

import dev.adjoint.tensor.Tensor;
import java.util.List;

/** Adds listed leaves to those of a tree in turn; tensors within a step from its workspace. */
final class LeafAdder implements LeafMapper {
  private final List<Leaf> leaves;
  private int next;

  /**
   * @param leaves of the structure of the tree
   */
  LeafAdder(List<Leaf> leaves) {
    this.leaves = leaves;
  }

  @Override
  public double map(String path, double value) {
    return value + leaves.get(next++).get(0);
  }

  @Override
  public float map(String path, float value) {
    return (float) (value + leaves.get(next++).get(0));
  }

  @Override
  public double[] map(String path, double[] value) {
    Leaf other = leaves.get(next++);
    double[] sum = value.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.get(i);
    }
    return sum;
  }

  @Override
  public float[] map(String path, float[] value) {
    Leaf other = leaves.get(next++);
    float[] sum = value.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += (float) other.get(i);
    }
    return sum;
  }

  @Override
  public Tensor map(String path, Tensor value) {
    Leaf.Floats other = (Leaf.Floats) leaves.get(next++);
    return value.plus(Tensor.wrap(other.values(), other.shape()));
  }
}
