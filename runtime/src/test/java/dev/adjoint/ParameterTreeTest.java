package dev.adjoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParameterTreeTest {
  private final Everything tree = everything();

  private static Everything everything() {
    return new Everything(
        1,
        2,
        new double[] {3, 4},
        new float[] {5},
        new double[][] {{6}, {7, 8}},
        new float[][][] {{{9}, {10}}},
        point(11),
        List.of(point(14), point(17)),
        new Point[] {point(20)},
        "name");
  }

  private static Point point(float start) {
    return new Point(Tensor.vector(start, start + 1), start + 2);
  }

  @Test
  void leavesHaveDottedPathsInTheOrderOfTheComponents() {
    assertThat(Everything.TREE.leaves(tree))
        .extracting(Leaf::path)
        .containsExactly(
            "d",
            "f",
            "ds",
            "fs",
            "jagged.0",
            "jagged.1",
            "cube.0.0",
            "cube.0.1",
            "point.w",
            "point.b",
            "list.0.w",
            "list.0.b",
            "list.1.w",
            "list.1.b",
            "array.0.w",
            "array.0.b");
  }

  @Test
  void flattenAndUnflattenAreInverses() {
    double[] flat = Everything.TREE.flatten(tree);
    double[] expected = new double[22];
    Arrays.setAll(expected, i -> i + 1);
    assertThat(flat).isEqualTo(expected);
    assertThat(Everything.TREE.count(tree)).isEqualTo(22);

    double[] doubled = Arrays.stream(flat).map(v -> 2 * v).toArray();
    Everything rebuilt = Everything.TREE.unflatten(tree, doubled);
    assertThat(Everything.TREE.flatten(rebuilt)).isEqualTo(doubled);
    assertThat(rebuilt.name()).isEqualTo("name");
    assertThat(rebuilt.jagged()[1]).containsExactly(14, 16);
  }

  @Test
  void unflattenRefusesAnotherNumberOfParameters() {
    assertThatThrownBy(() -> Everything.TREE.unflatten(tree, new double[21]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the tree has 22 parameters, given were 21");
  }

  @Test
  void copyAndZerosShareNothing() {
    Everything copy = Everything.TREE.copy(tree);
    copy.jagged()[1][0] = -1;
    copy.list().get(0).w().array()[0] = -1;
    copy.cube()[0][0][0] = -1;
    assertThat(Everything.TREE.flatten(tree)).isEqualTo(Everything.TREE.flatten(everything()));

    Everything zeros = Everything.TREE.zeros(tree);
    assertThat(Everything.TREE.flatten(zeros)).containsOnly(0);
    assertThat(zeros.name()).isEqualTo("name");
  }

  @Test
  void combineMakesEachNumberOfTwo() {
    Everything sum = Everything.TREE.combine(tree, tree, Double::sum);
    assertThat(sum.d()).isEqualTo(2);
    assertThat(sum.array()[0].w()).isEqualTo(Tensor.vector(40, 42));
    assertThat(tree.d()).isEqualTo(1);
  }

  @Test
  void zipNamesThePathWhereStructuresDiffer() {
    Point first = new Point(Tensor.zeros(2), 1);
    Point second = new Point(Tensor.zeros(2, 1), 1);
    assertThatThrownBy(() -> Point.TREE.zip(first, second, (a, b) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the trees differ at w: w: float[2] against w: float[2, 1]");
  }

  @Test
  void zipNamesALeafThatOnlyOneTreeHas() {
    Everything longer =
        new Everything(
            1,
            2,
            tree.ds(),
            tree.fs(),
            tree.jagged(),
            tree.cube(),
            tree.point(),
            List.of(point(0), point(0), point(0)),
            tree.array(),
            "");
    assertThatThrownBy(() -> Everything.TREE.zip(tree, longer, (a, b) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the trees differ at array.0.w");
  }

  @Test
  void leavesOfArraysAreTheTreesOwnMemory() {
    List<Leaf> leaves = Everything.TREE.leaves(tree);
    leaves.forEach(leaf -> leaf.set(0, 0));
    Everything rebuilt = Everything.TREE.withLeaves(tree, leaves);
    assertThat(tree.ds()[0]).isZero();
    assertThat(rebuilt.ds()).isSameAs(tree.ds());
    assertThat(rebuilt.point().w()).isSameAs(tree.point().w());
    assertThat(tree.d()).isEqualTo(1);
    assertThat(rebuilt.d()).isZero();
  }

  @Test
  void withLeavesRefusesForeignLeaves() {
    Point point = point(0);
    List<Leaf> leaves = Point.TREE.leaves(point);
    List<Leaf> reversed = List.of(leaves.get(1), leaves.get(0));
    assertThatThrownBy(() -> Point.TREE.withLeaves(point, reversed))
        .hasMessage("the leaf b stands where the tree has w");
    assertThatThrownBy(() -> Point.TREE.withLeaves(point, leaves.subList(0, 1)))
        .hasMessage("no leaf given for b");
    assertThatThrownBy(
            () ->
                Point.TREE.withLeaves(point, List.of(leaves.get(0), leaves.get(1), leaves.get(0))))
        .hasMessage("no place in the tree for the leaf w");
  }
}
