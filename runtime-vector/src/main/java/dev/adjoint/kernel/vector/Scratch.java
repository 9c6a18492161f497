package dev.adjoint.kernel.vector;

/** Arrays that a thread uses again and again, so that a product allocates nothing large. */
final class Scratch {
  private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

  /** Room for one tile of the result. */
  final float[] tile = new float[Tiles.LARGEST];

  private float[] rows = new float[0];
  private float[] panel = new float[0];

  private Scratch() {}

  static Scratch get() {
    return OF_THREAD.get();
  }

  /** Room for rows of the left operand. */
  float[] rows(int size) {
    if (rows.length < size) {
      rows = new float[size];
    }
    return rows;
  }

  /** Room for a packed panel of the right operand. */
  float[] panel(int size) {
    if (panel.length < size) {
      panel = new float[size];
    }
    return panel;
  }
}
