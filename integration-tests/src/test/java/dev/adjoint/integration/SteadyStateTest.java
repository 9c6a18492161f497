package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.adjoint.Workspace;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In a workspace a step allocates nothing that grows with the tensors. */
class SteadyStateTest {
  private static final String IMPORTS =
      """
      package t;
      import dev.adjoint.annotations.Differentiable;
      import dev.adjoint.annotations.Shape;
      import dev.adjoint.nn.*;
      import dev.adjoint.random.RandomSource;
      import dev.adjoint.tensor.Tensor;
      import java.util.List;
      import static dev.adjoint.tensor.Activations.*;
      import static dev.adjoint.tensor.Attention.*;
      import static dev.adjoint.tensor.Convolutions.*;
      import static dev.adjoint.tensor.Losses.*;
      import static dev.adjoint.tensor.Normalizations.*;
      import static dev.adjoint.tensor.Pooling.*;
      import static dev.adjoint.tensor.Recurrent.*;
      import static dev.adjoint.tensor.Tensors.normal;

      final class Case {
        static final RandomSource RANDOM = RandomSource.of(7);
      """;

  private static final String PERCEPTRON =
      """
        record Model(@Shape("D, H") Tensor w1, @Shape("H") Tensor b1,
            @Shape("H, 10") Tensor w2, @Shape("10") Tensor b2) {
          Tensor logits(@Shape("N, D") Tensor x) {
            Tensor h = relu(x.matmul(w1).plus(b1));
            return h.matmul(w2).plus(b2);
          }
        }
        @Differentiable(wrt = "model")
        static float loss(Model model, Tensor x, int[] labels) {
          return crossEntropy(model.logits(x), labels);
        }
        static Object[] arguments(int size) {
          return new Object[] {
            new Model(normal(RANDOM, 16, size), normal(RANDOM, size), normal(RANDOM, size, 10),
                normal(RANDOM, 10)),
            normal(RANDOM, size, 16), new int[size]};
        }
      """;

  private static final String RECURRENT =
      """
        @Differentiable(wrt = {"w", "u", "b", "c"})
        static float loss(Tensor w, Tensor u, Tensor b, Tensor c, Tensor[] xs) {
          Tensor h = xs[0].matmul(w).scale(0f);
          for (Tensor x : xs) {
            h = tanh(x.matmul(w).plus(h.matmul(u)).plus(b));
          }
          return h.times(c).sum();
        }
        static Object[] arguments(int size) {
          Tensor[] xs = new Tensor[5];
          for (int i = 0; i < xs.length; i++) {
            xs[i] = normal(RANDOM, size, 8);
          }
          return new Object[] {
            normal(RANDOM, 8, size), normal(RANDOM, size, size), normal(RANDOM, size),
            normal(RANDOM, size, size), xs};
        }
      """;

  private static final String TRANSFORMER =
      """
        @Differentiable record Block(@Shape("D") Tensor g1, @Shape("D") Tensor b1, @Shape("D, D") Tensor wq,
            @Shape("D, D") Tensor wk, @Shape("D, D") Tensor wv, @Shape("D") Tensor g2,
            @Shape("D") Tensor b2, @Shape("D, 4*D") Tensor up, @Shape("4*D") Tensor upBias,
            @Shape("4*D, D") Tensor down) {
          Tensor forward(@Shape("B, T, D") Tensor x) {
            Tensor n = layerNorm(x, g1, b1, 1e-5f);
            Tensor h = x.plus(scaledDotProductAttention(n.matmul(wq), n.matmul(wk), n.matmul(wv),
                true));
            Tensor m = layerNorm(h, g2, b2, 1e-5f);
            return h.plus(gelu(m.matmul(up).plus(upBias)).matmul(down));
          }
        }
        @Differentiable record Model(List<Block> blocks) {
          Tensor forward(Tensor x) {
            Tensor h = x;
            for (Block block : blocks) {
              h = block.forward(h);
            }
            return h;
          }
        }
        @Differentiable(wrt = "model")
        static float loss(Model model, Tensor x, Tensor y) {
          return meanSquaredError(model.forward(x), y);
        }
        static Block block(int d) {
          return new Block(normal(RANDOM, d), normal(RANDOM, d), normal(RANDOM, d, d),
              normal(RANDOM, d, d), normal(RANDOM, d, d), normal(RANDOM, d), normal(RANDOM, d),
              normal(RANDOM, d, 4 * d), normal(RANDOM, 4 * d), normal(RANDOM, 4 * d, d));
        }
        static Object[] arguments(int size) {
          return new Object[] {
            new Model(List.of(block(size), block(size))), normal(RANDOM, 2, 24, size),
            normal(RANDOM, 2, 24, size)};
        }
      """;

  private static final String LAYERS =
      """
        @Differentiable record Model(Sequential layers, Linear head) {}
        @Differentiable(wrt = "model")
        static float loss(Model model, Tensor x, Tensor y, long seed) {
          Tensor h = model.layers().applyInTraining(x, RandomSource.of(seed));
          return meanSquaredError(model.head().apply(h), y);
        }
        static Object[] arguments(int size) {
          Sequential layers =
              Sequential.of(
                  Linear.init(RANDOM, 8, size),
                  new Residual(
                      Sequential.of(
                          LayerNorm.init(size), new Activation(Nonlinearity.GELU),
                          new Dropout(.1f), Linear.init(RANDOM, size, size))),
                  TransformerBlock.init(RANDOM, size, 2, size, true).withDropout(.1f),
                  RmsNorm.init(size));
          return new Object[] {
            new Model(layers, Linear.init(RANDOM, size, 3)), normal(RANDOM, 2, 5, 8), normal(RANDOM, 2, 5, 3), 7L};
        }
      """;

  /** More than is allocated beside tensors: objects of tensors, shapes, boxes. */
  private static final long MOST = 100_000;

  private static final long MOST_GROWTH = 4_000;

  @ParameterizedTest
  @MethodSource
  void models(String members) {
    Compilation compilation = Compiler.compile("t.Case", IMPORTS + members + "}\n");
    ClassLoader loader = compilation.load();
    Subject subject = new Subject(loader, "t.Case", "loss");
    Workspace small = new Workspace();
    Workspace large = new Workspace();
    long least = allocated(subject, arguments(loader, 24), small);
    long most = allocated(subject, arguments(loader, 96), large);
    assertThat(most).as("bytes of a step").isLessThan(MOST);
    assertThat(most - least).as("more bytes for larger tensors").isLessThan(MOST_GROWTH);
    assertThat(large.mostBytesInUse()).isGreaterThan(2 * small.mostBytesInUse());
  }

  static Stream<Named<String>> models() {
    return Stream.of(
        Named.of("perceptron", PERCEPTRON),
        Named.of("layers", LAYERS),
        Named.of("recurrent network", RECURRENT),
        Named.of("transformer", TRANSFORMER));
  }

  private static Object[] arguments(ClassLoader loader, int size) {
    try {
      Method method = loader.loadClass("t.Case").getDeclaredMethod("arguments", int.class);
      method.setAccessible(true);
      return (Object[]) method.invoke(null, size);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** The bytes that a step allocates on this thread once the workspace has all it needs. */
  private static long allocated(Subject subject, Object[] arguments, Workspace workspace) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 30; i++) {
      long before = threads.getThreadAllocatedBytes(thread);
      workspace.use(() -> subject.valueAndGradient(arguments));
      least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
    }
    return least;
  }
}
