package dev.adjoint.kernel;

/**
 * Convolutions of 3 x 3 taps by Winograd's minimal filtering F(2 x 2, 3 x 3) (Lavin and Gray 2016,
 * "Fast Algorithms for Convolutional Neural Networks", section 4.1): a tile of 4 x 4 pixels gives 2
 * x 2 results by 16 products in the place of 36. Images are {@code [n, c, h, w]}, weights {@code
 * [o, c, 3, 3]}; zeros stand around each image. Work is shared among threads, which change no bit.
 */
public interface WinogradKernels {
  /**
   * The sizes of a convolution with stride 1.
   *
   * @param height the rows of an image
   * @param width the columns of an image
   * @param top how many rows of 0 stand above an image, and below; at most 2
   * @param left how many columns of 0 stand before it, and behind; at most 2
   */
  record Sizes(int images, int channels, int outputs, int height, int width, int top, int left) {
    /** The rows of a result. */
    public int count() {
      return height + 2 * top - 2;
    }

    /** The columns of a result. */
    public int across() {
      return width + 2 * left - 2;
    }

    /** The convolution of the adjoint of the result that gives the adjoint of the images. */
    public Sizes turned() {
      return new Sizes(images, outputs, channels, count(), across(), 2 - top, 2 - left);
    }
  }

  /** Whether a convolution and both its gradients take less time this way. */
  boolean pays(Sizes sizes);

  /**
   * Convolves images.
   *
   * @param isTurned whether the weights are those of the convolution that {@link Sizes#turned} was
   *     asked of: channels and outputs are to be exchanged, and each kernel turned around
   */
  void convolve(Sizes sizes, float[] x, float[] weight, boolean isTurned, float[] y);

  /**
   * Sets {@code w} to the gradient by the weights, {@code seed} being the adjoint of the result.
   */
  void weight(Sizes sizes, float[] x, float[] seed, float[] w);
}
