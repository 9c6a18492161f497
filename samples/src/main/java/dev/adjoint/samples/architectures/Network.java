package dev.adjoint.samples.architectures;

import dev.adjoint.Leaf;
import dev.adjoint.ParameterTree;
import dev.adjoint.ValueAndGradient;
import dev.adjoint.Workspace;
import dev.adjoint.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * One of the networks with numbers that PyTorch's twin has as well.
 *
 * @param name the name in the file of what PyTorch computed
 * @param logits what the network says of images
 */
record Network<M>(
    String name,
    ParameterTree<M> tree,
    M model,
    Gradient<M> gradient,
    BiFunction<M, Tensor, Tensor> logits) {
  private static final int SIZE = 224;
  private static final int CLASSES = 1000;
  private static final int IMAGES = (1 << 15) + 1;

  /** The generated method of a loss. */
  interface Gradient<M> {
    ValueAndGradient<M> of(M model, Tensor images, int[] labels);
  }

  Network {
    HashedNumbers.fill(tree.leaves(model));
  }

  static List<Network<?>> all() {
    return List.of(
        new Network<>(
            "alexnet", AlexNetTree.TREE, AlexNet.zeros(), AlexNetGrad::loss, AlexNet::logits),
        new Network<>(
            "googlenet",
            GoogLeNetTree.TREE,
            GoogLeNet.zeros(),
            GoogLeNetGrad::loss,
            GoogLeNet::logits),
        new Network<>(
            "resnet18", ResNet18Tree.TREE, ResNet18.zeros(), ResNet18Grad::loss, ResNet18::logits));
  }

  /**
   * Images whose numbers have variance 1.
   *
   * @param number which ones
   */
  static Tensor images(int count, int number) {
    return HashedNumbers.tensor(IMAGES + number, Math.sqrt(3), count, 3, SIZE, SIZE);
  }

  static int[] labels(int count) {
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (37 * i + 1) % CLASSES;
    }
    return labels;
  }

  long parameters() {
    return tree.count(model);
  }

  /** What comes out for some images: loss, logits and the gradient by each parameter. */
  Map<String, Fingerprint> fingerprints(int count, int number) {
    Map<String, Fingerprint> result = new LinkedHashMap<>();
    Tensor images = images(count, number);
    ValueAndGradient<M> both = gradient.of(model, images, labels(count));
    result.put("loss", new Fingerprint(both.value(), 0));
    Tensor said = logits.apply(model, images);
    Leaf leaf = new Leaf.Floats("logits", said.shape(), said.toArray());
    result.put(leaf.path(), Fingerprint.of(leaf, IMAGES));
    List<Leaf> gradients = tree.leaves(both.gradient());
    for (int array = 0; array < gradients.size(); array++) {
      result.put(gradients.get(array).path(), Fingerprint.of(gradients.get(array), array));
    }
    return result;
  }

  /**
   * What a step costs.
   *
   * @param milliseconds the least time of all steps but the first two
   * @param megabytes the most memory that is in use at once, parameters included
   */
  record Cost(double milliseconds, double megabytes) {}

  /** Computes value and gradient some times. */
  Cost measure(int count, int steps) {
    Tensor images = images(count, 0);
    int[] labels = labels(count);
    Workspace workspace = new Workspace();
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < steps + 2; i++) {
      long start = System.nanoTime();
      workspace.use(() -> gradient.of(model, images, labels));
      if (i >= 2) {
        least = Math.min(least, (System.nanoTime() - start) / 1e6);
      }
    }
    return new Cost(least, (4 * parameters() + workspace.mostBytesInUse()) / 1e6);
  }
}
