package dev.adjoint.samples.training;

import static dev.adjoint.optim.Optimizers.adaGrad;
import static dev.adjoint.optim.Optimizers.adam;
import static dev.adjoint.optim.Optimizers.adamW;
import static dev.adjoint.optim.Optimizers.lbfgs;
import static dev.adjoint.optim.Optimizers.lion;
import static dev.adjoint.optim.Optimizers.rmsProp;
import static dev.adjoint.optim.Optimizers.sgd;

import dev.adjoint.optim.Optimizer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ways of optimizers down the valley, and those that PyTorch and the papers give. */
final class Trajectories {
  static final int STEPS = 100;
  static final String LBFGS = "L-BFGS";
  private static final int LBFGS_STEPS = 20;

  /** Written by {@code samples/src/data/make_golden.py}. */
  private static final String GOLDEN = "trajectories.csv";

  private Trajectories() {}

  private static Map<String, Optimizer> recipes() {
    Map<String, Optimizer> recipes = new LinkedHashMap<>();
    recipes.put("SGD", sgd(s -> s.learningRate(0.005)));
    recipes.put("momentum", sgd(s -> s.learningRate(0.002).momentum(0.9)));
    recipes.put("Nesterov", sgd(s -> s.learningRate(0.002).momentum(0.9).nesterov()));
    recipes.put("AdaGrad", adaGrad(a -> a.learningRate(0.4)));
    recipes.put("RMSprop", rmsProp(r -> r.learningRate(0.02).decay(0.9).epsilonInRoot()));
    recipes.put("Adam", adam(a -> a.learningRate(0.1)));
    recipes.put("AdamW", adamW(a -> a.learningRate(0.1).weightDecay(0.05)));
    recipes.put("Lion", lion(l -> l.learningRate(0.03)));
    return recipes;
  }

  /** The places of all optimizers, each from the start on. */
  static Map<String, List<Place>> all() {
    Map<String, List<Place>> all = new LinkedHashMap<>();
    recipes().forEach((name, recipe) -> all.put(name, descend(recipe)));
    List<Place> places = new ArrayList<>(List.of(Place.START));
    for (int i = 1; i <= LBFGS_STEPS; i++) {
      int iterations = i;
      places.add(
          lbfgs(l -> l.iterations(iterations))
              .minimize(PlaceTree.TREE, Place.START, PlaceGrad::height)
              .model());
    }
    all.put(LBFGS, places);
    return all;
  }

  private static List<Place> descend(Optimizer recipe) {
    List<Place> places = new ArrayList<>(List.of(Place.START));
    Place place = Place.START;
    var state = recipe.start(PlaceTree.TREE, place);
    for (int i = 0; i < STEPS; i++) {
      place = state.step(place, PlaceGrad.height(place).gradient());
      places.add(place);
    }
    return places;
  }

  /** How far a way is from the expected one at most, relative to the size of the numbers. */
  static Map<String, Double> differences(Map<String, List<Place>> all) throws IOException {
    Map<String, Double> differences = new LinkedHashMap<>();
    for (String line : golden()) {
      String[] cells = line.split(",");
      Place found = all.get(cells[0]).get(Integer.parseInt(cells[1]));
      double x = Double.parseDouble(cells[2]);
      double y = Double.parseDouble(cells[3]);
      double away = Math.max(Math.abs(found.x() - x), Math.abs(found.y() - y));
      differences.merge(cells[0], away / Math.max(Math.abs(x), Math.abs(y)), Math::max);
    }
    return differences;
  }

  private static List<String> golden() throws IOException {
    try (InputStream in = Trajectories.class.getResourceAsStream(GOLDEN)) {
      if (in == null) {
        throw new FileNotFoundException(GOLDEN + ": missing in the jar of the samples");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).toList();
    }
  }
}
