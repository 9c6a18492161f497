package dev.adjoint.io;

import dev.adjoint.tensor.Shapes;
import dev.adjoint.tensor.Tensor;
import java.util.Arrays;

/**
 * An array of an npy or npz file: a type, a shape, and elements in row-major order, whatever the
 * order in the file. A shape without axes is that of one number.
 *
 * <p>The elements are not copied: a change of the array that was given, or of the one that is
 * returned, shows here.
 */
public final class NpyArray {
  private final NpyType type;
  private final int[] shape;
  private final Object elements;

  private NpyArray(NpyType type, Object elements, int length, int[] shape) {
    if (length != Shapes.size(shape)) {
      throw new IllegalArgumentException(
          "%d elements do not make the shape %s".formatted(length, Arrays.toString(shape)));
    }
    this.type = type;
    this.elements = elements;
    this.shape = shape.clone();
  }

  /**
   * An array of {@code f4}.
   *
   * @throws IllegalArgumentException if the shape has another number of elements, as below
   */
  public static NpyArray of(float[] elements, int... shape) {
    return new NpyArray(NpyType.FLOAT32, elements, elements.length, shape);
  }

  /** An array of {@code f8}. */
  public static NpyArray of(double[] elements, int... shape) {
    return new NpyArray(NpyType.FLOAT64, elements, elements.length, shape);
  }

  /** An array of {@code i4}. */
  public static NpyArray of(int[] elements, int... shape) {
    return new NpyArray(NpyType.INT32, elements, elements.length, shape);
  }

  /** An array of {@code i8}. */
  public static NpyArray of(long[] elements, int... shape) {
    return new NpyArray(NpyType.INT64, elements, elements.length, shape);
  }

  /** An array of {@code u1}: each byte stands for 0 to 255. */
  public static NpyArray of(byte[] elements, int... shape) {
    return new NpyArray(NpyType.UINT8, elements, elements.length, shape);
  }

  /** An array of {@code bool}. */
  public static NpyArray of(boolean[] elements, int... shape) {
    return new NpyArray(NpyType.BOOL, elements, elements.length, shape);
  }

  /** An array of {@code f4} with the elements and the shape of a tensor. */
  public static NpyArray of(Tensor tensor) {
    return of(tensor.array(), tensor.shape());
  }

  /** The type of the elements. */
  public NpyType type() {
    return type;
  }

  /** The shape; empty for one number. */
  public int[] shape() {
    return shape.clone();
  }

  /** How many elements there are. */
  public int size() {
    return Shapes.size(shape);
  }

  /**
   * The elements of an {@code f4} array.
   *
   * @throws IllegalStateException if the type is another, as below
   */
  public float[] floats() {
    return (float[]) require(NpyType.FLOAT32);
  }

  /** The elements of an {@code f8} array. */
  public double[] doubles() {
    return (double[]) require(NpyType.FLOAT64);
  }

  /** The elements of an {@code i4} array. */
  public int[] ints() {
    return (int[]) require(NpyType.INT32);
  }

  /** The elements of an {@code i8} array. */
  public long[] longs() {
    return (long[]) require(NpyType.INT64);
  }

  /** The elements of a {@code u1} array, each standing for 0 to 255. */
  public byte[] bytes() {
    return (byte[]) require(NpyType.UINT8);
  }

  /** The elements of a {@code bool} array. */
  public boolean[] booleans() {
    return (boolean[]) require(NpyType.BOOL);
  }

  /**
   * The element at a place in row-major order as a number, rounded to {@code double} if it is a
   * {@code long} of more than 53 bits; true is 1.
   */
  public double get(int index) {
    return switch (type) {
      case FLOAT32 -> floats()[index];
      case FLOAT64 -> doubles()[index];
      case INT32 -> ints()[index];
      case INT64 -> longs()[index];
      case UINT8 -> bytes()[index] & 0xff;
      case BOOL -> booleans()[index] ? 1 : 0;
    };
  }

  /** A tensor in memory of its own, the elements rounded to {@code float}; true is 1. */
  public Tensor toTensor() {
    float[] values = new float[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = type == NpyType.INT64 ? longs()[i] : (float) get(i);
    }
    return Tensor.wrap(values, shape);
  }

  /**
   * Whole numbers in memory of their own, such as labels.
   *
   * @throws IllegalStateException if the type is one of fractions, or a number does not fit
   */
  public int[] toInts() {
    if (type == NpyType.FLOAT32 || type == NpyType.FLOAT64) {
      throw new IllegalStateException("an array of whole numbers expected, found " + this);
    }
    int[] values = new int[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (int) get(i);
      if (type == NpyType.INT64 && values[i] != longs()[i]) {
        throw new IllegalStateException(
            "element %d of %s is %d, expected one within the range of int"
                .formatted(i, this, longs()[i]));
      }
    }
    return values;
  }

  /** The type and the shape. */
  @Override
  public String toString() {
    return type.code() + Arrays.toString(shape);
  }

  private Object require(NpyType expected) {
    if (type != expected) {
      throw new IllegalStateException(
          "an array of %s expected, found %s".formatted(expected.code(), this));
    }
    return elements;
  }
}
