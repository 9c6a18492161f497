package dev.adjoint.optim;

import static dev.adjoint.optim.Optimizers.groups;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.Everything;
import dev.adjoint.Leaf;
import dev.adjoint.Point;
import dev.adjoint.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupsTest {
  private final Point model = new Point(Tensor.vector(1, 2), 3);
  private final Point gradient = new Point(Tensor.vector(1, 1), 1);
  private final Optimizer sgd = Optimizers.sgd(s -> s.learningRate(0.5).weightDecay(1));

  private Point step(Groups groups) {
    return sgd.start(Point.TREE, model, groups).step(model, gradient);
  }

  @ParameterizedTest
  @CsvSource({
    "w, w, true",
    "w, b, false",
    "*, w, true",
    "*, layers.w, false",
    "**, layers.0.w, true",
    "**.w, w, true",
    "**.w, layers.0.w, true",
    "**.w, layers.0.b, false",
    "layers.*.w, layers.12.w, true",
    "layers.*.w, layers.w, false",
    "layers.**, layers.0.attention.w, true",
    "layers.**.w, layers.w, true",
    "**.attention.**, layers.0.attention.w, true",
    "layers.0.w*, layers.0.w1, true",
    "layers.0.*w, layers.0.down, false",
    "layers.0.d*n, layers.0.down, true",
    "layers.0.w, layers.0xw, false",
    "layers.(.w, layers.(.w, true"
  })
  void patterns(String pattern, String path, boolean matches) {
    assertThat(PathPattern.of(pattern).matches(path)).isEqualTo(matches);
  }

  @Test
  void weightDecayAndLearningRateOfAGroup() {
    Point updated = step(groups(g -> g.group("b", s -> s.weightDecay(0).learningRateFactor(0.1))));
    assertThat(updated.w()).isEqualTo(Tensor.vector(0, 0.5f));
    assertThat(updated.b()).isEqualTo(3 - 0.05);
  }

  @Test
  void whatIsFrozenStaysAndHasNoState() {
    Groups frozen = groups(g -> g.group("w", s -> s.freeze()));
    OptimizerState<Point> state = Optimizers.adam(a -> {}).start(Point.TREE, model, frozen);
    Point updated = state.step(model, gradient);
    assertThat(updated.w()).isEqualTo(Tensor.vector(1, 2));
    assertThat(updated.b()).isLessThan(3);
    assertThat(state.state()).extracting(Leaf::path).containsExactly("steps", "mean.b", "square.b");
  }

  @Test
  void theLastGroupThatSetsSomethingDecidesIt() {
    List<GroupSettings> settings =
        groups(
                g ->
                    g.group("**", s -> s.weightDecay(0.1).learningRateFactor(2))
                        .group("b", s -> s.weightDecay(0)))
            .resolve(Point.TREE.leaves(model));
    assertThat(settings.get(0).weightDecay()).hasValue(0.1);
    assertThat(settings.get(1).weightDecay()).hasValue(0);
    assertThat(settings.get(1).learningRateFactor()).isEqualTo(2);
  }

  @Test
  void aPatternThatMatchesNothingIsRefused() {
    assertThatThrownBy(() -> step(groups(g -> g.group("W", s -> s.freeze()))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no parameter matches the pattern \"W\", did you mean \"w\"?; the parameters are w, b");
    assertThatThrownBy(() -> step(groups(g -> g.group("encoder.embedding", s -> s.freeze()))))
        .hasMessage(
            "no parameter matches the pattern \"encoder.embedding\"; the parameters are w, b");
  }

  @ParameterizedTest
  @CsvSource({
    "lists.*.w, list.*.w",
    "list, list.**",
    "list.0.x, list.0.w",
    "**.ww, **.w",
    "jagged, jagged.**"
  })
  void whatMayHaveBeenMeant(String pattern, String suggestion) {
    Everything tree =
        new Everything(
            1,
            2,
            new double[1],
            new float[1],
            new double[1][1],
            new float[1][1][1],
            model,
            List.of(model, model),
            new Point[] {model},
            "");
    List<Leaf> leaves = Everything.TREE.leaves(tree);
    assertThatThrownBy(() -> groups(g -> g.group(pattern, s -> s.freeze())).resolve(leaves))
        .hasMessageContaining("did you mean \"" + suggestion + "\"?; the parameters are d, f, ds");
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThatThrownBy(() -> groups(g -> g.group("a..b", s -> s.freeze())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a pattern of paths is made of elements with dots between them: \"a..b\"");
    assertThatThrownBy(() -> groups(g -> g.group("w", s -> s.weightDecay(-1))))
        .hasMessage("weightDecay must be 0 or positive: -1.0");
    assertThatThrownBy(() -> groups(g -> g.group("w", s -> s.learningRateFactor(0))))
        .hasMessage("learningRateFactor must be positive: 0.0");
  }
}
