package dev.adjoint.data;

/**
 * Examples in memory that have three parts.
 *
 * @param <X> the type of the first column
 * @param <Y> the type of the second column
 * @param <Z> the type of the third column
 */
public final class Dataset3<X, Y, Z> extends Examples<Batch3<X, Y, Z>, Dataset3<X, Y, Z>> {
  private final Column<X> xs;
  private final Column<Y> ys;
  private final Column<Z> zs;

  private Dataset3(Column<X> xs, Column<Y> ys, Column<Z> zs) {
    super("columns of one size", xs, ys, zs);
    this.xs = xs;
    this.ys = ys;
    this.zs = zs;
  }

  /**
   * A dataset of any columns.
   *
   * @throws IllegalArgumentException if the numbers of examples differ
   */
  public static <X, Y, Z> Dataset3<X, Y, Z> of(Column<X> xs, Column<Y> ys, Column<Z> zs) {
    return new Dataset3<>(xs, ys, zs);
  }

  /** The first column of all examples, not copied. */
  public X x() {
    return xs.values();
  }

  /** The second column of all examples, not copied. */
  public Y y() {
    return ys.values();
  }

  /** The third column of all examples, not copied. */
  public Z z() {
    return zs.values();
  }

  @Override
  public Dataset3<X, Y, Z> select(int... examples) {
    return new Dataset3<>(xs.select(examples), ys.select(examples), zs.select(examples));
  }

  @Override
  public Batch3<X, Y, Z> all() {
    return new Batch3<>(x(), y(), z());
  }
}
