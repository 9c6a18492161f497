package dev.adjoint.train;

import dev.adjoint.ParameterTree;

/**
 * Trainings in block style:
 *
 * <pre>{@code
 * var model = Training.of(MlpTree.TREE, Mlp.init(128, seed), MlpGrad::loss)
 *     .optimizer(adam(a -> a.learningRate(1e-3)))
 *     .schedule(cosine(c -> c.warmup(100)))
 *     .data(train.batches(64))
 *     .validate(test, Mlp::accuracy)
 *     .epochs(10).progress()
 *     .run();
 * }</pre>
 *
 * <p>A loss is generated code: a model and one to three parts of a batch in, the value and the
 * gradient by the model out.
 */
public final class Training {
  private Training() {}

  /** Plans a training whose loss takes one part of the data. */
  public static <M, X> TrainingPlan1<M, X> of(ParameterTree<M> tree, M model, Loss1<M, X> loss) {
    return new TrainingPlan1<>(tree, model, loss);
  }

  /** Plans a training whose loss takes two parts of the data, such as inputs and labels. */
  public static <M, X, Y> TrainingPlan2<M, X, Y> of(
      ParameterTree<M> tree, M model, Loss2<M, X, Y> loss) {
    return new TrainingPlan2<>(tree, model, loss);
  }

  /** Plans a training whose loss takes three parts of the data. */
  public static <M, X, Y, Z> TrainingPlan3<M, X, Y, Z> of(
      ParameterTree<M> tree, M model, Loss3<M, X, Y, Z> loss) {
    return new TrainingPlan3<>(tree, model, loss);
  }
}
