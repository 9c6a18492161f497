package dev.adjoint.integration.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.nn.Activation;
import dev.adjoint.nn.AdaptiveAvgPool2d;
import dev.adjoint.nn.AdaptiveMaxPool2d;
import dev.adjoint.nn.AvgPool1d;
import dev.adjoint.nn.AvgPool2d;
import dev.adjoint.nn.BatchNorm;
import dev.adjoint.nn.BatchNormGrad;
import dev.adjoint.nn.BatchNormTree;
import dev.adjoint.nn.Bidirectional;
import dev.adjoint.nn.Conv1d;
import dev.adjoint.nn.Conv2d;
import dev.adjoint.nn.ConvTranspose1d;
import dev.adjoint.nn.ConvTranspose2d;
import dev.adjoint.nn.Flatten;
import dev.adjoint.nn.GroupNorm;
import dev.adjoint.nn.Gru;
import dev.adjoint.nn.InstanceNorm;
import dev.adjoint.nn.Layer;
import dev.adjoint.nn.LayerGrad;
import dev.adjoint.nn.LayerNorm;
import dev.adjoint.nn.LayerTree;
import dev.adjoint.nn.Linear;
import dev.adjoint.nn.LocallyConnected2d;
import dev.adjoint.nn.Lstm;
import dev.adjoint.nn.MaxPool1d;
import dev.adjoint.nn.MaxPool2d;
import dev.adjoint.nn.MultiHeadAttention;
import dev.adjoint.nn.Nonlinearity;
import dev.adjoint.nn.Residual;
import dev.adjoint.nn.RmsNorm;
import dev.adjoint.nn.Rnn;
import dev.adjoint.nn.Sequential;
import dev.adjoint.nn.Size;
import dev.adjoint.nn.TransformerBlock;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.BatchStatistics;
import dev.adjoint.tensor.RunningStatistics;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.testing.GradientCheck;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers give what PyTorch's give, with the same weights, and their gradients. */
class LayersTest {
  private static final RandomSource RANDOM = RandomSource.of(7);
  private static final Map<String, Layer> LAYERS = layers();
  private static final Set<String> KINKS = Set.of("activation RELU", "activation LEAKY_RELU");

  private static Map<String, Layer> layers() {
    Map<String, Layer> all = new LinkedHashMap<>();
    all.put("linear", Linear.init(RANDOM, 5, 3));
    all.put("linear of sequences", Linear.init(RANDOM, 5, 3));
    all.put("conv1d", Conv1d.init(RANDOM, 3, 5, 3));
    all.put(
        "conv1d with settings",
        Conv1d.init(RANDOM, 4, 6, 3, c -> c.stride(2).padding(1).dilation(2).groups(2)));
    all.put("conv2d", Conv2d.init(RANDOM, 2, 3, 3));
    all.put(
        "conv2d with settings",
        Conv2d.init(
            RANDOM,
            4,
            6,
            new Size(3, 2),
            c -> c.stride(2, 1).padding(1, 2).dilation(1, 2).groups(2)));
    all.put("conv2d depthwise", Conv2d.init(RANDOM, 3, 3, 3, c -> c.padding(1).groups(3)));
    all.put(
        "convTranspose1d",
        ConvTranspose1d.init(
            RANDOM, 4, 6, 3, c -> c.stride(2).padding(1).outputPadding(1).groups(2)));
    all.put("convTranspose2d", ConvTranspose2d.init(RANDOM, 3, 2, 3));
    all.put(
        "convTranspose2d with settings",
        ConvTranspose2d.init(
            RANDOM,
            4,
            6,
            new Size(3, 2),
            c -> c.stride(2, 3).padding(1, 0).outputPadding(1, 2).dilation(1, 2).groups(2)));
    all.put(
        "locallyConnected2d",
        LocallyConnected2d.init(RANDOM, new Size(6, 4), 2, 4, new Size(3, 2), new Size(2, 1)));
    all.put("layerNorm", LayerNorm.init(5));
    all.put("layerNorm of two axes", LayerNorm.init(3, 5));
    all.put("rmsNorm", RmsNorm.init(5));
    all.put("groupNorm", GroupNorm.init(3, 6));
    all.put("instanceNorm", InstanceNorm.init(3));
    RunningStatistics statistics =
        new RunningStatistics(Tensor.vector(.5f, -1, .25f), Tensor.vector(.5f, 2, 1.25f));
    for (int axes = 2; axes <= 4; axes++) {
      BatchNorm norm = BatchNorm.init(3);
      all.put("batchNorm of " + axes + " axes in training", norm);
      all.put(
          "batchNorm of " + axes + " axes",
          new BatchNorm(norm.weight(), norm.bias(), statistics, 1e-5f, .1f));
    }
    all.put("maxPool1d", MaxPool1d.of(3, 2, 1));
    all.put("maxPool2d", MaxPool2d.of(2));
    Size kernel = new Size(3, 2);
    Size stride = new Size(2, 1);
    Size padding = new Size(1, 0);
    all.put("maxPool2d with settings", new MaxPool2d(kernel, stride, padding, new Size(1, 2)));
    all.put("avgPool1d", AvgPool1d.of(3, 2, 1));
    all.put("avgPool2d", AvgPool2d.of(2));
    all.put("avgPool2d with settings", new AvgPool2d(kernel, stride, padding, false));
    all.put("adaptiveAvgPool2d", new AdaptiveAvgPool2d(3, 2));
    all.put("adaptiveMaxPool2d", new AdaptiveMaxPool2d(3, 2));
    for (Nonlinearity function : Nonlinearity.values()) {
      all.put("activation " + function, new Activation(function));
    }
    all.put("flatten", new Flatten());
    all.put("rnn", Rnn.init(RANDOM, 5, 2));
    all.put("gru", Gru.init(RANDOM, 5, 2));
    all.put("lstm", Lstm.init(RANDOM, 5, 2));
    all.put("bidirectional", new Bidirectional(Gru.init(RANDOM, 5, 2), Gru.init(RANDOM, 5, 2)));
    all.put("attention", MultiHeadAttention.init(RANDOM, 6, 3));
    all.put("attention that is causal", MultiHeadAttention.init(RANDOM, 6, 3, true));
    for (boolean first : new boolean[] {true, false}) {
      for (Nonlinearity function : new Nonlinearity[] {Nonlinearity.GELU, Nonlinearity.RELU}) {
        String name = function.name().toLowerCase(java.util.Locale.ROOT);
        all.put(
            "transformer block, %s, norm %s".formatted(name, first ? "first" : "last"),
            TransformerBlock.init(RANDOM, 6, 2, 7, true)
                .withNormFirst(first)
                .withActivation(function));
      }
    }
    all.put("residual", new Residual(Linear.init(RANDOM, 5, 5)));
    all.put(
        "sequential",
        Sequential.of(
            Conv2d.init(RANDOM, 1, 2, 3),
            new Activation(Nonlinearity.TANH),
            AvgPool2d.of(2),
            new Flatten(),
            Linear.init(RANDOM, 8, 3)));
    return all;
  }

  static Stream<String> names() {
    return LAYERS.keySet().stream();
  }

  static Stream<String> smooth() {
    return names().filter(name -> !name.contains("relu,") && !KINKS.contains(name));
  }

  @Test
  void everyKindOfLayerIsCompared() {
    Set<String> compared =
        LAYERS.values().stream()
            .map(layer -> layer.getClass().getSimpleName())
            .collect(Collectors.toCollection(TreeSet::new));
    compared.add("Dropout"); // It is random, and has a test of its own.
    assertThat(compared)
        .containsExactlyElementsOf(
            Stream.of(Layer.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Layer layer(String name) {
    Layer layer = Objects.requireNonNull(LAYERS.get(name));
    return LayerCase.of(name).parametersFor(LayerTree.TREE, layer);
  }

  private static boolean isTraining(String name) {
    return name.endsWith("in training");
  }

  @ParameterizedTest
  @MethodSource("names")
  void givesWhatPyTorchGives(String name) {
    LayerCase expected = LayerCase.of(name);
    Layer layer = layer(name);
    Tensor x = expected.inputs().get(0);
    Tensor seed = expected.seeds().get(0);
    if (isTraining(name)) {
      Tensor y = layer.applyInTraining(x, RANDOM);
      LayerCase.assertClose("value", y, expected.outputs().get(0));
    } else {
      LayerCase.assertClose("value", layer.apply(x), expected.outputs().get(0));
      LayerGrad.ApplyGradient gradient = LayerGrad.applyPullback(layer, x).apply(seed);
      LayerCase.assertClose("gradient by x", gradient.x(), expected.inputGradients().get(0));
      expected.assertGradient(LayerTree.TREE, gradient.layer());
    }
    if (isTraining(name) || !name.startsWith("batchNorm")) {
      // Without dropout and batches, training is evaluation.
      LayerGrad.ApplyInTrainingGradient gradient =
          LayerGrad.applyInTrainingPullback(layer, x, RANDOM).apply(seed);
      LayerCase.assertClose("gradient by x", gradient.x(), expected.inputGradients().get(0));
      expected.assertGradient(LayerTree.TREE, gradient.layer());
    }
  }

  @ParameterizedTest
  @MethodSource("smooth")
  void gradientsAgreeWithDifferences(String name) {
    Layer layer = layer(name);
    Tensor x = LayerCase.of(name).inputs().get(0);
    if (isTraining(name)) {
      GradientCheck.of(Layer::applyInTraining, LayerGrad::applyInTrainingPullback)
          .tree(Layer.class, LayerTree.TREE)
          .numbers(20)
          .at(layer, x, RANDOM);
    } else {
      GradientCheck.of(Layer::apply, LayerGrad::applyPullback)
          .tree(Layer.class, LayerTree.TREE)
          .jvp((l, t, lDot, tDot) -> LayerGrad.applyJvp(l, t, lDot, tDot).tangent())
          .wrt(0, 1)
          .numbers(20)
          .at(layer, x);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void settingsAreThoseOfTheLayer(String name) {
    Layer layer = layer(name);
    Tensor x = LayerCase.of(name).inputs().get(0);
    Layer gradient = LayerGrad.applyPullback(layer, x).apply(layer.apply(x)).layer();
    Layer emptied = LayerTree.TREE.zeros(gradient);
    assertThat(emptied).isEqualTo(LayerTree.TREE.zeros(layer));
  }

  @Test
  void batchNormalizationRemembersWhatPyTorchRemembers() {
    for (int axes = 2; axes <= 4; axes++) {
      LayerCase expected = LayerCase.of("batchNorm of " + axes + " axes in training");
      BatchNorm before = BatchNorm.init(3);
      BatchNorm after = seenOnce(before, expected.inputs().get(0));
      RunningStatistics statistics = after.statistics();
      LayerCase.assertClose("mean", statistics.mean(), tensor(expected, "mean"));
      LayerCase.assertClose("variance", statistics.variance(), tensor(expected, "variance"));
      assertThat(before).isEqualTo(BatchNorm.init(3));
      assertThat(after.weight()).isSameAs(before.weight());
    }
  }

  @Test
  void oneElementHasNoVariance() {
    BatchNorm norm = BatchNorm.init(3);
    assertThatThrownBy(() -> norm.ofBatch(Tensor.zeros(1, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than one element for each channel expected");
  }

  private static BatchNorm seenOnce(BatchNorm norm, Tensor x) {
    BatchStatistics seen = new BatchStatistics();
    seen.during(() -> BatchNormGrad.ofBatchPullback(norm, x));
    return seen.applyTo(BatchNormTree.TREE, norm);
  }

  private static Tensor tensor(LayerCase expected, String name) {
    return Objects.requireNonNull(expected.after().get(name));
  }
}
