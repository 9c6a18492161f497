package dev.adjoint.samples.vision;

import static dev.adjoint.optim.Optimizers.adam;
import static dev.adjoint.tensor.Choices.clamp;

import dev.adjoint.annotations.Differentiable;
import dev.adjoint.annotations.Shape;
import dev.adjoint.optim.OptimizerState;
import dev.adjoint.tensor.Tensor;

/** A photograph whose pixels are learned, as other models' weights are. */
record Picture(@Shape("1, 3, H, W") Tensor pixels) {
  @Differentiable(wrt = "this")
  float loss(StyleLoss style) {
    return style.of(pixels);
  }

  /** The photograph after some steps towards a content and a style. */
  Picture styled(StyleLoss style, int steps) {
    Picture picture = new Picture(pixels.copy());
    OptimizerState<Picture> state =
        adam(a -> a.learningRate(0.02)).start(PictureTree.TREE, picture);
    for (int i = 0; i < steps; i++) {
      picture = state.step(picture, PictureGrad.loss(picture, style).gradient());
      picture = new Picture(clamp(picture.pixels, 0, 1));
    }
    return picture;
  }
}
