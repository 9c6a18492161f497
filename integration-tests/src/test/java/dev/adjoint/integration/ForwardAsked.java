package dev.adjoint.integration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks for forward mode in sources that do not, so that what reverse mode is tested by tests it.
 */
public final class ForwardAsked {
  private static final String JVP = "dev.adjoint.annotations.Mode.JVP";
  private static final String BOTH = "{" + JVP + ", dev.adjoint.annotations.Mode.HVP}";

  /** An annotation of a method; on a type it asks for a tree. */
  private static final Pattern ANNOTATION =
      Pattern.compile(
          "@Differentiable\\b(\\(([^)]*)\\))?"
              + "(?!\\s*(\\w+\\s+|non-sealed\\s+)*(record|interface|class)\\s)"
              + "(\\s+(?:(?:public|static|final|synchronized|default)\\s+)*(?:double|float)\\s)?");

  private ForwardAsked() {}

  /** The source where forward mode was asked for, with computation graphs instead. */
  public static String asGraphs(String source) {
    String graph = "dev.adjoint.annotations.Mode.GRAPH";
    String marked = source.replace(BOTH, graph).replace(JVP, graph);
    return ANNOTATION
        .matcher(marked)
        .replaceAll(
            found -> {
              String others = found.group(2) == null ? "" : found.group(2);
              String rest = found.group(5) == null ? "" : found.group(5);
              return Matcher.quoteReplacement(
                  others.contains("modes")
                      ? found.group()
                      : "@Differentiable(modes = "
                          + graph
                          + (others.isBlank() ? "" : ", " + others)
                          + ")"
                          + rest);
            });
  }

  /** The source in which all methods that are differentiated are so in all modes. */
  public static String in(String source) {
    return in(source, true);
  }

  /**
   * The same, where methods whose result is no number say that they can be differentiated twice.
   */
  public static String twice(String source) {
    return in(source).replace("(modes = " + JVP, "(modes = " + BOTH);
  }

  /**
   * The source in which all methods that are differentiated are so in forward mode, too.
   *
   * @param isTwice whether they are also differentiated twice, where that can be
   */
  static String in(String source, boolean isTwice) {
    if (source.contains("@Primitive") && !source.contains("@Jvp")) {
      return source; // Its operations are for reverse mode alone.
    }
    // A rule of a user need not be a true derivative, and may call what has none.
    boolean isTrue = isTwice && !source.contains("@Primitive");
    return ANNOTATION
        .matcher(source)
        .replaceAll(
            found -> {
              String others = found.group(2) == null ? "" : found.group(2);
              String rest = found.group(5) == null ? "" : found.group(5);
              boolean isSecond = isTrue && !rest.isEmpty() && !others.contains("mutates");
              return Matcher.quoteReplacement(
                  others.contains("modes")
                      ? found.group()
                      : "@Differentiable(modes = "
                          + (isSecond ? BOTH : JVP)
                          + (others.isBlank() ? "" : ", " + others)
                          + ")"
                          + rest);
            });
  }
}
