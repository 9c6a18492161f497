package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;
import dev.adjoint.random.RandomSource;

/** What keeps a network from learning its examples by heart, for static import. */
public final class Regularization {
  private Regularization() {}

  /**
   * A mask for {@link #dropout}: 0 with a probability, else {@code 1 / (1 - probability)}, so that
   * the mean stays as it is. The same state of the generator gives the same mask.
   *
   * @param random what the mask is drawn from; it moves on
   * @throws IllegalArgumentException unless the probability is from 0 to 1
   */
  @NonDifferentiable
  public static Tensor dropoutMask(RandomSource random, float probability, int... shape) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "dropoutMask: a probability from 0 to 1 expected: " + probability);
    }
    float[] mask = Workspace.floats(Shapes.size(shape));
    float kept = probability == 1 ? 0 : 1 / (1 - probability);
    for (int i = 0; i < mask.length; i++) {
      mask[i] = random.nextFloat() < probability ? 0 : kept;
    }
    return Tensor.wrap(mask, shape);
  }

  /**
   * Dropout (Srivastava and others 2014): {@code x} times a mask, which {@link #dropoutMask} draws
   * in training, and which evaluation leaves out.
   *
   * @throws ShapeException if the shapes differ
   */
  @Primitive(shape = "x, x -> x")
  @Vjp(of = "x", is = "yBar.times(mask)")
  @Jvp("xDot.times(mask)")
  public static Tensor dropout(Tensor x, @NonDifferentiable Tensor mask) {
    Shapes.requireEqual("dropout", x.shape, mask.shape);
    return x.times(mask);
  }
}
