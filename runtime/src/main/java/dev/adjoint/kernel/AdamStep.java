package dev.adjoint.kernel;

/**
 * The numbers of one step of Adam (Kingma and Ba 2015) in the form of PyTorch's {@code
 * torch.optim.Adam}, with decay factors that make it AdamW (Loshchilov and Hutter 2019):
 *
 * <pre>{@code
 * g = gradient + weightDecay * parameter
 * mean = mean + (1 - beta1) * (g - mean)
 * square = beta2 * square + (1 - beta2) * g * g
 * parameter = shrink * parameter - stepSize * mean / (sqrt(square) / rootCorrection + epsilon)
 * }</pre>
 *
 * @param stepSize the learning rate divided by the bias correction of the mean
 * @param beta1Complement 1 - beta1
 * @param beta2 the decay of the squares
 * @param beta2Complement 1 - beta2, which loses digits when formed in {@code float}
 * @param rootCorrection the square root of the bias correction of the squares
 * @param epsilon what keeps the divisor from 0
 * @param weightDecay the factor of the L2 penalty; 0 for AdamW
 * @param shrink 1 - learning rate * decoupled weight decay; 1 for Adam
 */
public record AdamStep(
    float stepSize,
    float beta1Complement,
    float beta2,
    float beta2Complement,
    float rootCorrection,
    float epsilon,
    float weightDecay,
    float shrink) {}
