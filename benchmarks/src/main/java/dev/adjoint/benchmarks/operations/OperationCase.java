package dev.adjoint.benchmarks.operations;

import dev.adjoint.LeafMapper;
import dev.adjoint.LeafVisitor;
import dev.adjoint.ParameterTree;
import dev.adjoint.Pullback;
import dev.adjoint.benchmarks.Sweeps;
import dev.adjoint.optim.Optimizer;
import dev.adjoint.optim.OptimizerState;
import dev.adjoint.optim.Optimizers;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * An operation on tensors of some sizes.
 *
 * @param kind {@code NN}, {@code TN} and {@code NT} for matrix products with no operand, the left
 *     or the right one transposed, the name of an optimizer, or that of one of {@link Operations}
 * @param sizes m, k and n of a matrix product, otherwise the shape
 */
record OperationCase(String kind, int... sizes) {
  /** A model of one tensor. */
  private static final ParameterTree<Tensor> ONE =
      new ParameterTree<>() {
        @Override
        public void forEach(Tensor tree, String path, LeafVisitor visitor) {
          visitor.visit(path + "w", tree);
        }

        @Override
        public Tensor map(Tensor tree, String path, LeafMapper mapper) {
          return mapper.map(path + "w", tree);
        }
      };

  /** The words that the constructor's arguments are written as, for the peer too. */
  static OperationCase of(String text) {
    String[] words = text.trim().split(" +");
    int[] sizes = new int[words.length - 1];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Integer.parseInt(words[i + 1]);
    }
    return new OperationCase(words[0], sizes);
  }

  String text() {
    return kind + " " + sizes(" ");
  }

  String title() {
    return kind + " " + sizes("x");
  }

  private String sizes(String between) {
    return String.join(between, Arrays.stream(sizes).mapToObj(Integer::toString).toList());
  }

  boolean isProduct() {
    return kind.length() == 2;
  }

  /** Floating-point operations of a matrix product. */
  double flops() {
    return 2.0 * sizes[0] * sizes[1] * sizes[2];
  }

  private static Tensor random(Random random, int... shape) {
    float[] numbers = new float[Tensor.zeros(shape).size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = 2 * random.nextFloat() - 1;
    }
    return Tensor.of(numbers, shape);
  }

  Sweeps sweeps() {
    Random random = new Random(1);
    if (isProduct()) {
      return product(random);
    }
    return switch (kind) {
      case "plus" -> elementwise(random, Operations::plus, OperationsGrad::plusPullback);
      case "relu" -> elementwise(random, Operations::relu, OperationsGrad::reluPullback);
      case "exp" -> elementwise(random, Operations::exp, OperationsGrad::expPullback);
      case "tanh" -> elementwise(random, Operations::tanh, OperationsGrad::tanhPullback);
      case "sigmoid" -> elementwise(random, Operations::sigmoid, OperationsGrad::sigmoidPullback);
      case "gelu" -> elementwise(random, Operations::gelu, OperationsGrad::geluPullback);
      case "geluTanh" ->
          elementwise(random, Operations::geluTanh, OperationsGrad::geluTanhPullback);
      case "softmax" -> elementwise(random, Operations::softmax, OperationsGrad::softmaxPullback);
      case "layerNorm" -> layerNorm(random);
      case "attention" -> attention(random);
      case "crossEntropy" -> crossEntropy(random);
      case "embedding" -> embedding(random);
      default -> optimizer(random);
    };
  }

  private Sweeps product(Random random) {
    int m = sizes[0];
    int k = sizes[1];
    int n = sizes[2];
    Tensor a = kind.equals("TN") ? random(random, k, m) : random(random, m, k);
    Tensor b = kind.equals("NT") ? random(random, n, k) : random(random, k, n);
    return Sweeps.of(
        switch (kind) {
          case "NN" -> () -> a.matmul(b);
          case "TN" -> () -> a.transposedMatmul(b);
          default -> () -> a.matmulTransposed(b);
        });
  }

  private Sweeps elementwise(
      Random random,
      UnaryOperator<Tensor> operation,
      Function<Tensor, Pullback<Tensor, Tensor>> pullback) {
    Tensor x = random(random, sizes);
    Pullback<Tensor, Tensor> back = pullback.apply(x);
    Tensor seed = random(random, sizes);
    return new Sweeps(() -> operation.apply(x), () -> back.apply(seed));
  }

  private Sweeps layerNorm(Random random) {
    Tensor x = random(random, sizes);
    Tensor weight = random(random, sizes[sizes.length - 1]);
    Tensor bias = random(random, sizes[sizes.length - 1]);
    var back = OperationsGrad.layerNormPullback(x, weight, bias);
    Tensor seed = random(random, sizes);
    return new Sweeps(() -> Operations.layerNorm(x, weight, bias), () -> back.apply(seed));
  }

  private Sweeps attention(Random random) {
    Tensor query = random(random, sizes);
    Tensor key = random(random, sizes);
    Tensor value = random(random, sizes);
    var back = OperationsGrad.attentionPullback(query, key, value);
    Tensor seed = random(random, sizes);
    return new Sweeps(() -> Operations.attention(query, key, value), () -> back.apply(seed));
  }

  private Sweeps crossEntropy(Random random) {
    Tensor logits = random(random, sizes);
    int[] labels = random.ints(sizes[0], 0, sizes[1]).toArray();
    var back = OperationsGrad.crossEntropyPullback(logits, labels);
    return new Sweeps(() -> Operations.crossEntropy(logits, labels), () -> back.apply(1));
  }

  /** A table of so many rows and columns, and 16 sequences of 128 tokens. */
  private Sweeps embedding(Random random) {
    Tensor table = random(random, sizes);
    int[][] tokens = new int[16][];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = random.ints(128, 0, sizes[0]).toArray();
    }
    var back = OperationsGrad.embeddingPullback(table, tokens);
    Tensor seed = random(random, tokens.length, 128, sizes[1]);
    return new Sweeps(() -> Operations.embedding(table, tokens), () -> back.apply(seed));
  }

  private Sweeps optimizer(Random random) {
    Optimizer optimizer =
        switch (kind) {
          case "sgd" -> Optimizers.sgd(s -> s.learningRate(1e-3).momentum(0.9));
          case "adam" -> Optimizers.adam(a -> a.learningRate(1e-4));
          case "adamW" -> Optimizers.adamW(a -> a.learningRate(1e-4));
          case "rmsProp" -> Optimizers.rmsProp(r -> r.learningRate(1e-4));
          case "adafactor" -> Optimizers.adafactor(a -> a.learningRate(1e-4));
          case "lamb" -> Optimizers.lamb(l -> l.learningRate(1e-4));
          case "lion" -> Optimizers.lion(l -> l.learningRate(1e-4));
          default -> throw new IllegalArgumentException("no operation " + kind);
        };
    Tensor parameters = random(random, sizes);
    Tensor gradient = random(random, sizes);
    OptimizerState<Tensor> state = optimizer.start(ONE, parameters);
    return Sweeps.of(() -> state.step(parameters, gradient));
  }
}
