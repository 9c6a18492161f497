package dev.adjoint.processor.ir;

/** What users say about shapes, as they wrote it. */
public final class Shapes {
  private Shapes() {}

  /**
   * A declared shape.
   *
   * @param text the dimensions as written
   * @param isDeclared false where nothing was declared; a declared shape without dimensions is that
   *     of a scalar
   */
  public record Declared(String text, boolean isDeclared) {
    /** Nothing was declared. */
    public static final Declared NONE = new Declared("", false);

    /** The shape with these dimensions. */
    public static Declared of(String text) {
      return new Declared(text, true);
    }
  }
}
