package dev.adjoint.samples.units;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.random.RandomSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestaurantPopularityTest {
  @Test
  void bothLearnAndLearnedFeaturesAreNotWorse() {
    var named = RestaurantPopularity.learn(Popularity.SUBPROBLEMS, 40, 1);
    var learned = RestaurantPopularity.learn(Popularity.ALL, 40, 1);
    for (var each : List.of(named, learned)) {
      assertThat(each.epochs().get(39).loss()).isLessThan(0.3 * each.epochs().get(0).loss());
    }
    assertThat(RestaurantPopularity.testError(learned.model(), Popularity.ALL, 1))
        .isLessThanOrEqualTo(
            RestaurantPopularity.testError(named.model(), Popularity.SUBPROBLEMS, 1));
  }

  /** What the mask cuts has no influence, and so no gradient. */
  @Test
  void aUnitSeesItsOwnFeaturesOnly() {
    var data = Restaurants.of(20, RandomSource.of(1));
    var model = Popularity.init(RandomSource.of(2));
    var gradient =
        PopularityGrad.loss(model, data.x(), data.y(), Popularity.SUBPROBLEMS).gradient().w1();
    for (int i = 0; i < 6; i++) {
      for (int unit = 0; unit < 3; unit++) {
        assertThat(gradient.get(i, unit) != 0).isEqualTo(i / 2 == unit);
      }
    }
  }
}
