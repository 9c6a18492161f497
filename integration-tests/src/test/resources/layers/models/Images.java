package models;

import static dev.adjoint.tensor.Activations.tanh;
import static dev.adjoint.tensor.Losses.crossEntropy;

import dev.adjoint.annotations.*;
import dev.adjoint.nn.*;
import dev.adjoint.optim.*;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.*;

/** A network for images of one channel. */
public record Images(Conv2d conv, BatchNorm norm, Layer pool, Dropout dropout, Linear head) {
  static Images init(RandomSource random, Layer pool) {
    return new Images(
        Conv2d.init(random, 1, 3, 3, c -> c.padding(1)),
        BatchNorm.init(3),
        pool,
        new Dropout(.2f),
        Linear.init(random, 3 * 3 * 3, 2));
  }

  /** As evaluation has it. */
  @Shape("N, CLASSES")
  Tensor logits(@Shape("N, 1, 6, 6") Tensor x) {
    Tensor h = pool.apply(tanh(norm.apply(conv.apply(x))));
    return head.apply(h.reshape(h.dimension(0), -1));
  }

  @Differentiable(wrt = "this")
  float loss(@Shape("N, 1, 6, 6") Tensor x, @Shape("N") int[] labels, RandomSource random) {
    Tensor h = pool.apply(tanh(norm.applyInTraining(conv.apply(x), random)));
    h = dropout.applyInTraining(h, random);
    return crossEntropy(head.apply(h.reshape(h.dimension(0), -1)), labels);
  }

  /** The loss with the same masks each time. */
  @Differentiable(wrt = "this", modes = Mode.JVP)
  float checked(@Shape("N, 1, 6, 6") Tensor x, @Shape("N") int[] labels, long seed) {
    return loss(x, labels, RandomSource.of(seed));
  }

  /** Without random numbers, which second derivatives would draw twice. */
  @Differentiable(
      wrt = "this",
      modes = {Mode.JVP, Mode.HVP})
  float curved(@Shape("N, 1, 6, 6") Tensor x, @Shape("N") int[] labels) {
    Tensor h = pool.apply(tanh(norm.ofBatch(conv.apply(x))));
    return crossEntropy(head.apply(h.reshape(h.dimension(0), -1)), labels);
  }

  /** Images with a bright row, and with a bright column. */
  static Tensor images(RandomSource random, int count) {
    Tensor x = Tensors.normal(random, count, 1, 6, 6).scale(.3f);
    for (int n = 0; n < count; n++) {
      int line = n / 2 % 6;
      for (int i = 0; i < 6; i++) {
        x.array()[n * 36 + (n % 2 == 0 ? 6 * line + i : 6 * i + line)] += 2;
      }
    }
    return x;
  }

  static int[] labels(int count) {
    int[] labels = new int[count];
    for (int n = 0; n < count; n++) {
      labels[n] = n % 2;
    }
    return labels;
  }

  /** The curvature along a direction, by a Hessian-vector product and by differences. */
  static double[] curvatures() {
    RandomSource random = RandomSource.of(3);
    Images model = init(random, AvgPool2d.of(2));
    Tensor x = images(random, 6);
    Images along = ImagesTree.TREE.mapValues(model, w -> random.nextGaussian());
    var both = ImagesGrad.curvedHvp(model, x, labels(6), along);
    double[] slopes = new double[2];
    for (int i = 0; i < 2; i++) {
      double step = i == 0 ? .001 : -.001;
      Images moved = ImagesTree.TREE.combine(model, along, (w, d) -> w + step * d);
      slopes[i] = dot(ImagesGrad.curved(moved, x, labels(6)).gradient(), along);
    }
    return new double[] {dot(both.hvp(), along), (slopes[0] - slopes[1]) / .002};
  }

  private static double dot(Images a, Images b) {
    double sum = 0;
    for (double product : ImagesTree.TREE.flatten(ImagesTree.TREE.combine(a, b, (u, v) -> u * v))) {
      sum += product;
    }
    return sum;
  }

  /** The losses of a training, and then how much of what it has not seen it gets right. */
  static double[] train() {
    RandomSource random = RandomSource.of(3);
    Images model = init(random, MaxPool2d.of(2));
    Tensor x = images(random, 24);
    var optimizer = Optimizers.adam(a -> a.learningRate(.02)).start(ImagesTree.TREE, model);
    BatchStatistics seen = new BatchStatistics();
    double[] losses = new double[81];
    for (int step = 0; step < 80; step++) {
      Images now = model;
      var both = seen.during(() -> ImagesGrad.loss(now, x, labels(24), random));
      losses[step] = both.value();
      model = seen.applyTo(ImagesTree.TREE, optimizer.step(model, both.gradient()));
    }
    int[] found = model.logits(images(random, 24)).argmaxOver(1);
    for (int n = 0; n < 24; n++) {
      losses[80] += found[n] == n % 2 ? 1 / 24.0 : 0;
    }
    return losses;
  }
}
