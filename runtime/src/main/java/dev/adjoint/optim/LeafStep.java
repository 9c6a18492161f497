package dev.adjoint.optim;

/**
 * What one step means for one leaf, with its group and the schedule in it.
 *
 * @param number the number of the step, from 1
 * @param learningRate the learning rate
 * @param weightDecay the weight decay
 * @param momentum the momentum, or {@code beta1}; 0 if the optimizer has none
 */
record LeafStep(long number, double learningRate, double weightDecay, double momentum) {}
