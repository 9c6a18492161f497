package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.adjoint.LeafMapper;
import dev.adjoint.LeafVisitor;
import dev.adjoint.ParameterTree;
import dev.adjoint.optim.GradientAccumulator;
import dev.adjoint.optim.GradientClipping;
import dev.adjoint.optim.Optimizer;
import dev.adjoint.optim.OptimizerState;
import dev.adjoint.optim.Optimizers;
import dev.adjoint.optim.WeightAverage;
import dev.adjoint.random.RandomSource;
import dev.adjoint.tensor.Tensor;
import dev.adjoint.tensor.Tensors;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing between a gradient and the updated model allocates what grows with the tensors. */
class OptimizersSteadyStateTest {
  /** More than the views of four leaves and the numbers of a step. */
  private static final long MOST_BYTES = 6_000;

  /** What the JVM may count for itself. */
  private static final long MOST_GROWTH = 200;

  private record Model(Tensor w, double[] ds, double d, float f) {
    static final ParameterTree<Model> TREE =
        new ParameterTree<>() {
          @Override
          public void forEach(Model tree, String path, LeafVisitor visitor) {
            visitor.visit(path + "w", tree.w());
            visitor.visit(path + "ds", tree.ds());
            visitor.visit(path + "d", tree.d());
            visitor.visit(path + "f", tree.f());
          }

          @Override
          public Model map(Model tree, String path, LeafMapper mapper) {
            return new Model(
                mapper.map(path + "w", tree.w()),
                mapper.map(path + "ds", tree.ds()),
                mapper.map(path + "d", tree.d()),
                mapper.map(path + "f", tree.f()));
          }
        };

    static Model of(int size, long seed) {
      return new Model(Tensors.normal(RandomSource.of(seed), size, size), new double[size], 1, 2);
    }
  }

  static Stream<Named<Optimizer>> optimizers() {
    return Stream.of(
        Named.of("sgd", Optimizers.sgd(s -> {})),
        Named.of("momentum", Optimizers.sgd(s -> s.momentum(0.9))),
        Named.of("adaGrad", Optimizers.adaGrad(a -> {})),
        Named.of("rmsProp", Optimizers.rmsProp(r -> r.centered().momentum(0.9))),
        Named.of("adam", Optimizers.adam(a -> {})),
        Named.of("amsGrad", Optimizers.adam(a -> a.amsGrad())),
        Named.of("adamW", Optimizers.adamW(a -> {})),
        Named.of("adamax", Optimizers.adamax(a -> {})),
        Named.of("nAdam", Optimizers.nAdam(n -> {})),
        Named.of("lion", Optimizers.lion(l -> {})),
        Named.of("adafactor", Optimizers.adafactor(a -> {})),
        Named.of("lamb", Optimizers.lamb(l -> {})));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void steps(Optimizer optimizer) {
    long small = bytesOfAStep(optimizer, 8);
    long large = bytesOfAStep(optimizer, 200);
    assertThat(large).as("bytes of a step").isLessThan(MOST_BYTES);
    assertThat(large - small).as("more bytes for larger tensors").isLessThan(MOST_GROWTH);
  }

  private static long bytesOfAStep(Optimizer optimizer, int size) {
    Model model = Model.of(size, 1);
    Model gradient = Model.of(size, 2);
    OptimizerState<Model> state = optimizer.start(Model.TREE, model);
    return leastBytes(() -> state.step(model, gradient));
  }

  @Test
  void clippingAccumulationAndAverages() {
    long small = bytesOfTheRest(8);
    long large = bytesOfTheRest(200);
    assertThat(large).isLessThan(3 * MOST_BYTES);
    assertThat(large - small).as("more bytes for larger tensors").isLessThan(MOST_GROWTH);
  }

  private static long bytesOfTheRest(int size) {
    Model model = Model.of(size, 1);
    GradientAccumulator<Model> sum = new GradientAccumulator<>(Model.TREE, model, 2);
    WeightAverage<Model> average = new WeightAverage<>(Model.TREE, model, 0.9);
    GradientClipping byNorm = GradientClipping.byGlobalNorm(1);
    GradientClipping byValue = GradientClipping.byValue(0.1);
    return leastBytes(
        () -> {
          sum.add(model);
          sum.add(model);
          byValue.apply(Model.TREE, byNorm.apply(Model.TREE, sum.take()));
          average.update(model);
        });
  }

  /** The bytes that something allocates on this thread once everything is loaded. */
  private static long leastBytes(Runnable step) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 30; i++) {
      long before = threads.getThreadAllocatedBytes(thread);
      step.run();
      least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
    }
    return least;
  }
}
