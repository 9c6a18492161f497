package dev.adjoint.optim;

import java.util.function.Consumer;

/**
 * Optimizers in block style, for static import. Impossible settings throw an {@link
 * IllegalArgumentException} that names the setting and its value.
 */
public final class Optimizers {
  private Optimizers() {}

  /** Stochastic gradient descent: {@code sgd(s -> s.learningRate(0.1).momentum(0.9))}. */
  public static Optimizer sgd(Consumer<Sgd.Builder> settings) {
    Sgd.Builder builder = new Sgd.Builder();
    settings.accept(builder);
    return builder.build();
  }

  /** AdaGrad: {@code adaGrad(a -> a.learningRate(1e-2))}. */
  public static Optimizer adaGrad(Consumer<AdaGrad.Builder> settings) {
    AdaGrad.Builder builder = new AdaGrad.Builder();
    settings.accept(builder);
    return builder.build();
  }

  /** RMSprop: {@code rmsProp(r -> r.decay(0.9).momentum(0.9))}. */
  public static Optimizer rmsProp(Consumer<RmsProp.Builder> settings) {
    RmsProp.Builder builder = new RmsProp.Builder();
    settings.accept(builder);
    return builder.build();
  }

  /** Adam: {@code adam(a -> a.learningRate(1e-3))}. */
  public static Optimizer adam(Consumer<Adam.Builder> settings) {
    Adam.Builder builder = new Adam.Builder(false);
    settings.accept(builder);
    return builder.build();
  }

  /** AdamW, Adam with decoupled weight decay: {@code adamW(a -> a.weightDecay(0.1))}. */
  public static Optimizer adamW(Consumer<Adam.Builder> settings) {
    Adam.Builder builder = new Adam.Builder(true);
    settings.accept(builder);
    return builder.build();
  }

  /** Adamax: {@code adamax(a -> a.learningRate(2e-3))}. */
  public static Optimizer adamax(Consumer<Adamax.Builder> settings) {
    Adamax.Builder builder = new Adamax.Builder();
    settings.accept(builder);
    return builder.build();
  }

  /** NAdam: {@code nAdam(n -> n.learningRate(2e-3))}. */
  public static Optimizer nAdam(Consumer<NAdam.Builder> settings) {
    NAdam.Builder builder = new NAdam.Builder();
    settings.accept(builder);
    return builder.build();
  }

  /** Lion: {@code lion(l -> l.learningRate(1e-4).weightDecay(0.1))}. */
  public static Optimizer lion(Consumer<Lion.Builder> settings) {
    Lion.Builder builder = new Lion.Builder();
    settings.accept(builder);
    return builder.build();
  }

  /** Adafactor: {@code adafactor(a -> a.learningRate(1e-2))}. */
  public static Optimizer adafactor(Consumer<Adafactor.Builder> settings) {
    Adafactor.Builder builder = new Adafactor.Builder();
    settings.accept(builder);
    return builder.build();
  }

  /** LAMB: {@code lamb(l -> l.learningRate(1e-2))}. */
  public static Optimizer lamb(Consumer<Lamb.Builder> settings) {
    Lamb.Builder builder = new Lamb.Builder();
    settings.accept(builder);
    return builder.build();
  }

  /** L-BFGS, which minimizes by itself: {@code lbfgs(l -> l.history(20)).minimize(…)}. */
  public static Lbfgs lbfgs(Consumer<Lbfgs.Builder> settings) {
    Lbfgs.Builder builder = new Lbfgs.Builder();
    settings.accept(builder);
    return builder.build();
  }

  /** Levenberg–Marquardt for least squares: {@code levenbergMarquardt(l -> {}).fit(…)}. */
  public static LevenbergMarquardt levenbergMarquardt(
      Consumer<LevenbergMarquardt.Builder> settings) {
    LevenbergMarquardt.Builder builder = new LevenbergMarquardt.Builder();
    settings.accept(builder);
    return builder.build();
  }

  /** Settings for some of the parameters: {@code groups(g -> g.group("**.b", s -> s.freeze()))}. */
  public static Groups groups(Consumer<Groups.Builder> settings) {
    return Groups.of(settings);
  }
}
