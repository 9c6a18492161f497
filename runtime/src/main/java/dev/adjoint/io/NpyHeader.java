package dev.adjoint.io;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What an npy file says of its array (NumPy Enhancement Proposal 1, "A Simple File Format for NumPy
 * Arrays"): six bytes of magic, a version, the length of a text, and the text, a Python dictionary
 * of {@code descr}, {@code fortran_order} and {@code shape}.
 *
 * @param bigEndian whether the most significant byte of an element comes first
 * @param fortranOrder whether the first axis runs fastest
 * @param bytes how many bytes the header has, its magic included
 */
record NpyHeader(NpyType type, boolean bigEndian, boolean fortranOrder, int[] shape, int bytes) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** As NumPy's own limit. */
  private static final int MAX_TEXT = 10_000;

  private static final int GROWTH_DIGITS = 21;

  /** Elements start at a multiple of this. */
  private static final int ALIGNMENT = 64;

  /** How many bytes the elements have, which an array of Java can hold. */
  long dataBytes() {
    return (long) elements() * type.bytes();
  }

  int elements() {
    return IntStream.of(shape).reduce(1, (a, b) -> a * b);
  }

  static NpyHeader read(DataInputStream in) throws IOException {
    byte[] start = in.readNBytes(MAGIC.length);
    if (!Arrays.equals(start, MAGIC)) {
      throw new NpyException(
          start.length < MAGIC.length
              ? "truncated: %d bytes found, expected a header".formatted(start.length)
              : "no npy data: the first bytes are %s, expected \\x93NUMPY"
                  .formatted(Arrays.toString(start)));
    }
    int major = in.readUnsignedByte();
    int minor = in.readUnsignedByte();
    if (major < 1 || major > 3 || minor != 0) {
      throw new NpyException("version %d.%d found, expected 1.0 to 3.0".formatted(major, minor));
    }
    long length =
        major == 1
            ? Short.toUnsignedLong(Short.reverseBytes(in.readShort()))
            : Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
    if (length > MAX_TEXT) {
      throw new NpyException(
          "a header of %d bytes found, expected at most %d".formatted(length, MAX_TEXT));
    }
    byte[] text = new byte[(int) length];
    in.readFully(text);
    Charset charset = major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    int bytes = MAGIC.length + 2 + (major == 1 ? Short.BYTES : Integer.BYTES) + text.length;
    return new NpyHeaderParser(new String(text, charset)).parse(bytes);
  }

  /** The bytes of a header of version 1.0. */
  static byte[] write(NpyArray array, boolean fortranOrder) {
    int[] sizes = array.shape();
    String shape =
        IntStream.of(sizes).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String text =
        "{'descr': '%s', 'fortran_order': %s, 'shape': (%s%s), }"
            .formatted(
                array.type().descr(),
                fortranOrder ? "True" : "False",
                shape,
                sizes.length == 1 ? "," : "");
    int start = MAGIC.length + 2 + Short.BYTES;
    int least = text.length() + growth(sizes, fortranOrder) + 1;
    int length = least + Math.floorMod(-(start + least), ALIGNMENT);
    if (length > MAX_TEXT) {
      throw new IllegalArgumentException("npy: a shape of %d axes".formatted(sizes.length));
    }
    ByteBuffer header = ByteBuffer.allocate(start + length).order(ByteOrder.LITTLE_ENDIAN);
    header.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) length);
    header.put(text.getBytes(StandardCharsets.US_ASCII));
    while (header.remaining() > 1) {
      header.put((byte) ' ');
    }
    return header.put((byte) '\n').array();
  }

  /** As NumPy does, room for the digits of an axis that grows when elements are appended. */
  private static int growth(int[] shape, boolean fortranOrder) {
    if (shape.length == 0) {
      return 0;
    }
    int axis = shape[fortranOrder ? shape.length - 1 : 0];
    return GROWTH_DIGITS - Integer.toString(axis).length();
  }
}
