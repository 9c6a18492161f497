package dev.adjoint.benchmarks.steps;

import static dev.adjoint.optim.Optimizers.adam;
import static dev.adjoint.optim.Optimizers.adamW;
import static dev.adjoint.optim.Optimizers.sgd;

import dev.adjoint.optim.Optimizer;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

/**
 * The models of the comparison, each with its optimizer; {@code benchmarks/peers/pytorch/steps.py}
 * has the same under the same names.
 */
enum StepModel {
  MLP_SGD(data -> mlp(data, sgd(o -> o.learningRate(0.05)))),
  MLP_ADAM(data -> mlp(data, adam(o -> o.learningRate(1e-3)))),
  LENET(
      data -> {
        Tensor images = data.tensor(0);
        int[] labels = data.ints(1);
        return new TrainingStep<>(
            LeNetTree.TREE,
            data.into(LeNetTree.TREE, LeNet.zeros()),
            sgd(o -> o.learningRate(0.01).momentum(0.9)),
            model -> LeNetGrad.loss(model, images, labels));
      }),
  RESNET20(
      data -> {
        Tensor images = data.tensor(0);
        int[] labels = data.ints(1);
        return new TrainingStep<>(
            ResNetTree.TREE,
            data.into(ResNetTree.TREE, ResNet.zeros()),
            // Losses of larger steps part whatever one does; see the peer's script.
            sgd(o -> o.learningRate(2e-4).momentum(0.9)),
            model -> ResNetGrad.loss(model, images, labels));
      }),
  TRANSFORMER(
      data -> {
        int[][] text = data.rows(0);
        int[] next = data.ints(1);
        return new TrainingStep<>(
            LanguageModelTree.TREE,
            data.into(LanguageModelTree.TREE, LanguageModel.zeros(128, 4, 128, 96)),
            adamW(o -> o.learningRate(3e-4)),
            model -> LanguageModelGrad.loss(model, text, next, 4));
      }),
  LSTM(
      data -> {
        int[][] text = data.rows(0);
        int[] next = data.ints(1);
        return new TrainingStep<>(
            LstmModelTree.TREE,
            data.into(LstmModelTree.TREE, LstmModel.zeros(128, 96)),
            sgd(o -> o.learningRate(0.1)),
            model -> LstmModelGrad.loss(model, text, next));
      }),
  TINY(
      data -> {
        Tensor x = data.tensor(0);
        return new TrainingStep<>(
            TinyMlpTree.TREE,
            data.into(TinyMlpTree.TREE, TinyMlp.zeros()),
            sgd(o -> o.learningRate(0.01)),
            model -> TinyMlpGrad.loss(model, x));
      });

  private final Function<StepData, TrainingStep<?>> start;

  StepModel(Function<StepData, TrainingStep<?>> start) {
    this.start = start;
  }

  /** A training from given parameters, on given data. */
  TrainingStep<?> start(StepData data) {
    return start.apply(data);
  }

  /** The name on the command line and in the peer's script. */
  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The model of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static StepModel of(String title) {
    return Arrays.stream(values())
        .filter(model -> model.title().equals(title))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no model "
                        + title
                        + ", but "
                        + Arrays.stream(values()).map(StepModel::title).toList()));
  }

  private static TrainingStep<Mlp> mlp(StepData data, Optimizer optimizer) {
    Tensor x = data.tensor(0);
    int[] labels = data.ints(1);
    return new TrainingStep<>(
        MlpTree.TREE,
        data.into(MlpTree.TREE, Mlp.zeros(784, 512, 10)),
        optimizer,
        model -> MlpGrad.loss(model, x, labels));
  }
}
