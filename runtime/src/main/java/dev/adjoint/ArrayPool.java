package dev.adjoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Arrays that are lent, by their lengths; what came back last is lent first, for it is in cache.
 */
final class ArrayPool {
  /** Arrays of one length that are not lent. */
  private static final class Shelf {
    private final List<float[]> arrays = new ArrayList<>();

    /** How many were never needed since the last time that memory was let go. */
    private int idle;

    float[] take(int length) {
      if (arrays.isEmpty()) {
        idle = 0;
        return new float[length];
      }
      float[] array = arrays.remove(arrays.size() - 1);
      idle = Math.min(idle, arrays.size());
      return array;
    }
  }

  private final Map<Integer, Shelf> shelves = new HashMap<>();

  /** The arrays that are lent, with the number of their readers. */
  private final Map<float[], Integer> lent = new IdentityHashMap<>();

  private long bytesLent;
  private long mostBytesLent;
  private long bytesIdle;

  float[] take(int length) {
    Shelf shelf = shelf(length);
    if (!shelf.arrays.isEmpty()) {
      bytesIdle -= bytes(length);
    }
    float[] array = shelf.take(length);
    lent.put(array, 1);
    bytesLent += bytes(length);
    mostBytesLent = Math.max(mostBytesLent, bytesLent);
    return array;
  }

  /** Counts one reader more of an array; false if it is not lent. */
  boolean retain(float[] array) {
    return lent.computeIfPresent(array, (key, readers) -> readers + 1) != null;
  }

  /** Takes an array back from its last reader; ignores one that is not lent. */
  void giveBack(float[] array) {
    Integer readers = lent.get(array);
    if (readers == null) {
      return;
    } else if (readers > 1) {
      lent.put(array, readers - 1);
    } else {
      lent.remove(array);
      keep(array);
    }
  }

  void giveAllBack() {
    lent.keySet().forEach(this::keep);
    lent.clear();
  }

  private void keep(float[] array) {
    // Whoever still reads it finds out at once, in tests.
    assert spoil(array);
    shelf(array.length).arrays.add(array);
    bytesLent -= bytes(array.length);
    bytesIdle += bytes(array.length);
  }

  private Shelf shelf(int length) {
    return shelves.computeIfAbsent(length, key -> new Shelf());
  }

  /** Lets go of what nobody needed since the last time. */
  void trim() {
    for (Shelf shelf : shelves.values()) {
      List<float[]> unneeded = shelf.arrays.subList(0, Math.min(shelf.idle, shelf.arrays.size()));
      unneeded.forEach(array -> bytesIdle -= bytes(array.length));
      unneeded.clear();
      shelf.idle = shelf.arrays.size();
    }
    shelves.values().removeIf(shelf -> shelf.arrays.isEmpty());
  }

  /** What is lent, and what is not. */
  long bytes() {
    return bytesLent + bytesIdle;
  }

  long mostBytesLent() {
    return mostBytesLent;
  }

  private static long bytes(int length) {
    return (long) Float.BYTES * length;
  }

  /** Fills an array with what spoils every result; always true. */
  static boolean spoil(float[] array) {
    Arrays.fill(array, Float.NaN);
    return true;
  }
}
