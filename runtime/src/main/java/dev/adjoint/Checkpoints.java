package dev.adjoint;

/** What generated code needs to run parts of a forward sweep again: sizes of blocks, snapshots. */
public final class Checkpoints {
  private Checkpoints() {}

  /**
   * The number of trips in a block if there are about as many blocks: ⌈√trips⌉, at least 1.
   *
   * @param trips the number of trips; a loop that does not run may have a negative one
   */
  public static int blockSize(int trips) {
    return trips <= 1 ? 1 : (int) Math.ceil(Math.sqrt(trips));
  }

  /**
   * The number of blocks, of which the last one may be smaller: ⌈trips / size⌉, at least 0.
   *
   * @param trips the number of trips; a loop that does not run may have a negative one
   */
  public static int blockCount(int trips, int size) {
    return trips <= 0 ? 0 : (trips - 1) / size + 1;
  }

  /**
   * A copy of an array that shares no row; null of null.
   *
   * @param array an array, of arrays too, or null
   */
  @SuppressWarnings("unchecked") // A copy is of the type of its original.
  public static <T> T copyOf(T array) {
    if (array instanceof Object[] rows) {
      Object[] copy = rows.clone();
      for (int i = 0; i < copy.length; i++) {
        copy[i] = isArray(copy[i]) ? copyOf(copy[i]) : copy[i];
      }
      return (T) copy;
    } else if (array instanceof double[] a) {
      return (T) a.clone();
    } else if (array instanceof float[] a) {
      return (T) a.clone();
    } else if (array instanceof int[] a) {
      return (T) a.clone();
    } else if (array instanceof long[] a) {
      return (T) a.clone();
    } else if (array instanceof boolean[] a) {
      return (T) a.clone();
    } else if (array instanceof byte[] a) {
      return (T) a.clone();
    } else if (array instanceof short[] a) {
      return (T) a.clone();
    } else if (array instanceof char[] a) {
      return (T) a.clone();
    }
    return array;
  }

  /**
   * Gives an array, and the rows that it has, the elements that a copy has.
   *
   * @param copy what {@link #copyOf} gave of the array; null if there was none
   */
  public static void restore(Object array, Object copy) {
    if (copy instanceof Object[] rows) {
      Object[] into = (Object[]) array;
      for (int i = 0; i < rows.length; i++) {
        if (isArray(rows[i])) {
          restore(into[i], rows[i]);
        } else {
          into[i] = rows[i];
        }
      }
    } else if (copy != null) {
      System.arraycopy(copy, 0, array, 0, java.lang.reflect.Array.getLength(copy));
    }
  }

  /**
   * Gives the adjoint of an array that was made again what its first one had.
   *
   * @param into the adjoint of the array that was made again: the same object where the array was
   *     not made anew
   * @param from the adjoint of the array as it was made first; null if there was none
   */
  public static void carry(Object into, Object from) {
    if (from == into || from == null) {
      return;
    } else if (from instanceof Object[] rows) {
      Object[] targets = (Object[]) into;
      for (int i = 0; i < rows.length; i++) {
        if (isArray(rows[i])) {
          carry(targets[i], rows[i]);
        } else {
          targets[i] = rows[i];
        }
      }
    } else {
      System.arraycopy(from, 0, into, 0, java.lang.reflect.Array.getLength(from));
    }
  }

  private static boolean isArray(Object value) {
    return value != null && value.getClass().isArray();
  }
}
