package dev.adjoint.processor.ir;

import java.util.Map;

/** What users say about shapes, as they wrote it. */
public final class Shapes {
  private Shapes() {}

  /**
   * What a method says of the shapes of its parameters and its result.
   *
   * @param parameters by their names; what nothing is said of is left out
   */
  public record OfMethod(Map<String, Declared> parameters, Declared result) {
    /** Nothing was declared. */
    public static final OfMethod NONE = new OfMethod(Map.of(), Declared.NONE);

    public OfMethod {
      parameters = Map.copyOf(parameters);
    }

    /** What is said of a parameter. */
    public Declared of(String parameter) {
      return parameters.getOrDefault(parameter, Declared.NONE);
    }
  }

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
