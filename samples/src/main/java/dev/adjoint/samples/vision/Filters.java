package dev.adjoint.samples.vision;

import static dev.adjoint.nn.Initialization.kaimingNormal;
import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Convolutions.conv2d;
import static dev.adjoint.tensor.Pooling.avgPool2d;
import static dev.adjoint.tensor.Shaping.padReflect;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;

/**
 * Random filters that look at photographs from several distances. Nothing is learned: for textures
 * such filters do as well as those of a trained network (Ustyuzhaninov and others 2016).
 */
record Filters(@Shape("K, 3, S, S") Tensor weight) {
  static Filters init(int count, int size, RandomSource random) {
    return new Filters(kaimingNormal(random, count, 3, size, size));
  }

  /** Where they find what in a photograph that is made half as high and wide some times. */
  @Differentiable(wrt = "image")
  Tensor maps(@Shape("1, 3, H, W") Tensor image, int halvings) {
    Tensor x = image;
    for (int i = 0; i < halvings; i++) {
      x = avgPool2d(padReflect(x, 1, 1, 1, 1), 4, 2, 0);
    }
    int border = weight.dimension(3) / 2;
    return relu(conv2d(padReflect(x, border, border, border, border).shift(-0.5f), weight));
  }

  /** How often two filters find something at the same place, the place itself being lost. */
  @Differentiable(wrt = "image")
  Tensor gram(@Shape("1, 3, H, W") Tensor image, int halvings) {
    Tensor maps = maps(image, halvings);
    int places = maps.dimension(2) * maps.dimension(3);
    Tensor rows = maps.reshape(maps.dimension(1), places);
    return rows.matmulTransposed(rows).scale(1f / places);
  }
}
