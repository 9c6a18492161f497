package dev.adjoint.samples.calculus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Direction;
import org.junit.jupiter.api.Test;

class JacobianChainTest {
  @Test
  void theJacobianOfAChainIsTheProductWhicheverModeMakesIt() {
    double[][] product = JacobianChain.product();
    for (Direction direction : Direction.values()) {
      double[][] chain = JacobianChain.chain(direction);
      assertThat(chain).hasDimensions(2, 2);
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 2; j++) {
          assertThat(chain[i][j]).isCloseTo(product[i][j], within(1e-14));
        }
      }
    }
  }

  @Test
  void theBestOrderIsNeverWorseThanEitherMode() {
    MatrixChain wide = new MatrixChain(500, 50, 50, 1);
    assertThat(wide.reverse()).isEqualTo(50 * 50 + 50 * 500).isEqualTo(wide.best());
    assertThat(wide.forward()).isEqualTo(500L * 50 * 50 + 500 * 50);
    MatrixChain tall = new MatrixChain(1, 50, 50, 500);
    assertThat(tall.forward()).isEqualTo(tall.best()).isLessThan(tall.reverse());
    MatrixChain waist = new MatrixChain(60, 3, 60, 3, 60);
    assertThat(waist.best()).isLessThan(Math.min(waist.forward(), waist.reverse()));
    assertThat(new MatrixChain(7, 9).best()).isZero();
  }
}
