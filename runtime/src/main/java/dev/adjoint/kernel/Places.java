package dev.adjoint.kernel;

/**
 * Places of an image at which something is computed: rows one after the other without gaps in the
 * result, and with gaps in what is read.
 *
 * @param rows how many rows there are
 * @param width how many places a row has
 * @param pitch how far it is from a row to the next in what is read
 */
public record Places(int rows, int width, int pitch) {
  /** How many places there are. */
  public int count() {
    return rows * width;
  }
}
