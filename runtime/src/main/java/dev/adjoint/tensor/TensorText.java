package dev.adjoint.tensor;

/** Writes a tensor for people: nested brackets, and the middle left out of long axes. */
final class TensorText {
  /** A longer axis shows this many elements at each end. */
  private static final int EDGE = 3;

  private final float[] data;
  private final int[] shape;
  private final StringBuilder text = new StringBuilder();

  private TensorText(Tensor tensor) {
    this.data = tensor.data;
    this.shape = tensor.shape;
  }

  static String write(Tensor tensor) {
    TensorText writer = new TensorText(tensor);
    writer.text.append("Tensor").append(tensor.describe()).append(' ');
    writer.write(0, 0, tensor.data.length);
    return writer.text.toString();
  }

  private void write(int axis, int start, int size) {
    if (axis == shape.length) {
      text.append(data[start]);
      return;
    }
    text.append('[');
    int extent = shape[axis];
    for (int i = 0; i < extent; i++) {
      text.append(i == 0 ? "" : ", ");
      if (i == EDGE && extent > 2 * EDGE) {
        text.append("..., ");
        i = extent - EDGE;
      }
      write(axis + 1, start + i * (size / extent), size / extent);
    }
    text.append(']');
  }
}
