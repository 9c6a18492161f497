package models;

import static dev.adjoint.tensor.Losses.meanSquaredError;
import static dev.adjoint.tensor.Shaping.select;

import dev.adjoint.annotations.*;
import dev.adjoint.nn.*;
import dev.adjoint.optim.*;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.*;
import java.util.List;

/** Parts of its own beside those of the library, of which it has a list. */
public record Sequences(List<Part> parts, Linear head) {
  @Differentiable
  public sealed interface Part permits Library, Gated {
    Tensor apply(Tensor x);
  }

  @Differentiable
  public record Library(Layer layer) implements Part {
    @Override
    public Tensor apply(Tensor x) {
      return layer.apply(x);
    }
  }

  /** One layer lets through what another one computes. */
  @Differentiable
  public record Gated(Linear value, Linear gate) implements Part {
    @Override
    public Tensor apply(Tensor x) {
      return value.apply(x).times(Activations.sigmoid(gate.apply(x)));
    }
  }

  static Sequences init(RandomSource random) {
    return new Sequences(
        List.of(
            new Library(Lstm.init(random, 1, 5)),
            new Gated(Linear.init(random, 5, 4), Linear.init(random, 5, 4)),
            new Library(
                new Residual(
                    Sequential.of(LayerNorm.init(4), new Bidirectional(gru(random), gru(random)))))),
        Linear.init(random, 4, 1));
  }

  private static Gru gru(RandomSource random) {
    return Gru.init(random, 4, 2);
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, T, 1") Tensor x, @Shape("N, 1") Tensor y) {
    Tensor h = x;
    for (Part part : parts) {
      h = part.apply(h);
    }
    return meanSquaredError(head.apply(select(h, 1, h.dimension(1) - 1)), y);
  }

  /** Sums of sequences. */
  static double[] train() {
    RandomSource random = RandomSource.of(3);
    Sequences model = init(random);
    Tensor x = Tensors.uniform(random, -1, 1, 30, 5, 1);
    var optimizer = Optimizers.adam(a -> a.learningRate(.02)).start(SequencesTree.TREE, model);
    double[] losses = new double[121];
    for (int step = 0; step < 120; step++) {
      var both = SequencesGrad.loss(model, x, x.sumOver(1));
      losses[step] = both.value();
      model = optimizer.step(model, both.gradient());
    }
    Tensor other = Tensors.uniform(random, -1, 1, 30, 5, 1);
    losses[120] = model.loss(other, other.sumOver(1));
    return losses;
  }
}
