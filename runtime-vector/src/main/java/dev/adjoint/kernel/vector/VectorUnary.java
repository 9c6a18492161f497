package dev.adjoint.kernel.vector;

import dev.adjoint.kernel.Unary;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.jspecify.annotations.Nullable;

/** Loops over one array, all of whole vectors; what is left goes through a vector's room. */
final class VectorUnary {
  /** By the functions' places, from when they are first used. */
  private static final @Nullable Apart[] LOOPS = new Apart[Unary.values().length];

  private VectorUnary() {}

  /** Whether there are loops for a function; the others are left to the plain kernels. */
  static boolean covers(Unary op) {
    return switch (op) {
      case NEGATE,
          ABS,
          SIGN,
          SQUARE,
          SQRT,
          EXP,
          LOG,
          TANH,
          SIGMOID,
          SOFTPLUS,
          RELU,
          ERFC,
          GELU,
          GELU_SLOPE,
          GELU_TANH,
          GELU_TANH_SLOPE ->
          true;
      default -> false;
    };
  }

  /** Applies any function but sine and cosine. */
  static void apply(Unary op, float[] x, float[] y, int from, int to) {
    int whole = Lanes.wholeVectors(from, to);
    for (int i = from; i < whole; i += Scratch.CHUNK) {
      vectors(op, x, y, i, Math.min(whole, i + Scratch.CHUNK));
    }
    if (whole < to) {
      float[] rest = new float[Lanes.COUNT];
      System.arraycopy(x, whole, rest, 0, to - whole);
      vectors(op, rest, rest, 0, Lanes.COUNT);
      System.arraycopy(rest, 0, y, whole, to - whole);
    }
  }

  private static void vectors(Unary op, float[] x, float[] y, int from, int to) {
    Apart loop = LOOPS[op.ordinal()];
    if (loop == null) {
      // Two threads may make two, of which one stays.
      loop = new Apart(loop(op));
      LOOPS[op.ordinal()] = loop;
    }
    loop.run(x, y, from, to);
  }

  private static Apart.Loop loop(Unary op) {
    return switch (op) {
      case NEGATE -> VectorUnary::negate;
      case ABS -> VectorUnary::abs;
      case SIGN -> VectorUnary::sign;
      case SQUARE -> VectorUnary::square;
      case SQRT -> VectorUnary::sqrt;
      case EXP -> Exponential::apply;
      case LOG -> (x, y, from, to) -> Logarithm.apply(x, from, y, from, to - from);
      case TANH -> (x, y, from, to) -> HyperbolicTangent.apply(x, from, y, from, to - from);
      case SIGMOID -> Sigmoid::apply;
      case SOFTPLUS -> Logistic::softplus;
      case RELU -> VectorUnary::relu;
      case ERFC -> NormalDistribution::complement;
      case GELU -> Gelu::apply;
      case GELU_SLOPE -> Gelu::slope;
      case GELU_TANH -> Logistic::gelu;
      case GELU_TANH_SLOPE -> Logistic::geluSlope;
      default ->
          (x, y, from, to) -> {
            throw new IllegalArgumentException(op.name());
          };
    };
  }

  private static void negate(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      Lanes.load(x, i).neg().intoArray(y, i);
    }
  }

  private static void abs(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      Lanes.load(x, i).abs().intoArray(y, i);
    }
  }

  private static void sign(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector v = Lanes.load(x, i);
      FloatVector s = v.blend(1, v.compare(VectorOperators.GT, 0));
      s.blend(-1, v.compare(VectorOperators.LT, 0)).intoArray(y, i);
    }
  }

  private static void square(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector v = Lanes.load(x, i);
      v.mul(v).intoArray(y, i);
    }
  }

  private static void sqrt(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      Lanes.load(x, i).sqrt().intoArray(y, i);
    }
  }

  private static void relu(float[] x, float[] y, int from, int to) {
    for (int i = from; i < to; i += Lanes.COUNT) {
      FloatVector v = Lanes.load(x, i);
      v.blend(0, v.compare(VectorOperators.LE, 0)).intoArray(y, i);
    }
  }
}
