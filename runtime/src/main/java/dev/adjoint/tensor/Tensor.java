package dev.adjoint.tensor;

import dev.adjoint.Space;
import dev.adjoint.Workspace;
import dev.adjoint.annotations.Fuses;
import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.TangentSpace;
import dev.adjoint.annotations.Vjp;
import dev.adjoint.kernel.ActiveKernels;
import dev.adjoint.kernel.Binary;
import dev.adjoint.kernel.Scalar;
import dev.adjoint.kernel.Unary;
import java.util.Arrays;

/**
 * A dense array of {@code float} with a shape, in row-major order.
 *
 * <p>Operations never change their operands. Elementwise operations of two tensors broadcast as
 * NumPy's do; a negative axis counts from the end. An operation throws {@link ShapeException} if
 * the shapes do not fit. Activations and losses are static functions of {@link Activations} and
 * {@link Losses}. Two tensors are equal if shape and elements are, all NaN being equal.
 */
@TangentSpace(
    zero = "zerosLike",
    zeros = "zeros",
    plus = "plus",
    negate = "negate",
    copy = "copy",
    shape = "shape",
    dimension = "dimension",
    size = "size",
    requireShape = "requireShape",
    add = "add",
    release = "release",
    retain = "retain",
    fusions = {FusedOperations.class, JointAdjoints.class})
public final class Tensor {
  /** Tensors as the numbers that they hold, in row-major order. */
  public static final Space<Tensor> SPACE =
      new Space<>() {
        @Override
        public double precision() {
          return Space.FLOAT.precision();
        }

        @Override
        public int size(Tensor value) {
          return value.size();
        }

        @Override
        public void read(Tensor value, double[] into, int from) {
          Space.FLOATS.read(value.toArray(), into, from);
        }

        @Override
        public Tensor make(Tensor like, double[] numbers, int from) {
          return of(Space.FLOATS.make(like.array(), numbers, from), like.shape());
        }
      };

  final float[] data;
  final int[] shape;

  private Tensor(float[] data, int[] shape) {
    if (data.length != Shapes.size(shape)) {
      throw new ShapeException(
          "%d elements do not make the shape %s".formatted(data.length, Arrays.toString(shape)));
    }
    this.data = data;
    this.shape = shape.clone();
  }

  /** A tensor of a copy of the elements in row-major order; without sizes it is a scalar. */
  public static Tensor of(float[] elements, int... shape) {
    return new Tensor(Workspace.copyOf(elements), shape);
  }

  /** A matrix of copies of rows, which have equal lengths. */
  public static Tensor of(float[][] rows) {
    int width = rows.length == 0 ? 0 : rows[0].length;
    float[] data = Workspace.zeros(Shapes.size(rows.length, width));
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != width) {
        throw new ShapeException(
            "row %d has %d elements, row 0 has %d".formatted(i, rows[i].length, width));
      }
      System.arraycopy(rows[i], 0, data, i * width, width);
    }
    return new Tensor(data, new int[] {rows.length, width});
  }

  /** A tensor of copies of matrices, which have equal shapes. */
  public static Tensor of(float[][][] matrices) {
    Tensor[] parts = Arrays.stream(matrices).map(Tensor::of).toArray(Tensor[]::new);
    return parts.length == 0 ? zeros(0, 0, 0) : Joining.stack(0, parts);
  }

  /** A tensor that shares the memory of an array: a change of either shows in the other. */
  public static Tensor wrap(float[] elements, int... shape) {
    return new Tensor(elements, shape);
  }

  /** A vector. */
  public static Tensor vector(float... elements) {
    return new Tensor(elements.clone(), new int[] {elements.length});
  }

  /** A tensor of shape {@code []}. */
  @Primitive(shape = "-> ()")
  @Vjp(of = "value", is = "yBar.item()")
  @Jvp("scalar(valueDot)")
  public static Tensor scalar(float value) {
    return new Tensor(new float[] {value}, new int[0]);
  }

  /** Every element 0. */
  public static Tensor zeros(int... shape) {
    return new Tensor(Workspace.zeros(Shapes.size(shape)), shape);
  }

  /** Every element 1. */
  public static Tensor ones(int... shape) {
    return full(1, shape);
  }

  /** Every element the same. */
  @Primitive(shape = "-> dims(shape)")
  @Vjp(of = "value", is = "yBar.sum()")
  @Jvp("full(valueDot, shape)")
  public static Tensor full(float value, int... shape) {
    float[] data = Workspace.floats(Shapes.size(shape));
    Arrays.fill(data, value);
    return new Tensor(data, shape);
  }

  /** Zeros of this shape, in memory of their own. */
  @NonDifferentiable
  public Tensor zerosLike() {
    return zeros(shape);
  }

  /** An equal tensor in memory of its own. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "this", is = "yBar")
  @Jvp("thisDot")
  public Tensor copy() {
    return of(data, shape);
  }

  /** A copy of the sizes of the axes; empty for a scalar. */
  @NonDifferentiable
  public int[] shape() {
    return shape.clone();
  }

  /** The number of axes. */
  @NonDifferentiable
  public int rank() {
    return shape.length;
  }

  /** The number of elements. */
  @NonDifferentiable
  public int size() {
    return data.length;
  }

  /** The size of an axis. */
  @NonDifferentiable
  public int dimension(int axis) {
    return shape[Shapes.axis("dimension", axis, shape)];
  }

  /**
   * Adds a tensor of the same shape to this one, in place: only for what nobody else holds, such as
   * a gradient that is being summed up.
   *
   * @throws ShapeException if the shapes differ
   */
  public void add(Tensor other) {
    Shapes.requireEqual("add", shape, other.shape);
    ActiveKernels.get().binary(Binary.PLUS, data, other.data, data, 0, data.length);
  }

  /**
   * Throws if this tensor does not have the shape that was declared.
   *
   * @param name what has this shape
   * @param declared the shape as it was declared, such as {@code "[N, 784]"}
   * @param sizes the sizes of the axes; -1 for any size, and -2 as the first one for any number of
   *     axes before the others
   * @throws ShapeException if the shape is another
   */
  public void requireShape(String name, String declared, int... sizes) {
    Shapes.requireDeclared(name, declared, sizes, shape);
  }

  /** The elements themselves, not a copy: writing to the array changes the tensor. */
  public float[] array() {
    return data;
  }

  /** A copy of the elements in row-major order. */
  public float[] toArray() {
    return data.clone();
  }

  /** The element at a position, one index for each axis. */
  public float get(int... index) {
    Shapes.requireRank("get", index.length, shape);
    int position = 0;
    for (int axis = 0; axis < index.length; axis++) {
      if (index[axis] < 0 || index[axis] >= shape[axis]) {
        throw new IndexOutOfBoundsException(
            "no element %s in %s".formatted(Arrays.toString(index), describe()));
      }
      position = position * shape[axis] + index[axis];
    }
    return data[position];
  }

  /** The only element. */
  @Primitive(shape = "x -> ()")
  @Vjp(of = "this", is = "full(yBar, this.shape())")
  @Jvp("thisDot.item()")
  public float item() {
    if (data.length != 1) {
      throw new ShapeException("item: one element expected: " + describe());
    }
    return data[0];
  }

  /**
   * Gives the memory of tensors that nobody reads any more back to the workspace from which it is,
   * if it is from one; called by generated code.
   */
  public static void release(Tensor... tensors) {
    for (Tensor tensor : tensors) {
      if (tensor != null) {
        Workspace.release(tensor.data);
      }
    }
  }

  /**
   * Keeps the memory of tensors from going back to the workspace from which it is until it has been
   * released once more; called by generated code.
   */
  public static void retain(Tensor... tensors) {
    for (Tensor tensor : tensors) {
      if (tensor != null) {
        Workspace.retain(tensor.data);
      }
    }
  }

  /** The sum. */
  @Primitive(shape = "a, b -> broadcast(a, b)")
  @Vjp(of = "this", is = "yBar.sumTo(this.shape())")
  @Vjp(of = "other", is = "yBar.sumTo(other.shape())")
  @Jvp("thisDot.plus(otherDot)")
  public Tensor plus(Tensor other) {
    return Broadcasting.binary("plus", Binary.PLUS, this, other);
  }

  /** The difference. */
  @Primitive(shape = "a, b -> broadcast(a, b)")
  @Vjp(of = "this", is = "yBar.sumTo(this.shape())")
  @Vjp(of = "other", is = "yBar.negate().sumTo(other.shape())")
  @Jvp("thisDot.minus(otherDot)")
  public Tensor minus(Tensor other) {
    return Broadcasting.binary("minus", Binary.MINUS, this, other);
  }

  /** The elementwise product. */
  @Primitive(shape = "a, b -> broadcast(a, b)")
  @Vjp(of = "this", is = "yBar.times(other).sumTo(this.shape())")
  @Vjp(of = "other", is = "yBar.times(this).sumTo(other.shape())")
  @Jvp("thisDot.times(other).plus(this.times(otherDot))")
  public Tensor times(Tensor other) {
    return Broadcasting.binary("times", Binary.TIMES, this, other);
  }

  /** The elementwise quotient. */
  @Primitive(shape = "a, b -> broadcast(a, b)")
  @Vjp(of = "this", is = "yBar.dividedBy(other).sumTo(this.shape())")
  @Vjp(of = "other", is = "yBar.times(y).dividedBy(other).negate().sumTo(other.shape())")
  @Jvp("thisDot.minus(y.times(otherDot)).dividedBy(other)")
  public Tensor dividedBy(Tensor other) {
    return Broadcasting.binary("dividedBy", Binary.DIVIDE, this, other);
  }

  /** Every element multiplied by a number. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "this", is = "yBar.scale(factor)")
  @Vjp(of = "factor", is = "yBar.times(this).sum()")
  @Jvp("thisDot.scale(factor).plus(this.scale(factorDot))")
  public Tensor scale(float factor) {
    return scalar(Scalar.SCALE, factor);
  }

  /** A number added to every element. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "this", is = "yBar")
  @Vjp(of = "amount", is = "yBar.sum()")
  @Jvp("thisDot.shift(amountDot)")
  public Tensor shift(float amount) {
    return scalar(Scalar.SHIFT, amount);
  }

  /** The additive inverse. */
  @Primitive(shape = "x -> x")
  @Vjp(of = "this", is = "yBar.negate()")
  @Jvp("thisDot.negate()")
  public Tensor negate() {
    return unary(Unary.NEGATE);
  }

  /**
   * The matrix product over the last two axes; the axes before them broadcast. For a vector on
   * either side see {@link LinearAlgebra#product}.
   */
  @Primitive(shape = "(*b, m, k), (*b, k, n) -> (*b, m, n)")
  @Vjp(of = "this", is = "yBar.matmulTransposed(other).sumTo(this.shape())")
  @Vjp(of = "other", is = "this.transposedMatmul(yBar).sumTo(other.shape())")
  @Jvp("thisDot.matmul(other).plus(this.matmul(otherDot))")
  @Fuses(value = "this.matmulTransposed(other.transpose())", isReordered = true, cancels = true)
  public Tensor matmul(Tensor other) {
    return MatrixProducts.multiply("matmul", this, false, other, false);
  }

  /** The matrix product with the transpose of the other, which is not built. */
  @Primitive(shape = "(*b, m, k), (*b, n, k) -> (*b, m, n)")
  @Vjp(of = "this", is = "yBar.matmul(other).sumTo(this.shape())")
  @Vjp(of = "other", is = "yBar.transposedMatmul(this).sumTo(other.shape())")
  @Jvp("thisDot.matmulTransposed(other).plus(this.matmulTransposed(otherDot))")
  public Tensor matmulTransposed(Tensor other) {
    return MatrixProducts.multiply("matmulTransposed", this, false, other, true);
  }

  /** The matrix product of the transpose of this, which is not built. */
  @Primitive(shape = "(*b, k, m), (*b, k, n) -> (*b, m, n)")
  @Vjp(of = "this", is = "other.matmulTransposed(yBar).sumTo(this.shape())")
  @Vjp(of = "other", is = "this.matmul(yBar).sumTo(other.shape())")
  @Jvp("thisDot.transposedMatmul(other).plus(this.transposedMatmul(otherDot))")
  public Tensor transposedMatmul(Tensor other) {
    return MatrixProducts.multiply("transposedMatmul", this, true, other, false);
  }

  /** The inner product of two vectors. */
  @Primitive(shape = "(n), (n) -> ()")
  @Vjp(of = "this", is = "other.scale(yBar)")
  @Vjp(of = "other", is = "this.scale(yBar)")
  @Jvp("thisDot.dot(other) + this.dot(otherDot)")
  public float dot(Tensor other) {
    Shapes.requireRank("dot", 1, shape);
    Shapes.requireEqual("dot", shape, other.shape);
    return ActiveKernels.get().dot(data, other.data, 0, data.length);
  }

  /** The Euclidean norm of all elements; the derivative at 0 is 0. */
  @Primitive(shape = "x -> ()")
  @Vjp(of = "this", is = "this.scale(y == 0f ? 0f : yBar / y)")
  @Jvp("y == 0f ? 0f : thisDot.times(this).sum() / y")
  public float norm() {
    return (float) Math.sqrt(ActiveKernels.get().dot(data, data, 0, data.length));
  }

  /** The sum of all elements. */
  @Primitive(shape = "x -> ()")
  @Vjp(of = "this", is = "full(yBar, this.shape())")
  @Jvp("thisDot.sum()")
  public float sum() {
    return ActiveKernels.get().sum(data, 0, data.length);
  }

  /** The mean of all elements. */
  @Primitive(shape = "x -> ()")
  @Vjp(of = "this", is = "full(yBar / dev.adjoint.tensor.Shapes.size(this.shape()), this.shape())")
  @Jvp("thisDot.mean()")
  public float mean() {
    return sum() / data.length;
  }

  /** The sums over the given axes, which the result does not have. */
  @Primitive(shape = "x -> without(x, axes)")
  @Vjp(
      of = "this",
      is =
          "yBar.reshape(dev.adjoint.tensor.Shapes.ones(this.shape(), axes))"
              + ".broadcastTo(this.shape())")
  @Jvp("thisDot.sumOver(axes)")
  public Tensor sumOver(int... axes) {
    float[] sums = ReductionLoops.sum(this, Shapes.axes("sumOver", shape, axes));
    return new Tensor(sums, Shapes.without(shape, axes));
  }

  /** The sums over the given axes, which have size 1 in the result. */
  @Primitive(shape = "x -> ones(x, axes)")
  @Vjp(of = "this", is = "yBar.broadcastTo(this.shape())")
  @Jvp("thisDot.sumKeeping(axes)")
  public Tensor sumKeeping(int... axes) {
    float[] sums = ReductionLoops.sum(this, Shapes.axes("sumKeeping", shape, axes));
    return new Tensor(sums, Shapes.ones(shape, axes));
  }

  /** The means over the given axes, which the result does not have. */
  @Primitive(shape = "x -> without(x, axes)")
  @Vjp(
      of = "this",
      is =
          "yBar.scale((float) yBar.size() / dev.adjoint.tensor.Shapes.size(this.shape()))"
              + ".reshape(dev.adjoint.tensor.Shapes.ones(this.shape(), axes))"
              + ".broadcastTo(this.shape())")
  @Jvp("thisDot.meanOver(axes)")
  public Tensor meanOver(int... axes) {
    float[] sums = ReductionLoops.sum(this, Shapes.axes("meanOver", shape, axes));
    return new Tensor(sums, Shapes.without(shape, axes)).scale((float) sums.length / data.length);
  }

  /** The largest elements along an axis; the derivative goes to the first of equal ones. */
  @Primitive(shape = "x -> without(x, axis)")
  @Vjp(
      of = "this",
      is =
          "dev.adjoint.tensor.Indexing.putAlong("
              + "yBar, axis, this.argmaxOver(axis), this.dimension(axis))")
  @Jvp("dev.adjoint.tensor.Indexing.takeAlong(thisDot, axis, this.argmaxOver(axis))")
  public Tensor maxOver(int axis) {
    int[] index = ReductionLoops.argmax("maxOver", this, axis, 1);
    return Indexing.takeAlong(this, axis, index);
  }

  /**
   * The numbers of the first largest elements along an axis, in row-major order of the other axes;
   * a NaN counts as the largest.
   */
  @NonDifferentiable
  @Primitive
  public int[] argmaxOver(int axis) {
    return ReductionLoops.argmax("argmaxOver", this, axis, 1);
  }

  /** The last two axes swapped. */
  @Primitive(shape = "(*b, m, n) -> (*b, n, m)")
  @Vjp(of = "this", is = "yBar.transpose()")
  @Jvp("thisDot.transpose()")
  public Tensor transpose() {
    return Permutations.permute(
        "transpose", this, Permutations.swapped("transpose", shape, -2, -1));
  }

  /** Two axes swapped. */
  @Primitive(shape = "x -> swap(x, first, second)")
  @Vjp(of = "this", is = "yBar.swapAxes(first, second)")
  @Jvp("thisDot.swapAxes(first, second)")
  public Tensor swapAxes(int first, int second) {
    return Permutations.permute(
        "swapAxes", this, Permutations.swapped("swapAxes", shape, first, second));
  }

  /** The axes in another order: axis {@code i} of the result is axis {@code axes[i]} of this. */
  @Primitive(shape = "x -> permute(x, axes)")
  @Vjp(of = "this", is = "yBar.permute(dev.adjoint.tensor.Shapes.inversePermutation(axes))")
  @Jvp("thisDot.permute(axes)")
  public Tensor permute(int... axes) {
    return Permutations.permute("permute", this, axes);
  }

  /** The same elements, and the same memory, in another shape; one size may be -1: what is left. */
  @Primitive(shape = "x -> reshape(x, dims)", view = true, resizes = true)
  @Vjp(of = "this", is = "yBar.reshape(this.shape())")
  @Jvp("thisDot.reshape(dims)")
  public Tensor reshape(int... dims) {
    return new Tensor(data, Permutations.reshaped(this, dims));
  }

  /** The elements repeated to a shape; this tensor itself if it has that shape. */
  @Primitive(shape = "x -> expand(x, dims)", view = true, resizes = true)
  @Vjp(of = "this", is = "yBar.sumTo(this.shape())")
  @Jvp("thisDot.broadcastTo(dims)")
  public Tensor broadcastTo(int... dims) {
    return Broadcasting.broadcastTo("broadcastTo", this, dims);
  }

  /**
   * The transpose of {@link #broadcastTo}: the sums over the axes that broadcasting from a shape to
   * this one repeats; this tensor itself if it has that shape.
   */
  @Primitive(shape = "x -> dims(dims)", resizes = true)
  @Vjp(of = "this", is = "yBar.broadcastTo(this.shape())")
  @Jvp("thisDot.sumTo(dims)")
  public Tensor sumTo(int... dims) {
    return Broadcasting.sumTo(this, dims);
  }

  /** Whether the shapes are equal and no two elements differ by more than the tolerance. */
  @NonDifferentiable
  public boolean isCloseTo(Tensor other, float tolerance) {
    if (!Arrays.equals(shape, other.shape)) {
      return false;
    }
    for (int i = 0; i < data.length; i++) {
      boolean close = Math.abs(data[i] - other.data[i]) <= tolerance;
      if (!close && Float.compare(data[i], other.data[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor tensor
        && Arrays.equals(shape, tensor.shape)
        && Arrays.equals(data, tensor.data);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(data);
  }

  /** The shape and the elements, with the middle of long axes left out. */
  @Override
  public String toString() {
    return TensorText.write(this);
  }

  /** The shape as error messages have it, such as {@code [32, 784]}. */
  String describe() {
    return Arrays.toString(shape);
  }

  /** How many rows the last axis is cut into. */
  int rows(String operation) {
    Shapes.axis(operation, -1, shape);
    return Shapes.size(Arrays.copyOf(shape, shape.length - 1));
  }

  Tensor unary(Unary op) {
    float[] y = Workspace.floats(data.length);
    ActiveKernels.get().unary(op, data, y, 0, y.length);
    return new Tensor(y, shape);
  }

  Tensor scalar(Scalar op, float s) {
    float[] y = Workspace.floats(data.length);
    ActiveKernels.get().scalar(op, data, s, y, 0, y.length);
    return new Tensor(y, shape);
  }
}
