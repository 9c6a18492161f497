package dev.adjoint.kernel;

/**
 * The numbers of one step of stochastic gradient descent, as PyTorch's {@code torch.optim.SGD}
 * defines it (Sutskever et al. 2013 with the learning rate outside of the velocity):
 *
 * <pre>{@code
 * g = gradient + weightDecay * parameter
 * velocity = first ? g : momentum * velocity + (1 - dampening) * g
 * parameter -= learningRate * (nesterov ? g + momentum * velocity : velocity)
 * }</pre>
 *
 * @param learningRate the learning rate
 * @param weightDecay the factor of the L2 penalty
 * @param momentum the momentum; with 0 the velocity array is neither read nor written
 * @param dampening how much of the gradient the velocity leaves out
 * @param nesterov whether to look ahead along the velocity
 * @param first whether this is the first step, which starts the velocity
 */
public record SgdStep(
    float learningRate,
    float weightDecay,
    float momentum,
    float dampening,
    boolean nesterov,
    boolean first) {}
