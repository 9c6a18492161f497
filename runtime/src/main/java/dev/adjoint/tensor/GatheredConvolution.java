package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.Kernels;
import java.util.Arrays;

/**
 * A convolution as a matrix product whose one operand, the elements under the windows, is built
 * block by block and never as a whole.
 */
final class GatheredConvolution {
  /** How many elements under windows are gathered at once, so that they stay in the cache. */
  private static final int BLOCK = 1 << 15;

  private final int images;
  private final int groups;
  private final int channels;
  private final int outputs;
  private final Window rows;
  private final Window columns;

  GatheredConvolution(Convolution shape) {
    images = shape.images;
    groups = shape.groups;
    channels = shape.channels;
    outputs = shape.outputs;
    rows = shape.rows;
    columns = shape.columns;
  }

  void forward(float[] x, float[] weight, float[] y) {
    eachBlock((image, group, block) -> forward(x, weight, y, image, group, block));
  }

  /** Adds to {@code x}. */
  void input(float[] seed, float[] weight, float[] x) {
    eachBlock((image, group, block) -> input(seed, weight, x, image, group, block));
  }

  /** Adds to {@code w}. */
  void weight(float[] x, float[] seed, float[] w) {
    eachBlock((image, group, block) -> weight(x, seed, w, image, group, block));
  }

  /** Output positions: some rows over their whole width, or a part of one row. */
  private record Block(int fromRow, int toRow, int from, int to, float[] under, float[] result) {
    int width() {
      return to - from;
    }

    int size() {
      return (toRow - fromRow) * width();
    }
  }

  private interface BlockBody {
    void run(int image, int group, Block block);
  }

  private int depth() {
    return channels * rows.kernel() * columns.kernel();
  }

  private void eachBlock(BlockBody body) {
    int most = Math.max(1, BLOCK / Math.max(1, depth()));
    int width = Math.min(columns.count(), most);
    int height = Math.min(rows.count(), Math.max(1, most / columns.count()));
    float[] under = Workspace.zeros(depth() * width * height);
    float[] result = Workspace.zeros(outputs * width * height);
    for (int image = 0; image < images; image++) {
      for (int group = 0; group < groups; group++) {
        for (int p = 0; p < rows.count(); p += height) {
          int toRow = Math.min(rows.count(), p + height);
          for (int q = 0; q < columns.count(); q += width) {
            int to = Math.min(columns.count(), q + width);
            body.run(image, group, new Block(p, toRow, q, to, under, result));
          }
        }
      }
    }
    Workspace.release(under);
    Workspace.release(result);
  }

  private void forward(float[] x, float[] weight, float[] y, int image, int group, Block block) {
    gather(x, image, group, block);
    Kernels kernels = ActiveKernels.get();
    int from = group * outputs * depth();
    kernels.gemm(
        false,
        false,
        outputs,
        block.size(),
        depth(),
        weight,
        from,
        block.under(),
        0,
        block.result(),
        0,
        false);
    result(y, image, group, block, true);
  }

  private void input(float[] seed, float[] weight, float[] x, int image, int group, Block block) {
    result(seed, image, group, block, false);
    Kernels kernels = ActiveKernels.get();
    int from = group * outputs * depth();
    kernels.gemm(
        true,
        false,
        depth(),
        block.size(),
        outputs,
        weight,
        from,
        block.result(),
        0,
        block.under(),
        0,
        false);
    scatter(x, image, group, block);
  }

  private void weight(float[] x, float[] seed, float[] w, int image, int group, Block block) {
    gather(x, image, group, block);
    result(seed, image, group, block, false);
    Kernels kernels = ActiveKernels.get();
    int to = group * outputs * depth();
    kernels.gemm(
        false,
        true,
        outputs,
        depth(),
        block.size(),
        block.result(),
        0,
        block.under(),
        0,
        w,
        to,
        true);
  }

  /** Copies a block of results to where it belongs, or from there. */
  private void result(float[] y, int image, int group, Block block, boolean write) {
    int plane = rows.count() * columns.count();
    int first = (image * groups + group) * outputs;
    int at = 0;
    for (int o = 0; o < outputs; o++) {
      for (int p = block.fromRow(); p < block.toRow(); p++) {
        int place = (first + o) * plane + p * columns.count() + block.from();
        if (write) {
          System.arraycopy(block.result(), at, y, place, block.width());
        } else {
          System.arraycopy(y, place, block.result(), at, block.width());
        }
        at += block.width();
      }
    }
  }

  /** The elements under the windows: a row for each weight, a column for each window. */
  private void gather(float[] x, int image, int group, Block block) {
    float[] under = block.under();
    int at = 0;
    for (int c = 0; c < channels; c++) {
      int plane = ((image * groups + group) * channels + c) * rows.size();
      for (int ky = 0; ky < rows.kernel(); ky++) {
        for (int kx = 0; kx < columns.kernel(); kx++) {
          int first = Math.min(block.to(), Math.max(block.from(), columns.firstInside(kx)));
          int end = Math.max(first, Math.min(block.to(), columns.endInside(kx)));
          for (int p = block.fromRow(); p < block.toRow(); p++) {
            int row = rows.position(p, ky);
            int next = at + block.width();
            if (row < 0 || row >= rows.size()) {
              Arrays.fill(under, at, next, 0);
            } else {
              Arrays.fill(under, at, at + first - block.from(), 0);
              int from = (plane + row) * columns.size() + columns.position(first, kx);
              int to = at + first - block.from();
              copy(x, from, columns.stride(), under, to, end - first);
              Arrays.fill(under, at + end - block.from(), next, 0);
            }
            at = next;
          }
        }
      }
    }
  }

  private static void copy(float[] x, int from, int stride, float[] y, int to, int count) {
    if (count > 0 && stride == 1) {
      System.arraycopy(x, from, y, to, count);
    } else {
      for (int i = 0; i < count; i++) {
        y[to + i] = x[from + i * stride];
      }
    }
  }

  /** The transpose of {@link #gather}: adds to the elements under the windows. */
  private void scatter(float[] x, int image, int group, Block block) {
    float[] under = block.under();
    int at = 0;
    for (int c = 0; c < channels; c++) {
      int plane = ((image * groups + group) * channels + c) * rows.size();
      for (int ky = 0; ky < rows.kernel(); ky++) {
        for (int kx = 0; kx < columns.kernel(); kx++) {
          int first = Math.min(block.to(), Math.max(block.from(), columns.firstInside(kx)));
          int end = Math.max(first, Math.min(block.to(), columns.endInside(kx)));
          for (int p = block.fromRow(); p < block.toRow(); p++) {
            int row = rows.position(p, ky);
            if (row >= 0 && row < rows.size()) {
              int to = (plane + row) * columns.size() + columns.position(first, kx);
              int from = at + first - block.from();
              for (int i = 0; i < end - first; i++) {
                x[to + i * columns.stride()] += under[from + i];
              }
            }
            at += block.width();
          }
        }
      }
    }
  }
}
