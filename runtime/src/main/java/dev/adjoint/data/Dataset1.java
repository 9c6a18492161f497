package dev.adjoint.data;

/**
 * Examples in memory that have one part.
 *
 * @param <X> the type of the column, such as a tensor whose first axis counts the examples
 */
public final class Dataset1<X> extends Examples<X, Dataset1<X>> {
  private final Column<X> xs;

  private Dataset1(Column<X> xs) {
    super("a column", xs);
    this.xs = xs;
  }

  /** A dataset of a column. */
  public static <X> Dataset1<X> of(Column<X> xs) {
    return new Dataset1<>(xs);
  }

  /** The column of all examples, not copied. */
  public X x() {
    return xs.values();
  }

  @Override
  public Dataset1<X> select(int... examples) {
    return new Dataset1<>(xs.select(examples));
  }

  @Override
  public X all() {
    return x();
  }
}
