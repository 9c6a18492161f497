package dev.adjoint.optim;

import static java.util.Map.entry;

import java.util.Map;

/** The optimizers of the golden trajectories, by their names there. */
final class OptimizerCases {
  static final Map<String, Optimizer> ALL =
      Map.ofEntries(
          entry("sgd", Optimizers.sgd(s -> s.learningRate(0.1))),
          entry("sgd fast", Optimizers.sgd(s -> s.learningRate(0.8))),
          entry("momentum", Optimizers.sgd(s -> s.learningRate(0.05).momentum(0.9))),
          entry(
              "nesterov",
              Optimizers.sgd(s -> s.learningRate(0.05).momentum(0.9).nesterov().weightDecay(0.1))),
          entry(
              "dampened",
              Optimizers.sgd(
                  s -> s.learningRate(0.1).momentum(0.8).dampening(0.5).weightDecay(0.01))),
          entry("adaGrad", Optimizers.adaGrad(a -> a.learningRate(0.5))),
          entry(
              "adaGrad all",
              Optimizers.adaGrad(
                  a ->
                      a.learningRate(0.5)
                          .learningRateDecay(0.02)
                          .weightDecay(0.1)
                          .initialSum(0.5)
                          .epsilon(1e-6))),
          entry("rmsProp", Optimizers.rmsProp(r -> r.learningRate(0.01))),
          entry(
              "rmsProp momentum",
              Optimizers.rmsProp(
                  r -> r.learningRate(0.02).decay(0.9).momentum(0.9).weightDecay(0.1))),
          entry(
              "rmsProp centered",
              Optimizers.rmsProp(r -> r.learningRate(0.05).decay(0.95).epsilon(1e-4).centered())),
          entry(
              "rmsProp all",
              Optimizers.rmsProp(
                  r ->
                      r.learningRate(0.02)
                          .decay(0.95)
                          .epsilon(1e-4)
                          .centered()
                          .momentum(0.5)
                          .weightDecay(0.01))),
          entry(
              "rmsProp textbook",
              Optimizers.rmsProp(
                  r -> r.learningRate(0.05).decay(0.9).epsilon(1e-2).epsilonInRoot())),
          entry("adam", Optimizers.adam(a -> a.learningRate(0.1))),
          entry("adam fast", Optimizers.adam(a -> a.learningRate(1))),
          entry(
              "adam decay",
              Optimizers.adam(
                  a -> a.learningRate(0.05).beta1(0.8).beta2(0.99).epsilon(1e-6).weightDecay(0.1))),
          entry(
              "adam amsGrad",
              Optimizers.adam(a -> a.learningRate(0.1).beta2(0.9).weightDecay(0.1).amsGrad())),
          entry("adamW", Optimizers.adamW(a -> a.learningRate(0.1).weightDecay(0.1))),
          entry(
              "adamW amsGrad",
              Optimizers.adamW(
                  a -> a.learningRate(0.2).beta1(0.8).beta2(0.9).weightDecay(0.2).amsGrad())),
          entry("adamax", Optimizers.adamax(a -> a.learningRate(0.1))),
          entry(
              "adamax decay",
              Optimizers.adamax(a -> a.learningRate(0.05).beta1(0.8).beta2(0.99).weightDecay(0.1))),
          entry("adamax fast", Optimizers.adamax(a -> a.learningRate(1).weightDecay(0.3))),
          entry("nAdam", Optimizers.nAdam(n -> n.learningRate(0.1))),
          entry(
              "nAdam decay",
              Optimizers.nAdam(n -> n.learningRate(0.5).weightDecay(0.1).momentumDecay(0.01))),
          entry(
              "nAdam decoupled",
              Optimizers.nAdam(
                  n -> n.learningRate(0.05).beta1(0.8).beta2(0.9).weightDecay(0.1).decoupled())),
          entry("adafactor", Optimizers.adafactor(a -> {})),
          entry(
              "adafactor decay",
              Optimizers.adafactor(
                  a -> a.learningRate(0.1).weightDecay(0.1).decayExponent(0.5).clipThreshold(2))),
          entry("adafactor fast", Optimizers.adafactor(a -> a.learningRate(1))),
          entry(
              "adafactor epsilons",
              Optimizers.adafactor(a -> a.learningRate(0.3).epsilon1(1e-2).epsilon2(0.5))),
          entry("lion", Optimizers.lion(l -> l.learningRate(0.01))),
          entry(
              "lion decay",
              Optimizers.lion(l -> l.learningRate(0.3).beta1(0.8).beta2(0.95).weightDecay(0.5))),
          entry("lamb", Optimizers.lamb(l -> l.learningRate(0.01))),
          entry(
              "lamb decay",
              Optimizers.lamb(
                  l -> l.learningRate(0.05).beta1(0.8).beta2(0.99).epsilon(1e-3).weightDecay(0.2))),
          entry("lamb fast", Optimizers.lamb(l -> l.learningRate(0.5).weightDecay(0))));

  private OptimizerCases() {}
}
