package dev.adjoint.kernel.vector;

import static dev.adjoint.kernel.vector.WinogradTiles.NUMBERS;

import dev.adjoint.Workspace;
import dev.adjoint.kernel.WinogradKernels.Sizes;
import dev.adjoint.kernel.Workers;

/** Weights of 3 x 3 taps as {@link VectorWinograd} multiplies with them, and the way back. */
final class WinogradWeights {
  private WinogradWeights() {}

  /**
   * The transformed weights G g G^T: number k between the channels c and o is at {@code (k *
   * channels + c) * outputs + o}, with both counts rounded up.
   *
   * @param isTurned whether to exchange channels and outputs, and to turn each kernel around
   */
  static float[] transformed(Sizes sizes, float[] weight, boolean isTurned, Workers workers) {
    int from = sizes.channels();
    int to = sizes.outputs();
    int channels = ChannelOrder.roundUp(from);
    int outputs = ChannelOrder.roundUp(to);
    int size = NUMBERS * channels * outputs;
    boolean isFull = channels == from && outputs == to;
    float[] u = isFull ? Workspace.floats(size) : Workspace.zeros(size);
    int fromStep = isTurned ? to * 9 : 9;
    int toStep = isTurned ? 9 : from * 9;
    workers.run(
        from,
        c -> {
          float[][] taps = new float[9][to];
          for (int o = 0; o < to; o++) {
            int at = c * fromStep + o * toStep;
            for (int t = 0; t < 9; t++) {
              taps[t][o] = weight[at + (isTurned ? 8 - t : t)];
            }
          }
          transform(taps, u, c * outputs, channels * outputs);
        });
    return u;
  }

  /** G g G^T for the kernels between a channel and all outputs. */
  private static void transform(float[][] taps, float[] u, int at, int step) {
    int count = taps[0].length;
    float[][][] rows = new float[3][][];
    for (int j = 0; j < 3; j++) {
      rows[j] = transform(taps[j], taps[3 + j], taps[6 + j], count);
    }
    for (int i = 0; i < 4; i++) {
      float[][] numbers = transform(rows[0][i], rows[1][i], rows[2][i], count);
      for (int j = 0; j < 4; j++) {
        System.arraycopy(numbers[j], 0, u, at + (4 * i + j) * step, count);
      }
    }
  }

  /** G times columns of three numbers. */
  private static float[][] transform(float[] first, float[] second, float[] third, int count) {
    float[] even = new float[count];
    float[] odd = new float[count];
    for (int o = 0; o < count; o++) {
      even[o] = 0.5f * (first[o] + third[o]) + 0.5f * second[o];
      odd[o] = 0.5f * (first[o] + third[o]) - 0.5f * second[o];
    }
    return new float[][] {first, even, odd, third};
  }

  /** G^T s G for the weights of a channel. */
  static void gradient(
      Sizes sizes, float[] sums, int start, int channel, int channels, int outputs, float[] w) {
    int plane = channels * outputs;
    float[] rows = new float[12];
    for (int o = 0; o < sizes.outputs(); o++) {
      int at = start + channel * outputs + o;
      for (int j = 0; j < 4; j++) {
        float second = sums[at + (4 + j) * plane];
        float third = sums[at + (8 + j) * plane];
        rows[j] = sums[at + j * plane] + 0.5f * (second + third);
        rows[4 + j] = 0.5f * (second - third);
        rows[8 + j] = 0.5f * (second + third) + sums[at + (12 + j) * plane];
      }
      int to = (o * sizes.channels() + channel) * 9;
      for (int i = 0; i < 3; i++) {
        float second = rows[4 * i + 1];
        float third = rows[4 * i + 2];
        w[to + 3 * i] = rows[4 * i] + 0.5f * (second + third);
        w[to + 3 * i + 1] = 0.5f * (second - third);
        w[to + 3 * i + 2] = 0.5f * (second + third) + rows[4 * i + 3];
      }
    }
  }
}
