package dev.adjoint.samples.vision;

import static dev.adjoint.tensor.Activations.relu;
import static dev.adjoint.tensor.Indexing.indexSelect;

import dev.adjoint.tensor.Tensor;

/**
 * Where in images of shape {@code [n, 1, h, w]} a network sees what a class each is for.
 *
 * @param labels the classes, one for each image
 */
record Attribution(ClothesNet net, Tensor images, int[] labels) {
  /** How the scores change with each pixel (Simonyan and others 2013). */
  Tensor inputGradient() {
    return ClothesNetGrad.score(net, images, labels, false).gradient();
  }

  /** The same by guided backpropagation (Springenberg and others 2014). */
  Tensor guidedBackpropagation() {
    return ClothesNetGrad.score(net, images, labels, true).gradient();
  }

  /** The maps of the last layer, each with its weight for the class (Zhou and others 2015). */
  Tensor classActivationMap() {
    Tensor weights = indexSelect(net.head().weight(), 1, labels).transpose();
    return weighted(maps(), weights);
  }

  /** The maps, each with the mean of its adjoints as a weight (Selvaraju and others 2016). */
  Tensor gradCam() {
    return relu(unrectifiedGradCam());
  }

  Tensor unrectifiedGradCam() {
    Tensor maps = maps();
    return weighted(maps, ClothesNetGrad.scoreOfMaps(net, maps, labels).gradient().meanOver(2, 3));
  }

  /** Fine where guided backpropagation is, and about the class where Grad-CAM is. */
  Tensor guidedGradCam() {
    Tensor cam = Enlarged.smooth(gradCam(), images.dimension(2), images.dimension(3));
    return guidedBackpropagation().times(cam);
  }

  private Tensor maps() {
    return net.maps(images, ClothesNet.LAYERS, false);
  }

  /** The maps with their weights, added up to one. */
  private static Tensor weighted(Tensor maps, Tensor weights) {
    return maps.times(weights.reshape(maps.dimension(0), maps.dimension(1), 1, 1)).sumKeeping(1);
  }
}
