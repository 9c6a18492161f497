package dev.adjoint.optim;

import java.util.function.Consumer;

/** Optimizers in block style, for static import. */
public final class Optimizers {
  private Optimizers() {}

  /**
   * Stochastic gradient descent, such as {@code sgd(s -> s.learningRate(0.1).momentum(0.9))}.
   *
   * @throws IllegalArgumentException if a setting is impossible
   */
  public static Optimizer sgd(Consumer<Sgd.Builder> settings) {
    Sgd.Builder builder = new Sgd.Builder();
    settings.accept(builder);
    return builder.build();
  }

  /**
   * Adam, such as {@code adam(a -> a.learningRate(1e-3))}.
   *
   * @throws IllegalArgumentException if a setting is impossible
   */
  public static Optimizer adam(Consumer<Adam.Builder> settings) {
    return build(new Adam.Builder(false), settings);
  }

  /**
   * AdamW: Adam with decoupled weight decay.
   *
   * @throws IllegalArgumentException if a setting is impossible
   */
  public static Optimizer adamW(Consumer<Adam.Builder> settings) {
    return build(new Adam.Builder(true), settings);
  }

  private static Optimizer build(Adam.Builder builder, Consumer<Adam.Builder> settings) {
    settings.accept(builder);
    return builder.build();
  }
}
