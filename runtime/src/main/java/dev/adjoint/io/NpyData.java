package dev.adjoint.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntUnaryOperator;

/** The elements of an npy file, in chunks between bytes and arrays. */
final class NpyData {
  private static final int CHUNK = 1 << 16;

  private NpyData() {}

  /** Reads the elements that a header announces; fewer are an error. */
  static NpyArray read(NpyHeader header, InputStream in) throws IOException {
    int count = header.elements();
    NpyArray array = empty(header.type(), count, header.shape());
    IntUnaryOperator place = header.fortranOrder() ? rowMajor(header.shape()) : i -> i;
    int width = header.type().bytes();
    byte[] bytes = new byte[CHUNK];
    ByteBuffer buffer =
        ByteBuffer.wrap(bytes)
            .order(header.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (int next = 0; next < count; ) {
      int length = Math.min(CHUNK / width, count - next) * width;
      int found = in.readNBytes(bytes, 0, length);
      if (found < length) {
        throw new NpyException(
            "truncated: %d bytes of elements found, expected %d for %s"
                .formatted((long) next * width + found, header.dataBytes(), array));
      }
      buffer.clear();
      for (int end = next + length / width; next < end; next++) {
        take(buffer, array, place.applyAsInt(next));
      }
    }
    return array;
  }

  /** Writes the elements, little-endian. */
  static void write(NpyArray array, boolean fortranOrder, OutputStream out) throws IOException {
    byte[] bytes = new byte[CHUNK];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    IntUnaryOperator place = fortranOrder ? rowMajor(array.shape()) : i -> i;
    int count = array.size();
    for (int i = 0; i < count; i++) {
      put(array, place.applyAsInt(i), buffer);
      if (buffer.remaining() < Long.BYTES || i == count - 1) {
        out.write(bytes, 0, buffer.position());
        buffer.clear();
      }
    }
  }

  private static NpyArray empty(NpyType type, int count, int[] shape) {
    return switch (type) {
      case FLOAT32 -> NpyArray.of(new float[count], shape);
      case FLOAT64 -> NpyArray.of(new double[count], shape);
      case INT32 -> NpyArray.of(new int[count], shape);
      case INT64 -> NpyArray.of(new long[count], shape);
      case UINT8 -> NpyArray.of(new byte[count], shape);
      case BOOL -> NpyArray.of(new boolean[count], shape);
    };
  }

  private static void take(ByteBuffer from, NpyArray array, int place) {
    switch (array.type()) {
      case FLOAT32 -> array.floats()[place] = from.getFloat();
      case FLOAT64 -> array.doubles()[place] = from.getDouble();
      case INT32 -> array.ints()[place] = from.getInt();
      case INT64 -> array.longs()[place] = from.getLong();
      case UINT8 -> array.bytes()[place] = from.get();
      case BOOL -> array.booleans()[place] = from.get() != 0;
    }
  }

  private static void put(NpyArray array, int place, ByteBuffer to) {
    switch (array.type()) {
      case FLOAT32 -> to.putFloat(array.floats()[place]);
      case FLOAT64 -> to.putDouble(array.doubles()[place]);
      case INT32 -> to.putInt(array.ints()[place]);
      case INT64 -> to.putLong(array.longs()[place]);
      case UINT8 -> to.put(array.bytes()[place]);
      case BOOL -> to.put((byte) (array.booleans()[place] ? 1 : 0));
    }
  }

  /** From the place of an element where the first axis runs fastest to that in row-major order. */
  private static IntUnaryOperator rowMajor(int[] shape) {
    return place -> {
      int rest = place;
      int stride = 1;
      for (int size : shape) {
        stride *= size;
      }
      int rowMajor = 0;
      for (int size : shape) {
        stride /= size;
        rowMajor += rest % size * stride;
        rest /= size;
      }
      return rowMajor;
    };
  }
}
