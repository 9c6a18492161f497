package dev.adjoint.kernel.vector;

import dev.adjoint.kernel.AdamStep;
import dev.adjoint.kernel.Binary;
import dev.adjoint.kernel.ImageKernels;
import dev.adjoint.kernel.Kernels;
import dev.adjoint.kernel.PlainKernels;
import dev.adjoint.kernel.Scalar;
import dev.adjoint.kernel.SgdStep;
import dev.adjoint.kernel.Unary;
import dev.adjoint.kernel.WinogradKernels;
import dev.adjoint.kernel.Workers;
import java.util.Optional;

/**
 * Kernels on the Vector API. Sine, cosine, powers and what is rare are those of the plain kernels:
 * their arguments take more care than a short polynomial gives.
 */
final class VectorKernels implements Kernels {
  private final Workers workers;
  private final PlainKernels plain;
  private final Optional<WinogradKernels> winograd;

  VectorKernels(Workers workers) {
    this.workers = workers;
    plain = new PlainKernels(workers);
    winograd = ChannelOrder.covers() ? Optional.of(new VectorWinograd(workers)) : Optional.empty();
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public ImageKernels images() {
    return VectorImages.get();
  }

  @Override
  public Optional<WinogradKernels> winograd() {
    return winograd;
  }

  @Override
  public void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset,
      boolean accumulate) {
    VectorGemm.multiply(
        workers, transposeA, transposeB, m, n, k, a, aOffset, b, bOffset, c, cOffset, accumulate);
  }

  @Override
  public void unary(Unary op, float[] x, float[] y, int from, int to) {
    if (VectorUnary.covers(op)) {
      VectorUnary.apply(op, x, y, from, to);
    } else {
      plain.unary(op, x, y, from, to);
    }
  }

  @Override
  public void timesUnary(Unary op, float[] x, float[] y, int from, int to) {
    float[] some = Scratch.get().result;
    for (int start = from; start < to; start += Scratch.CHUNK) {
      int count = Math.min(Scratch.CHUNK, to - start);
      System.arraycopy(x, start, some, 0, count);
      unary(op, some, some, 0, count);
      multiplyParts(1, count, y, start, 0, some, 0, 0, y, start, 0, false);
    }
  }

  @Override
  public void binary(Binary op, float[] a, float[] b, float[] y, int from, int to) {
    if (VectorBinary.covers(op)) {
      VectorBinary.apply(op, a, b, y, from, to);
    } else {
      plain.binary(op, a, b, y, from, to);
    }
  }

  @Override
  public void scalar(Scalar op, float[] x, float s, float[] y, int from, int to) {
    if (VectorScalar.covers(op)) {
      VectorScalar.apply(op, x, s, y, from, to);
    } else {
      plain.scalar(op, x, s, y, from, to);
    }
  }

  @Override
  public void axpy(float s, float[] x, float[] y, int from, int to) {
    int whole = Lanes.wholeVectors(from, to);
    for (int i = from; i < whole; i += Scratch.CHUNK) {
      VectorScalar.axpy(s, x, y, i, Math.min(whole, i + Scratch.CHUNK));
    }
    plain.axpy(s, x, y, whole, to);
  }

  @Override
  public float sum(float[] x, int from, int to) {
    return VectorReductions.sum(x, from, to);
  }

  @Override
  public float dot(float[] a, float[] b, int from, int to) {
    return VectorReductions.dot(a, b, from, to);
  }

  @Override
  public float max(float[] x, int from, int to) {
    return VectorReductions.max(x, from, to);
  }

  @Override
  public void sumRows(float[] x, int offset, int rows, int width, float[] y, int yOffset) {
    VectorReductions.sumRows(x, offset, rows, width, y, yOffset);
  }

  @Override
  public void addToRows(float[] row, float[] y, int fromRow, int toRow, int width) {
    VectorReductions.addToRows(row, y, fromRow, toRow, width);
  }

  @Override
  public void multiplyRows(float[] row, float[] y, int fromRow, int toRow, int width) {
    VectorReductions.multiplyRows(row, y, fromRow, toRow, width);
  }

  @Override
  public void multiplyParts(
      int rows,
      int width,
      float[] a,
      int aStart,
      int aStride,
      float[] b,
      int bStart,
      int bStride,
      float[] y,
      int yStart,
      int yStride,
      boolean accumulate) {
    int whole = Lanes.wholeVectors(0, width);
    if (accumulate) {
      VectorParts.addProducts(
          rows, whole, a, aStart, aStride, b, bStart, bStride, y, yStart, yStride);
    } else {
      VectorParts.products(rows, whole, a, aStart, aStride, b, bStart, bStride, y, yStart, yStride);
    }
    plain.multiplyParts(
        whole < width ? rows : 0,
        width - whole,
        a,
        aStart + whole,
        aStride,
        b,
        bStart + whole,
        bStride,
        y,
        yStart + whole,
        yStride,
        accumulate);
  }

  @Override
  public void standardize(
      float[] x, float[] y, int fromRow, int toRow, int width, float epsilon, boolean isCentered) {
    VectorStandardization.rows(x, y, fromRow, toRow, width, epsilon, isCentered);
  }

  @Override
  public void layerNorm(
      float[] x,
      float[] weight,
      float[] bias,
      float[] y,
      int fromRow,
      int toRow,
      int width,
      float epsilon) {
    VectorLayerNorm.rows(x, weight, bias, y, fromRow, toRow, width, epsilon);
  }

  @Override
  public void standardizeGradient(
      float[] x,
      float[] g,
      float[] y,
      int fromRow,
      int toRow,
      int width,
      float epsilon,
      boolean isCentered) {
    VectorStandardization.gradient(x, g, y, fromRow, toRow, width, epsilon, isCentered);
  }

  @Override
  public void scaledStandardizeGradient(
      float[] x,
      float[] g,
      float[] weight,
      float[] y,
      float[] weightSums,
      float[] biasSums,
      int sumsStart,
      int fromRow,
      int toRow,
      int width,
      float epsilon,
      boolean isCentered) {
    VectorStandardizedScale.gradient(
        x,
        g,
        weight,
        y,
        weightSums,
        biasSums,
        sumsStart,
        fromRow,
        toRow,
        width,
        epsilon,
        isCentered);
  }

  @Override
  public void softmax(float[] x, float[] y, int fromRow, int toRow, int width) {
    VectorSoftmax.softmax(x, y, fromRow, toRow, width);
  }

  @Override
  public void logSoftmax(float[] x, float[] y, int fromRow, int toRow, int width) {
    VectorSoftmax.logSoftmax(x, y, fromRow, toRow, width);
  }

  @Override
  public void labelLogSoftmax(
      float[] x, int[] labels, float[] y, int fromRow, int toRow, int width) {
    VectorCrossEntropy.labelLogSoftmax(x, labels, y, fromRow, toRow, width);
  }

  @Override
  public void crossEntropyGradient(
      float[] x, int[] labels, float factor, float[] y, int fromRow, int toRow, int width) {
    VectorCrossEntropy.crossEntropyGradient(x, labels, factor, y, fromRow, toRow, width);
  }

  @Override
  public void softmaxGradient(float[] s, float[] g, float[] y, int fromRow, int toRow, int width) {
    VectorSoftmax.gradient(s, g, y, fromRow, toRow, width);
  }

  @Override
  public void sgd(
      SgdStep step, float[] parameter, float[] gradient, float[] velocity, int from, int to) {
    int whole = Lanes.wholeVectors(from, to);
    for (int i = from; i < whole; i += Scratch.CHUNK) {
      int end = Math.min(whole, i + Scratch.CHUNK);
      VectorOptimizers.sgd(step, parameter, gradient, velocity, i, end);
    }
    plain.sgd(step, parameter, gradient, velocity, whole, to);
  }

  @Override
  public void adam(
      AdamStep step,
      float[] parameter,
      float[] gradient,
      float[] mean,
      float[] square,
      int from,
      int to) {
    int whole = Lanes.wholeVectors(from, to);
    for (int i = from; i < whole; i += Scratch.CHUNK) {
      int end = Math.min(whole, i + Scratch.CHUNK);
      VectorOptimizers.adam(step, parameter, gradient, mean, square, i, end);
    }
    plain.adam(step, parameter, gradient, mean, square, whole, to);
  }
}
