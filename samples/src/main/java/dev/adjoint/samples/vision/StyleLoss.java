package dev.adjoint.samples.vision;

import static dev.adjoint.tensor.Elementwise.square;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far a photograph is from having the content of one and the style of another (Gatys, Ecker and
 * Bethge 2015).
 *
 * @param content what the filters find in the one
 * @param styles Gram matrices of the other, by how often it is halved
 * @param weight what the content counts beside the style
 */
record StyleLoss(
    Filters filters,
    @NonDifferentiable Tensor content,
    @NonDifferentiable List<Tensor> styles,
    float weight) {
  private static final int CONTENT = 1;

  static StyleLoss of(Filters filters, Tensor content, Tensor style, int scales, float weight) {
    return new StyleLoss(
        filters,
        filters.maps(content, CONTENT),
        IntStream.range(0, scales).mapToObj(scale -> filters.gram(style, scale)).toList(),
        weight);
  }

  @Differentiable(wrt = "image")
  float content(@Shape("1, 3, H, W") Tensor image) {
    return distance(filters.maps(image, CONTENT), content);
  }

  @Differentiable(wrt = "image")
  float style(@Shape("1, 3, H, W") Tensor image) {
    float sum = 0;
    for (int scale = 0; scale < styles.size(); scale++) {
      sum += distance(filters.gram(image, scale), styles.get(scale));
    }
    return sum / styles.size();
  }

  @Differentiable(wrt = "image")
  float of(@Shape("1, 3, H, W") Tensor image) {
    return weight * content(image) + style(image);
  }

  private static float distance(Tensor x, Tensor target) {
    return square(x.minus(target)).sum() / square(target).sum();
  }
}
