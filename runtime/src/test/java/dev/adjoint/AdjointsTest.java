package dev.adjoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AdjointsTest {
  @Test
  void zerosKeepJaggedStructure() {
    assertThat(Adjoints.zerosLike(new double[][] {{1, 2}, {}, {3}}))
        .isDeepEqualTo(new double[][] {{0, 0}, {}, {0}});
    assertThat(Adjoints.zerosLike(new float[][][] {{{1}}, {}}))
        .isDeepEqualTo(new float[][][] {{{0}}, {}});
  }

  @Test
  void addsInPlace() {
    double[][][] into = {{{1, 2}, {3}}};
    Adjoints.add(into, new double[][][] {{{10, 20}, {30}}});
    assertThat(into).isDeepEqualTo(new double[][][] {{{11, 22}, {33}}});
    float[][] floats = {{1}, {2, 3}};
    Adjoints.add(floats, floats);
    assertThat(floats).isDeepEqualTo(new float[][] {{2}, {4, 6}});
  }

  @Test
  void copiesShareNoRow() {
    double[][] original = {{1}, {2}};
    double[][] copy = Adjoints.copyOf(original);
    copy[0][0] = 5;
    assertThat(original[0][0]).isEqualTo(1);
  }

  @Test
  void refusesAnotherStructure() {
    assertThatThrownBy(() -> Adjoints.add(new double[2], new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an adjoint of length 3 cannot be added to one of length 2");
    assertThatThrownBy(() -> Adjoints.add(new float[][] {{1}}, new float[][] {{1, 2}}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
