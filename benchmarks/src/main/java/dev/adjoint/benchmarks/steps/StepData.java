package dev.adjoint.benchmarks.steps;

import dev.adjoint.Leaf;
import dev.adjoint.ParameterTree;
import dev.adjoint.io.NpyArray;
import dev.adjoint.io.Npz;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the peer starts from: parameters by their paths, data, and the losses of its first steps.
 */
final class StepData {
  private final Map<String, NpyArray> arrays;

  private StepData(Map<String, NpyArray> arrays) {
    this.arrays = arrays;
  }

  static StepData read(Path path) throws IOException {
    return new StepData(Npz.read(path));
  }

  Tensor tensor(int part) {
    return array("data." + part).toTensor();
  }

  int[] ints(int part) {
    return array("data." + part).toInts();
  }

  /** The rows of a matrix of whole numbers. */
  int[][] rows(int part) {
    NpyArray array = array("data." + part);
    int[] all = array.toInts();
    int[][] rows = new int[array.shape()[0]][array.shape()[1]];
    for (int i = 0; i < all.length; i++) {
      rows[i / rows[0].length][i % rows[0].length] = all[i];
    }
    return rows;
  }

  /** The losses of the peer before each of its first steps. */
  double[] losses() {
    return array("losses").doubles();
  }

  /** The model with the peer's parameters. */
  <M> M into(ParameterTree<M> tree, M model) {
    List<Leaf> leaves = tree.leaves(model);
    for (Leaf leaf : leaves) {
      NpyArray array = array(leaf.path());
      if (array.size() != leaf.size()) {
        throw new IllegalArgumentException(leaf + " does not fit to " + array);
      }
      for (int i = 0; i < leaf.size(); i++) {
        leaf.set(i, array.get(i));
      }
    }
    return tree.withLeaves(model, leaves);
  }

  private NpyArray array(String name) {
    NpyArray array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException("no array " + name + " among " + arrays.keySet());
    }
    return array;
  }
}
