package dev.adjoint;

/**
 * The unit vectors of several values together: along each of them one number is 1, and all others
 * are 0.
 *
 * <pre>{@code
 * Basis basis = new Basis();
 * Basis.Part<double[]> x = basis.add(Space.DOUBLES, new double[3]);
 * Basis.Part<Double> y = basis.add(Space.DOUBLE, 0.5);
 * basis.size();    // 4
 * x.unit(2);       // {0, 0, 1}
 * y.unit(2);       // 0
 * }</pre>
 */
public final class Basis {
  private int size;

  /** A basis of nothing. */
  public Basis() {}

  /** The number of unit vectors. */
  public int size() {
    return size;
  }

  /**
   * Adds the numbers of a value, behind those that are there.
   *
   * @param like the value; only its structure matters
   */
  public <T> Part<T> add(Space<T> space, T like) {
    int first = size;
    size += space.size(like);
    return new Part<>(space, like, first, size - first);
  }

  /** Writes a vector as a column of a matrix. */
  public static void setColumn(double[][] matrix, int column, double[] vector) {
    for (int i = 0; i < vector.length; i++) {
      matrix[i][column] = vector[i];
    }
  }

  /**
   * One of the values.
   *
   * @param <T> its type
   */
  public static final class Part<T> {
    private final Space<T> space;
    private final T like;
    private final int first;
    private final int size;

    private Part(Space<T> space, T like, int first, int size) {
      this.space = space;
      this.like = like;
      this.first = first;
      this.size = size;
    }

    /**
     * What the value is in a unit vector.
     *
     * @param index the number of the unit vector, from 0
     */
    public T unit(int index) {
      double[] numbers = new double[size];
      if (index >= first && index - first < size) {
        numbers[index - first] = 1;
      }
      return space.make(like, numbers, 0);
    }

    /**
     * Writes the numbers of a value of the same structure into a vector of all of them.
     *
     * @throws IllegalArgumentException if the value has more or fewer numbers
     */
    public void put(T value, double[] vector) {
      int given = space.size(value);
      if (given != size) {
        throw new IllegalArgumentException(
            "a value of " + given + " numbers, where there are " + size);
      }
      space.read(value, vector, first);
    }
  }
}
