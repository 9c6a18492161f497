package dev.adjoint.io;

/** The types of elements that npy files are read and written with. */
public enum NpyType {
  /** {@code float}, NumPy's {@code f4}. */
  FLOAT32("f4", Float.BYTES),
  /** {@code double}, NumPy's {@code f8}. */
  FLOAT64("f8", Double.BYTES),
  /** {@code int}, NumPy's {@code i4}. */
  INT32("i4", Integer.BYTES),
  /** {@code long}, NumPy's {@code i8}. */
  INT64("i8", Long.BYTES),
  /** {@code byte} read as 0 to 255, NumPy's {@code u1}. */
  UINT8("u1", Byte.BYTES),
  /** {@code boolean}, NumPy's {@code bool}. */
  BOOL("b1", Byte.BYTES);

  private final String code;
  private final int bytes;

  NpyType(String code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** How many bytes an element has. */
  public int bytes() {
    return bytes;
  }

  /** NumPy's code without the byte order, such as {@code f4}. */
  String code() {
    return code;
  }

  /** NumPy's code as this project writes it. */
  String descr() {
    return (bytes == 1 ? "|" : "<") + code;
  }
}
