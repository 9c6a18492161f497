package dev.adjoint.train;

import dev.adjoint.ParameterTree;
import java.util.List;
import java.util.Optional;

/**
 * Where a training stands: what callbacks see. Nothing of it can be changed but by {@link #stop};
 * who wants to keep a model or a gradient copies it, since the next step writes their memory.
 *
 * @param <M> the type of the model
 */
public interface TrainingState<M> {
  /** How to walk the model. */
  ParameterTree<M> tree();

  /** The model that is trained, in the training's own memory. */
  M model();

  /**
   * What the training would give if it ended now, in its own memory: the average of the weights
   * where it follows one, else the model.
   */
  M result();

  /**
   * The gradient of the last batch, before clipping. It is there from {@link
   * TrainingCallback#beforeStep} to {@link TrainingCallback#afterStep}.
   */
  Optional<M> gradient();

  /**
   * The Euclidean norm of {@link #gradient}, computed when it is first asked for; NaN where there
   * is no gradient.
   */
  double gradientNorm();

  /** The number of the epoch, from 1. */
  int epoch();

  /** How many epochs there are, a last one that is not whole included. */
  int epochs();

  /** How many batches of the epoch were gone through, with the one that is worked on. */
  int batch();

  /** How many batches a whole epoch has. */
  int batches();

  /**
   * How many steps of the optimizer were gone through, with the one that is worked on and those
   * that were vetoed.
   */
  long step();

  /** How many steps the training has. */
  long totalSteps();

  /** How many steps a whole epoch has. */
  long stepsPerEpoch();

  /** The loss of the last batch; NaN before the first. */
  double loss();

  /** The learning rate of the step that is worked on, before groups change it. */
  double learningRate();

  /** How many examples the epoch has learned from in a second so far; 0 before its first batch. */
  double examplesPerSecond();

  /** The names of what the training validates by, in the order of the plan. */
  List<String> metrics();

  /** What was measured so far. */
  List<Validation> validations();

  /** The epochs that have ended. */
  List<EpochReport> history();

  /** Why the training ends before its time, if somebody has asked for that. */
  Optional<String> stopReason();

  /**
   * Asks the training to end as soon as the step or the epoch that is worked on is complete.
   *
   * @param reason why, for the result and for whoever reads it; the first reason counts
   */
  void stop(String reason);
}
