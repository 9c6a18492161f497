package dev.adjoint.tensor;

/** Arrays that a thread uses again and again for images that are laid out for a convolution. */
final class ConvolutionScratch {
  private static final ThreadLocal<ConvolutionScratch> OF_THREAD =
      ThreadLocal.withInitial(ConvolutionScratch::new);

  private float[] packed = new float[0];
  private float[] result = new float[0];

  private ConvolutionScratch() {}

  static ConvolutionScratch get() {
    return OF_THREAD.get();
  }

  /** Room for images that are laid out, which holds anything. */
  float[] packed(int size) {
    if (packed.length < size) {
      packed = new float[size];
    }
    return packed;
  }

  /** Room for results, which holds anything. */
  float[] result(int size) {
    if (result.length < size) {
      result = new float[size];
    }
    return result;
  }
}
