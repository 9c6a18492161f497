package dev.adjoint.kernel.vector;

/** Arrays that a thread uses again and again, so that a kernel allocates nothing large. */
final class Scratch {
  /**
   * The elements of a chunk, of which several stay in the first-level cache. Loops over elements
   * take no more at a time also because of HotSpot: a method with a long loop is compiled while it
   * runs, which for vectors gives poor code, and so is every call of it until it was called 600
   * times.
   */
  static final int CHUNK = 1024;

  private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

  /** Room for one tile of the result of a product. */
  final float[] tile = new float[Tiles.LARGEST];

  /**
   * Room for what is between two loops over some elements: more than is needed, so that the same
   * places of both do not lie a multiple of 4 KiB apart, where processors may take the load from
   * one for a load of what was just stored into the other.
   */
  final float[] chunk = new float[CHUNK + CHUNK / 2];

  final float[] secondChunk = new float[CHUNK + CHUNK / 2];

  /** Room for what a function gives, which itself uses the chunks. */
  final float[] result = new float[CHUNK + CHUNK / 2];

  /** Transposes squares through memory of its own. */
  final Transposition transposition = new Transposition();

  private float[] rows = new float[0];
  private float[] columns = new float[0];
  private float[] panel = new float[0];
  private float[] pixels = new float[0];
  private float[] tiles = new float[0];
  private float[] products = new float[0];

  private Scratch() {}

  static Scratch get() {
    return OF_THREAD.get();
  }

  /** Room for rows of an operand. */
  float[] rows(int size) {
    if (rows.length < size) {
      rows = new float[size];
    }
    return rows;
  }

  /** Room for columns of the left operand of a product. */
  float[] columns(int size) {
    if (columns.length < size) {
      columns = new float[size];
    }
    return columns;
  }

  /** Room for a packed panel of the right operand of a product. */
  float[] panel(int size) {
    if (panel.length < size) {
      panel = new float[size];
    }
    return panel;
  }

  /** Room for the pixels of images. */
  float[] pixels(int size) {
    if (pixels.length < size) {
      pixels = new float[size];
    }
    return pixels;
  }

  /** Room for tiles of images. */
  float[] tiles(int size) {
    if (tiles.length < size) {
      tiles = new float[size];
    }
    return tiles;
  }

  /** Room for tiles of results. */
  float[] products(int size) {
    if (products.length < size) {
      products = new float[size];
    }
    return products;
  }
}
