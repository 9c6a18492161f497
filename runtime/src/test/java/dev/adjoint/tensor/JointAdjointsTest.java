package dev.adjoint.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.random.RandomSource;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is computed together is what the operations give one by one. */
class JointAdjointsTest {
  private static final RandomSource RANDOM = RandomSource.of(4);
  private static final float EPSILON = 1e-5f;

  private record Example(
      String method, String of, Supplier<? extends Record> joint, List<Supplier<Tensor>> apart) {
    @SafeVarargs
    @SuppressWarnings("varargs")
    Example(String method, String of, Supplier<? extends Record> joint, Supplier<Tensor>... apart) {
      this(method, of, joint, List.of(apart));
    }

    @Override
    public String toString() {
      return method + " of " + of;
    }
  }

  private static Tensor random(int... shape) {
    return Tensors.normal(RANDOM, shape);
  }

  static Stream<Example> examples() {
    return Stream.of(
        attention(Tensor.scalar(0), true, random(2, 3, 7, 5), random(2, 3, 7, 5), 4),
        attention(Tensor.scalar(0), false, random(9, 33), random(4, 33), 17),
        attention(random(7, 6), false, random(2, 7, 5), random(2, 6, 5), 5),
        // Of more than one block of queries, and shared among threads.
        attention(Tensor.scalar(0), true, random(3, 150, 8), random(3, 150, 8), 8),
        layerNorm(random(6, 5), random(5)),
        layerNorm(random(2, 3, 4, 37), random(4, 37)),
        layerNorm(random(300, 128), random(128)),
        layerNorm(random(0, 4), random(4)),
        layerNorm(random(4), random(4)),
        rmsNorm(random(6, 5), random(5)),
        rmsNorm(random(300, 128), random(128)),
        batchNorm(random(8, 3, 5, 5), random(3)),
        batchNorm(random(16, 4, 32, 32), random(4)),
        batchNorm(random(8, 3), random(3)),
        lstmHidden(random(5, 12), random(5, 3)),
        lstmHidden(random(32, 512), random(32, 128)),
        lstmHidden(random(0, 8), random(0, 2)));
  }

  private static Example lstmHidden(Tensor gates, Tensor c) {
    Tensor seed = random(c.shape());
    return new Example(
        "ofLstmHidden",
        c.describe(),
        () -> JointAdjoints.ofLstmHidden(gates, c, seed),
        () -> Recurrent.fromGate(seed.times(Activations.tanh(c)), 3, 4),
        () ->
            ActivationGradients.tanhGradient(
                Activations.tanh(c), seed.times(Recurrent.gate(gates, 3, 4))));
  }

  private static Example attention(
      Tensor mask, boolean causal, Tensor q, Tensor k, int valueWidth) {
    int[] shape = k.shape();
    shape[shape.length - 1] = valueWidth;
    Tensor v = random(shape);
    int[] resultShape = q.shape();
    resultShape[resultShape.length - 1] = valueWidth;
    Tensor seed = random(resultShape);
    return new Example(
        "ofAttention",
        q.describe() + " and " + k.describe(),
        () -> JointAdjoints.ofAttention(q, k, v, mask, causal, 0.4f, seed),
        () -> AttentionGradients.attentionQuery(q, k, v, mask, causal, 0.4f, seed),
        () -> AttentionGradients.attentionKey(q, k, v, mask, causal, 0.4f, seed),
        () -> AttentionGradients.attentionValue(q, k, v, mask, causal, 0.4f, seed));
  }

  private static Example layerNorm(Tensor x, Tensor weight) {
    Tensor seed = random(x.shape());
    int rank = weight.rank();
    int[] block = NormalizationGradients.lastAxes(x.shape(), rank);
    return new Example(
        "ofLayerNorm",
        x.describe(),
        () ->
            JointAdjoints.ofLayerNorm(
                x, weight, seed, block, rank, EPSILON, weight.shape(), weight.shape()),
        () ->
            NormalizationGradients.standardizeGradient(x, seed.times(weight), block, EPSILON, true),
        () -> seed.times(Normalizations.layerNorm(x, rank, EPSILON)).sumTo(weight.shape()),
        () -> seed.sumTo(weight.shape()));
  }

  private static Example rmsNorm(Tensor x, Tensor weight) {
    Tensor seed = random(x.shape());
    int rank = weight.rank();
    int[] block = NormalizationGradients.lastAxes(x.shape(), rank);
    return new Example(
        "ofRmsNorm",
        x.describe(),
        () -> JointAdjoints.ofRmsNorm(x, weight, seed, block, rank, EPSILON, weight.shape()),
        () ->
            NormalizationGradients.standardizeGradient(
                x, seed.times(weight), block, EPSILON, false),
        () -> seed.times(Normalizations.rmsNorm(x, rank, EPSILON)).sumTo(weight.shape()));
  }

  private static Example batchNorm(Tensor x, Tensor weight) {
    Tensor seed = random(x.shape());
    return new Example(
        "ofBatchNorm",
        x.describe(),
        () -> JointAdjoints.ofBatchNorm(x, seed, weight, EPSILON),
        () -> NormalizationGradients.batchNormInput(x, seed, weight, EPSILON),
        () -> NormalizationGradients.batchNormWeight(x, seed, EPSILON),
        () -> NormalizationGradients.channelSum(seed));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void givesWhatTheOperationsGive(Example example) throws ReflectiveOperationException {
    Record joint = example.joint().get();
    RecordComponent[] components = joint.getClass().getRecordComponents();
    assertThat(components).hasSameSizeAs(example.apart());
    for (int i = 0; i < components.length; i++) {
      Tensor part = (Tensor) components[i].getAccessor().invoke(joint);
      Tensor expected = example.apart().get(i).get();
      assertThat(part.shape()).isEqualTo(expected.shape());
      if (List.of("ofAttention", "ofLstmHidden").contains(example.method())) {
        assertThat(part).as("%s", components[i]).isEqualTo(expected);
      } else {
        // Added in another order: relative to the largest sum.
        float scale = 1;
        for (float element : expected.data) {
          scale = Math.max(scale, Math.abs(element));
        }
        assertThat(part.isCloseTo(expected, 1e-6f * scale)).as("%s", components[i]).isTrue();
      }
    }
  }

  private static Stream<Method> methods() {
    return Arrays.stream(JointAdjoints.class.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()));
  }

  @Test
  void everyMethodHasAnExample() {
    assertThat(examples().map(Example::method))
        .containsAll(methods().map(Method::getName).toList());
  }

  @Test
  void eachResultIsInMemoryOfItsOwn() {
    for (Example example : examples().toList()) {
      Record joint = example.joint().get();
      long distinct =
          Arrays.stream(joint.getClass().getRecordComponents())
              .map(component -> data(component, joint))
              .distinct()
              .count();
      assertThat(distinct).as("%s", example).isEqualTo(example.apart().size());
    }
  }

  private static float[] data(RecordComponent component, Record of) {
    try {
      return ((Tensor) component.getAccessor().invoke(of)).data;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatDoesNotFitIsRefusedAsByTheOperations() {
    Tensor x = random(4, 5);
    int[] block = NormalizationGradients.lastAxes(x.shape(), 1);
    assertThatThrownBy(
            () ->
                JointAdjoints.ofLayerNorm(
                    x, random(5), random(4, 6), block, 1, EPSILON, new int[] {5}, new int[] {5}))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("times");
    assertThatThrownBy(() -> JointAdjoints.ofBatchNorm(x, random(4, 6), random(5), EPSILON))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("batchNormInput");
    assertThatThrownBy(
            () -> JointAdjoints.ofAttention(x, x, x, Tensor.scalar(0), true, 1, random(4, 6)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("attentionQuery");
  }
}
