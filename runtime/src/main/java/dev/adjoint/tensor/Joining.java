package dev.adjoint.tensor;

import dev.adjoint.Workspace;
import dev.adjoint.annotations.Jvp;
import dev.adjoint.annotations.NonDifferentiable;
import dev.adjoint.annotations.Primitive;
import dev.adjoint.annotations.Vjp;
import java.util.Arrays;

/**
 * Several tensors made one, and one taken apart. A negative axis counts from the end; there is
 * {@link ShapeException} if there is no such axis.
 */
public final class Joining {
  private Joining() {}

  /**
   * Tensors one after the other along an axis.
   *
   * @throws ShapeException if there is none, or if their shapes differ in more than that axis
   */
  @Primitive(shape = "-> concat(parts, axis)")
  @Vjp(of = "parts", is = "split(yBar, axis, sizes(axis, parts))")
  @Jvp("concat(axis, partsDot)")
  public static Tensor concat(int axis, Tensor... parts) {
    Tensor first = first("concat", parts);
    int along = Shapes.axis("concat", axis, first.shape);
    int[] shape = first.shape();
    shape[along] = 0;
    for (Tensor part : parts) {
      int[] expected = shape.clone();
      if (part.shape.length == shape.length) {
        expected[along] = part.shape[along];
      }
      if (!Arrays.equals(expected, part.shape)) {
        throw new ShapeException(
            "concat: shapes differ in more than axis %d: %s and %s"
                .formatted(along, first.describe(), part.describe()));
      }
      shape[along] += part.shape[along];
    }
    int[] block = Shapes.around(shape, along);
    float[] y = Workspace.floats(Shapes.size(shape));
    int start = 0;
    for (Tensor part : parts) {
      int width = part.shape[along] * block[2];
      for (int i = 0; i < block[0]; i++) {
        System.arraycopy(part.data, i * width, y, i * block[1] * block[2] + start, width);
      }
      start += width;
    }
    return Tensor.wrap(y, shape);
  }

  /**
   * Tensors of one shape along a new axis, which is counted in the result.
   *
   * @throws ShapeException if there is none, or if their shapes differ
   */
  @Primitive(shape = "-> stack(parts, axis)")
  @Vjp(of = "parts", is = "unstack(yBar, axis)")
  @Jvp("stack(axis, partsDot)")
  public static Tensor stack(int axis, Tensor... parts) {
    Tensor first = first("stack", parts);
    int[] shape = Shapes.insert("stack", first.shape, axis, parts.length);
    int along = Shapes.axis("stack", axis, shape);
    int[] block = Shapes.around(shape, along);
    float[] y = Workspace.floats(Shapes.size(shape));
    for (int j = 0; j < parts.length; j++) {
      Shapes.requireEqual("stack", first.shape, parts[j].shape);
      for (int i = 0; i < block[0]; i++) {
        int target = (i * block[1] + j) * block[2];
        System.arraycopy(parts[j].data, i * block[2], y, target, block[2]);
      }
    }
    return Tensor.wrap(y, shape);
  }

  /**
   * Parts of the given sizes along an axis, in order.
   *
   * @throws ShapeException if the sizes do not add up to the axis, or one is negative
   */
  @Primitive(shape = "x -> split(x, axis, sizes)")
  @Vjp(of = "x", is = "concat(axis, yBar)")
  @Jvp("split(xDot, axis, sizes)")
  public static Tensor[] split(Tensor x, int axis, int... sizes) {
    int along = Shapes.axis("split", axis, x.shape);
    int total = 0;
    int least = 0;
    for (int size : sizes) {
      total += size;
      least = Math.min(least, size);
    }
    if (sizes.length == 0 || least < 0 || total != x.shape[along]) {
      throw new ShapeException(
          "split: sizes %s do not add up to axis %d of %s"
              .formatted(Arrays.toString(sizes), along, x.describe()));
    }
    int[] block = Shapes.around(x.shape, along);
    Tensor[] parts = new Tensor[sizes.length];
    int start = 0;
    for (int j = 0; j < sizes.length; j++) {
      int[] shape = x.shape();
      shape[along] = sizes[j];
      float[] y = Workspace.floats(Shapes.size(shape));
      int width = sizes[j] * block[2];
      for (int i = 0; i < block[0]; i++) {
        System.arraycopy(x.data, i * block[1] * block[2] + start, y, i * width, width);
      }
      start += width;
      parts[j] = Tensor.wrap(y, shape);
    }
    return parts;
  }

  /**
   * At most so many parts along an axis, all of one size but the last, which may be smaller. As in
   * PyTorch there are fewer where the size, rounded up, does not leave enough for all.
   *
   * @throws IllegalArgumentException if the count is not positive
   */
  @Primitive(shape = "x -> chunks(x, axis, count)")
  @Vjp(of = "x", is = "concat(axis, yBar)")
  @Jvp("chunk(xDot, axis, count)")
  public static Tensor[] chunk(Tensor x, int axis, int count) {
    if (count <= 0) {
      throw new IllegalArgumentException("chunk: %d parts of %s".formatted(count, x.describe()));
    }
    int size = x.shape[Shapes.axis("chunk", axis, x.shape)];
    if (size == 0) {
      return split(x, axis, new int[count]);
    }
    int each = (size + count - 1) / count;
    int[] sizes = new int[(size + each - 1) / each];
    Arrays.fill(sizes, each);
    sizes[sizes.length - 1] = size - each * (sizes.length - 1);
    return split(x, axis, sizes);
  }

  /**
   * What stands at each place of an axis, which the parts do not have; PyTorch's {@code unbind}.
   *
   * @throws ShapeException if the axis has size 0
   */
  @Primitive(shape = "x -> unstack(x, axis)")
  @Vjp(of = "x", is = "stack(axis, yBar)")
  @Jvp("unstack(xDot, axis)")
  public static Tensor[] unstack(Tensor x, int axis) {
    int along = Shapes.axis("unstack", axis, x.shape);
    int count = x.shape[along];
    if (count == 0) {
      throw new ShapeException(
          "unstack: nothing along axis %d of %s".formatted(along, x.describe()));
    }
    int[] sizes = new int[count];
    Arrays.fill(sizes, 1);
    Tensor[] parts = split(x, along, sizes);
    for (int i = 0; i < count; i++) {
      parts[i] = parts[i].reshape(Shapes.without(x.shape, along));
    }
    return parts;
  }

  /** How long each of several tensors is along an axis. */
  @NonDifferentiable
  public static int[] sizes(int axis, Tensor... parts) {
    int[] sizes = new int[parts.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = parts[i].dimension(axis);
    }
    return sizes;
  }

  private static Tensor first(String operation, Tensor... parts) {
    if (parts.length == 0) {
      throw new ShapeException(operation + ": no tensors are given");
    }
    return parts[0];
  }
}
