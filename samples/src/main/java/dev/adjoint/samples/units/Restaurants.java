package dev.adjoint.samples.units;

import dev.adjoint.Scalars;
import dev.adjoint.data.Dataset;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/**
 * Made-up restaurants: what is known of each, and how popular it is.
 *
 * <p>Popular is what is good for its price, and can be reached. That the price matters beside the
 * quality is what a person who names the sub-problems beforehand does not see.
 */
final class Restaurants {
  static final int FEATURES = 6;

  private Restaurants() {}

  /**
   * Features of shape {@code [count, 6]} and popularities from 0 to 1 of shape {@code [count, 1]}.
   */
  static Dataset<Tensor, Tensor> of(int count, RandomSource random) {
    Tensor x = Tensor.zeros(count, FEATURES);
    Tensor t = Tensor.zeros(count, 1);
    for (int i = 0; i < count; i++) {
      double price = random.nextGaussian();
      double portion = random.nextGaussian();
      double chef = random.nextGaussian();
      double service = random.nextGaussian();
      double walk = random.nextGaussian();
      double parking = random.nextGaussian();
      double worth = Scalars.sigmoid(3 * (chef + 0.7 * service - price + 0.5 * portion));
      double near = Scalars.sigmoid(2 * (parking - walk));
      double popularity = Scalars.sigmoid(4 * worth + 3 * near - 4) + 0.03 * random.nextGaussian();
      double[] features = {price, portion, chef, service, walk, parking};
      for (int j = 0; j < FEATURES; j++) {
        x.array()[i * FEATURES + j] = (float) features[j];
      }
      t.array()[i] = (float) popularity;
    }
    return Dataset.of(x, t);
  }
}
