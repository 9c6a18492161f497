package dev.adjoint;

import dev.adjoint.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Lists the leaves of a tree. */
final class LeafCollector implements LeafVisitor {
  private final List<Leaf> leaves = new ArrayList<>();

  List<Leaf> leaves() {
    return leaves;
  }

  @Override
  public void visit(String path, double value) {
    leaves.add(new Leaf.Doubles(path, new int[0], new double[] {value}));
  }

  @Override
  public void visit(String path, float value) {
    leaves.add(new Leaf.Floats(path, new int[0], new float[] {value}));
  }

  @Override
  public void visit(String path, double[] value) {
    leaves.add(new Leaf.Doubles(path, new int[] {value.length}, value));
  }

  @Override
  public void visit(String path, float[] value) {
    leaves.add(new Leaf.Floats(path, new int[] {value.length}, value));
  }

  @Override
  public void visit(String path, Tensor value) {
    leaves.add(new Leaf.Floats(path, value.shape(), value.array()));
  }
}
