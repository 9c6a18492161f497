package dev.adjoint.io;

import java.util.Arrays;

/** What a header says of one tensor: its type, its shape, and where its bytes are in the data. */
record HeaderEntry(String name, String dtype, long[] shape, long begin, long end) {
  int bytesPerElement() {
    return dtype.equals("F64") ? Double.BYTES : Float.BYTES;
  }

  boolean hasShape(int[] expected) {
    return Arrays.equals(shape, Arrays.stream(expected).asLongStream().toArray());
  }

  /** The shape of an entry whose number of elements is right. */
  int[] intShape() {
    return Arrays.stream(shape).mapToInt(size -> (int) size).toArray();
  }

  /** The number of elements by the shape, or -1 if a size is negative or the product too large. */
  long elements() {
    long elements = 1;
    for (long size : shape) {
      if (size < 0 || size > Integer.MAX_VALUE || elements > Integer.MAX_VALUE) {
        return -1;
      }
      elements *= size;
    }
    return elements > Integer.MAX_VALUE ? -1 : elements;
  }
}
