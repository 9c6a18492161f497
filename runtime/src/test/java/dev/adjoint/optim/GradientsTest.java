package dev.adjoint.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Golden;
import dev.adjoint.LeafMapper;
import dev.adjoint.LeafVisitor;
import dev.adjoint.ParameterTree;
import dev.adjoint.Point;
import dev.adjoint.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands between a gradient and a step: clipping, accumulation, the average of weights. */
class GradientsTest {
  private static final Map<String, double[]> GOLDEN = Golden.read("optimizers.txt");

  private static final Map<String, GradientClipping> CLIPPINGS =
      Map.of(
          "value", GradientClipping.byValue(2),
          "globalNorm", GradientClipping.byGlobalNorm(2),
          "globalNorm large", GradientClipping.byGlobalNorm(20),
          "norm", GradientClipping.byNorm(0.5));

  @ParameterizedTest
  @ValueSource(strings = {"value", "globalNorm", "globalNorm large", "norm"})
  void clipsAsPyTorchDoes(String name) {
    Doubles doubles = new Doubles(new double[] {3, -4, 0.5, 12}, new double[] {0.25, -0.125});
    Doubles clipped = CLIPPINGS.get(name).apply(Doubles.TREE, doubles);
    assertThat(clipped.a()).isSameAs(doubles.a());
    assertThat(Doubles.TREE.flatten(clipped))
        .containsExactly(GOLDEN.get("clip " + name + " double"), within(1e-14));

    Floats floats = new Floats(Tensor.vector(3, -4, 0.5f, 12), new float[] {0.25f, -0.125f});
    assertThat(Floats.TREE.flatten(CLIPPINGS.get(name).apply(Floats.TREE, floats)))
        .containsExactly(GOLDEN.get("clip " + name + " float"), within(1e-6));
  }

  @Test
  void scalarsAreClippedByRebuilding() {
    Point gradient = new Point(Tensor.vector(3), 4);
    assertThat(GradientClipping.globalNorm(Point.TREE, gradient)).isEqualTo(5);
    Point clipped = GradientClipping.byValue(1).apply(Point.TREE, gradient);
    assertThat(clipped.b()).isEqualTo(1);
    assertThat(clipped.w()).isSameAs(gradient.w()).isEqualTo(Tensor.vector(1));
  }

  @Test
  void aNormThatIsNoNumberLeavesTheGradientAsItIs() {
    Point gradient = new Point(Tensor.vector(3, Float.NaN), 4);
    assertThat(GradientClipping.byGlobalNorm(1).apply(Point.TREE, gradient).b()).isEqualTo(4);
    assertThat(GradientClipping.byNorm(1).apply(Point.TREE, gradient).w().array()[0]).isEqualTo(3);
  }

  @Test
  void accumulatesTheMeanInMemoryOfItsOwn() {
    Point model = new Point(Tensor.vector(0, 0), 0);
    GradientAccumulator<Point> sum = new GradientAccumulator<>(Point.TREE, model, 2);
    Point first = new Point(Tensor.vector(1, 2), 3);
    sum.add(first);
    assertThat(sum.isComplete()).isFalse();
    sum.add(new Point(Tensor.vector(3, 6), 5));
    assertThat(sum.isComplete()).isTrue();
    assertThatThrownBy(() -> sum.add(first))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the gradients of 2 batches are waiting for a step: take() them first");
    Point mean = sum.take();
    assertThat(mean).isEqualTo(new Point(Tensor.vector(2, 4), 4));
    assertThat(first).isEqualTo(new Point(Tensor.vector(1, 2), 3));
    sum.add(first);
    assertThat(sum.count()).isEqualTo(1);
    assertThat(sum.take()).isEqualTo(first);
    assertThatThrownBy(sum::take)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no gradient was added since the last step");
    assertThatThrownBy(() -> new GradientAccumulator<>(Point.TREE, model, 0))
        .hasMessage("batches must be positive: 0");
  }

  @Test
  void anAccumulatorGoesOnFromItsState() {
    Point model = new Point(Tensor.vector(0, 0), 0);
    GradientAccumulator<Point> sum = new GradientAccumulator<>(Point.TREE, model, 3);
    sum.add(new Point(Tensor.vector(1, 2), 3));
    sum.add(new Point(Tensor.vector(1, 5), -1));
    GradientAccumulator<Point> other = new GradientAccumulator<>(Point.TREE, model, 3);
    other.restore(OptimizerTreesTest.copies(sum.state()));
    sum.add(new Point(Tensor.vector(7, 1), 0.5));
    other.add(new Point(Tensor.vector(7, 1), 0.5));
    assertThat(other.take()).isEqualTo(sum.take());
  }

  private static Doubles weights(int step) {
    double[] a = new double[3];
    for (int i = 0; i < a.length; i++) {
      a[i] = ((7 * step + 13 * i) % 17 - 8) / 4.0;
    }
    return new Doubles(a, new double[] {step});
  }

  @Test
  void averagesWeightsAsPyTorchDoes() {
    WeightAverage<Doubles> average = new WeightAverage<>(Doubles.TREE, weights(0), 0.9);
    WeightAverage<Doubles> other = new WeightAverage<>(Doubles.TREE, weights(0), 0.9);
    for (int step = 1; step <= 20; step++) {
      average.update(weights(step));
      if (step == 10) {
        other.restore(OptimizerTreesTest.copies(average.state()));
      } else if (step > 10) {
        other.update(weights(step));
      }
      assertThat(average.model().a())
          .as("after step %d", step)
          .containsExactly(GOLDEN.get("average " + step), within(1e-14));
    }
    assertThat(other.model().a()).isEqualTo(average.model().a());
    assertThatThrownBy(() -> new WeightAverage<>(Doubles.TREE, weights(0), 1))
        .hasMessage("decay must be at least 0 and less than 1: 1.0");
  }

  private record Doubles(double[] a, double[] b) {
    static final ParameterTree<Doubles> TREE =
        new ParameterTree<>() {
          @Override
          public void forEach(Doubles tree, String path, LeafVisitor visitor) {
            visitor.visit(path + "a", tree.a());
            visitor.visit(path + "b", tree.b());
          }

          @Override
          public Doubles map(Doubles tree, String path, LeafMapper mapper) {
            return new Doubles(mapper.map(path + "a", tree.a()), mapper.map(path + "b", tree.b()));
          }
        };
  }

  private record Floats(Tensor a, float[] b) {
    static final ParameterTree<Floats> TREE =
        new ParameterTree<>() {
          @Override
          public void forEach(Floats tree, String path, LeafVisitor visitor) {
            visitor.visit(path + "a", tree.a());
            visitor.visit(path + "b", tree.b());
          }

          @Override
          public Floats map(Floats tree, String path, LeafMapper mapper) {
            return new Floats(mapper.map(path + "a", tree.a()), mapper.map(path + "b", tree.b()));
          }
        };
  }
}
