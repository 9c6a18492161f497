package dev.adjoint;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The vector space of arrays: zeros, sums in place and copies.
 *
 * <p>Arrays of arrays may be jagged; their structure is kept.
 */
public final class Adjoints {
  private Adjoints() {}

  /** Zeros of the same length. */
  public static double[] zerosLike(double[] array) {
    return new double[array.length];
  }

  /** Zeros of the same structure. */
  public static double[][] zerosLike(double[][] array) {
    double[][] zeros = new double[array.length][];
    for (int i = 0; i < array.length; i++) {
      zeros[i] = zerosLike(array[i]);
    }
    return zeros;
  }

  /** Zeros of the same structure. */
  public static double[][][] zerosLike(double[][][] array) {
    double[][][] zeros = new double[array.length][][];
    for (int i = 0; i < array.length; i++) {
      zeros[i] = zerosLike(array[i]);
    }
    return zeros;
  }

  /** Zeros of the same length. */
  public static float[] zerosLike(float[] array) {
    return new float[array.length];
  }

  /** Zeros of the same structure. */
  public static float[][] zerosLike(float[][] array) {
    float[][] zeros = new float[array.length][];
    for (int i = 0; i < array.length; i++) {
      zeros[i] = zerosLike(array[i]);
    }
    return zeros;
  }

  /** Zeros of the same structure. */
  public static float[][][] zerosLike(float[][][] array) {
    float[][][] zeros = new float[array.length][][];
    for (int i = 0; i < array.length; i++) {
      zeros[i] = zerosLike(array[i]);
    }
    return zeros;
  }

  /** A copy. */
  public static double[] copyOf(double[] array) {
    return array.clone();
  }

  /** A copy that shares no row. */
  public static double[][] copyOf(double[][] array) {
    double[][] copy = new double[array.length][];
    for (int i = 0; i < array.length; i++) {
      copy[i] = copyOf(array[i]);
    }
    return copy;
  }

  /** A copy that shares no row. */
  public static double[][][] copyOf(double[][][] array) {
    double[][][] copy = new double[array.length][][];
    for (int i = 0; i < array.length; i++) {
      copy[i] = copyOf(array[i]);
    }
    return copy;
  }

  /** A copy. */
  public static float[] copyOf(float[] array) {
    return array.clone();
  }

  /** A copy that shares no row. */
  public static float[][] copyOf(float[][] array) {
    float[][] copy = new float[array.length][];
    for (int i = 0; i < array.length; i++) {
      copy[i] = copyOf(array[i]);
    }
    return copy;
  }

  /** A copy that shares no row. */
  public static float[][][] copyOf(float[][][] array) {
    float[][][] copy = new float[array.length][][];
    for (int i = 0; i < array.length; i++) {
      copy[i] = copyOf(array[i]);
    }
    return copy;
  }

  /**
   * Adds an array to another in place.
   *
   * @throws IllegalArgumentException if the lengths differ
   */
  public static void add(double[] into, double[] from) {
    requireSameLength(into.length, from.length);
    for (int i = 0; i < into.length; i++) {
      into[i] += from[i];
    }
  }

  /**
   * Adds an array to another in place.
   *
   * @throws IllegalArgumentException if the structures differ
   */
  public static void add(double[][] into, double[][] from) {
    requireSameLength(into.length, from.length);
    for (int i = 0; i < into.length; i++) {
      add(into[i], from[i]);
    }
  }

  /**
   * Adds an array to another in place.
   *
   * @throws IllegalArgumentException if the structures differ
   */
  public static void add(double[][][] into, double[][][] from) {
    requireSameLength(into.length, from.length);
    for (int i = 0; i < into.length; i++) {
      add(into[i], from[i]);
    }
  }

  /**
   * Adds an array to another in place.
   *
   * @throws IllegalArgumentException if the lengths differ
   */
  public static void add(float[] into, float[] from) {
    requireSameLength(into.length, from.length);
    for (int i = 0; i < into.length; i++) {
      into[i] += from[i];
    }
  }

  /**
   * Adds an array to another in place.
   *
   * @throws IllegalArgumentException if the structures differ
   */
  public static void add(float[][] into, float[][] from) {
    requireSameLength(into.length, from.length);
    for (int i = 0; i < into.length; i++) {
      add(into[i], from[i]);
    }
  }

  /**
   * Adds an array to another in place.
   *
   * @throws IllegalArgumentException if the structures differ
   */
  public static void add(float[][][] into, float[][][] from) {
    requireSameLength(into.length, from.length);
    for (int i = 0; i < into.length; i++) {
      add(into[i], from[i]);
    }
  }

  /** A copy that shares no row, but all that the rows hold. */
  public static <T> T[][] copyOf(T[][] array) {
    T[][] copy = array.clone();
    for (int i = 0; i < copy.length; i++) {
      copy[i] = copy[i].clone();
    }
    return copy;
  }

  /** Gives an array the elements of another one of its length. */
  public static void set(double[] into, double[] from) {
    System.arraycopy(from, 0, into, 0, from.length);
  }

  /** Gives an array the elements of another one of its structure. */
  public static void set(double[][] into, double[][] from) {
    for (int i = 0; i < from.length; i++) {
      set(into[i], from[i]);
    }
  }

  /** Gives an array the elements of another one of its structure. */
  public static void set(double[][][] into, double[][][] from) {
    for (int i = 0; i < from.length; i++) {
      set(into[i], from[i]);
    }
  }

  /** Gives an array the elements of another one of its length. */
  public static void set(float[] into, float[] from) {
    System.arraycopy(from, 0, into, 0, from.length);
  }

  /** Gives an array the elements of another one of its structure. */
  public static void set(float[][] into, float[][] from) {
    for (int i = 0; i < from.length; i++) {
      set(into[i], from[i]);
    }
  }

  /** Gives an array the elements of another one of its structure. */
  public static void set(float[][][] into, float[][][] from) {
    for (int i = 0; i < from.length; i++) {
      set(into[i], from[i]);
    }
  }

  /** Gives an array the elements of another one of its length. */
  public static void set(int[] into, int[] from) {
    System.arraycopy(from, 0, into, 0, from.length);
  }

  /** Gives an array the elements of another one of its structure. */
  public static void set(int[][] into, int[][] from) {
    for (int i = 0; i < from.length; i++) {
      set(into[i], from[i]);
    }
  }

  /** Gives an array the elements of another one of its structure. */
  public static void set(int[][][] into, int[][][] from) {
    for (int i = 0; i < from.length; i++) {
      set(into[i], from[i]);
    }
  }

  /** A copy. */
  public static int[][] copyOf(int[][] array) {
    int[][] copy = new int[array.length][];
    for (int i = 0; i < array.length; i++) {
      copy[i] = array[i].clone();
    }
    return copy;
  }

  /**
   * Checks that no two rows of an array are the same object.
   *
   * @throws IllegalArgumentException if two are: what is written into one would be seen in the
   *     other
   */
  public static void requireDistinct(Object[] array) {
    requireNew(array, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  /**
   * Checks that two arrays neither are the same object nor hold the same row.
   *
   * @throws IllegalArgumentException if they do: what is written into one would be seen in the
   *     other
   */
  public static void requireDistinct(Object first, Object second) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    requireNew(first, seen);
    requireNew(second, seen);
  }

  /** The value itself, of which generated code takes no derivative. */
  public static double constant(double value) {
    return value;
  }

  /** The value itself, of which generated code takes no derivative. */
  public static float constant(float value) {
    return value;
  }

  /** The value itself, of which generated code takes no derivative. */
  public static <T> T constant(T value) {
    return value;
  }

  private static void requireNew(Object array, Set<Object> seen) {
    if (array instanceof Object[] rows) {
      for (Object row : rows) {
        requireNew(row, seen);
      }
    } else if (array != null && !seen.add(array)) {
      throw new IllegalArgumentException(
          "an array that is written was given twice; give a copy of it the second time");
    }
  }

  private static void requireSameLength(int into, int from) {
    if (into != from) {
      throw new IllegalArgumentException(
          "an adjoint of length " + from + " cannot be added to one of length " + into);
    }
  }
}
