package dev.adjoint.train;

import static dev.adjoint.optim.Optimizers.adam;
import static dev.adjoint.train.EarlyStopping.earlyStopping;

import dev.adjoint.ValueAndGradient;
import dev.adjoint.data.Dataset;
import dev.adjoint.nn.Activation;
import dev.adjoint.nn.BatchNorm;
import dev.adjoint.nn.Conv2d;
import dev.adjoint.nn.Dropout;
import dev.adjoint.nn.Flatten;
import dev.adjoint.nn.Layer;
import dev.adjoint.nn.Linear;
import dev.adjoint.nn.Nonlinearity;
import dev.adjoint.nn.Sequential;
import dev.adjoint.nn.SequentialGrad;
import dev.adjoint.nn.SequentialTree;
import dev.adjoint.nn.Size;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Losses;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A small convolutional network with batch normalization, of which {@code make_normalized.py}
 * trains the same; also as a program that can be killed.
 */
public final class NormalizedNetwork {
  static final Dataset<Tensor, Tensor> DATA =
      Dataset.of(waves(2.1, 20, 1, 4, 4), waves(0.3, 20, 2));

  private NormalizedNetwork() {}

  /** Sines of the places of the numbers. */
  private static Tensor waves(double factor, int... shape) {
    Tensor result = Tensor.zeros(shape);
    for (int i = 0; i < result.size(); i++) {
      result.array()[i] = (float) Math.sin(factor * (i + 1));
    }
    return result;
  }

  static Sequential start(Layer... last) {
    List<Layer> layers =
        new ArrayList<>(
            List.of(
                conv(waves(0.7, 3, 1, 3, 3), 1),
                BatchNorm.init(3),
                new Activation(Nonlinearity.TANH),
                conv(waves(1.3, 2, 3, 3, 3), 0),
                BatchNorm.init(2),
                new Flatten()));
    layers.addAll(List.of(last));
    layers.add(new Linear(waves(0.9, 8, 2), Tensor.zeros(2)));
    return new Sequential(layers);
  }

  private static Conv2d conv(Tensor weight, int padding) {
    Tensor bias = Tensor.zeros(weight.dimension(0));
    return new Conv2d(weight, bias, Size.of(1), Size.of(padding), Size.of(1), 1);
  }

  static TrainingPlan2<Sequential, Tensor, Tensor> plan(Sequential start, RandomSource random) {
    return Training.of(
            SequentialTree.TREE,
            start,
            (Sequential model, Tensor x, Tensor y) -> loss(model, x, y, random))
        .data(DATA.batches(8, b -> b.inOrder()));
  }

  private static ValueAndGradient<Sequential> loss(
      Sequential model, Tensor x, Tensor y, RandomSource random) {
    var outputs = SequentialGrad.applyInTrainingPullback(model, x, random);
    Tensor seed = outputs.value().minus(y).scale(2f / y.size());
    return new ValueAndGradient<>(
        Losses.meanSquaredError(outputs.value(), y), outputs.apply(seed).sequential());
  }

  static double error(Sequential model, Tensor x, Tensor y) {
    return Losses.meanSquaredError(model.apply(x), y);
  }

  /**
   * Trains, and writes the result.
   *
   * @param args the directory of the checkpoints, the file of the result, the number of epochs
   */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    KilledTrainingTest.save(
        Path.of(args[1]),
        SequentialTree.TREE,
        resumable(Integer.parseInt(args[2]), RandomSource.of(5))
            .checkpoint(directory, c -> c.everySteps(1).keepBest("error"))
            .resumeIfPresent(directory)
            .callback(new KilledTrainingTest.Ready<>())
            .run());
  }

  /** A training with an average of the weights and dropout, whose best model is restored. */
  static TrainingPlan2<Sequential, Tensor, Tensor> resumable(int epochs, RandomSource random) {
    return plan(start(new Dropout(0.1f)), random)
        .optimizer(adam(a -> a.learningRate(0.01)))
        .averageWeights(0.9)
        .randomSource("dropout", random)
        .validate(DATA)
        .metric("error", NormalizedNetwork::error)
        .callback(earlyStopping(e -> e.on("error").patience(100_000).restoreBest()))
        .epochs(epochs);
  }
}
