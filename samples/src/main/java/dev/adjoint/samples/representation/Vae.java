package dev.adjoint.samples.representation;

import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Activations.sigmoid;
import static dev.adjoint.tensor.Elementwise.exp;
import static dev.adjoint.tensor.Elementwise.square;
import static dev.adjoint.tensor.Losses.binaryCrossEntropyWithLogits;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.nn.Linear;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/**
 * A variational autoencoder (Kingma and Welling 2014): the code of an image is a normal
 * distribution, and codes of all images together are as good as normally distributed.
 */
record Vae(Linear encoder, Linear mean, Linear logVariance, Linear hidden, Linear decoder) {
  static Vae init(int in, int units, int code, RandomSource random) {
    return new Vae(
        Linear.init(random, in, units),
        Linear.init(random, units, code),
        Linear.init(random, units, code),
        Linear.init(random, code, units),
        Linear.init(random, units, in));
  }

  /** The mean of an image's code. */
  Tensor code(Tensor x) {
    return mean.apply(relu(encoder.apply(x)));
  }

  /** Images of codes. */
  Tensor decode(Tensor code) {
    return sigmoid(logits(code));
  }

  @Differentiable
  @Shape("N, D")
  Tensor logits(@Shape("N, Z") Tensor code) {
    return decoder.apply(relu(hidden.apply(code)));
  }

  /**
   * The negative evidence lower bound in nats for an image: what is lost in the reconstruction, and
   * the divergence ½ Σ (μ² + σ² - log σ² - 1) of its code from the standard normal distribution.
   *
   * @param noise standard normal numbers ε; the code is z = μ + σ ε
   */
  @Differentiable(wrt = "this")
  float loss(@Shape("N, D") Tensor x, @NonDifferentiable @Shape("N, Z") Tensor noise) {
    Tensor h = relu(encoder.apply(x));
    Tensor mu = mean.apply(h);
    Tensor logVar = logVariance.apply(h);
    Tensor z = mu.plus(exp(logVar.scale(0.5f)).times(noise));
    float reconstruction = x.dimension(1) * binaryCrossEntropyWithLogits(logits(z), x);
    Tensor divergence = square(mu).plus(exp(logVar)).minus(logVar).shift(-1).scale(0.5f);
    return reconstruction + divergence.sum() / x.dimension(0);
  }
}
