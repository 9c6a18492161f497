package dev.adjoint.integration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks for forward mode in sources that do not, so that what reverse mode is tested by tests it.
 */
public final class ForwardAsked {
  private static final String MODE = "modes = dev.adjoint.annotations.Mode.JVP";

  /** An annotation of a method; on a type it asks for a tree. */
  private static final Pattern ANNOTATION =
      Pattern.compile(
          "@Differentiable\\b(\\(([^)]*)\\))?"
              + "(?!\\s*(\\w+\\s+|non-sealed\\s+)*(record|interface|class)\\s)");

  private ForwardAsked() {}

  /** The source in which all methods that are differentiated are so in forward mode, too. */
  public static String in(String source) {
    if (source.contains("@Primitive") && !source.contains("@Jvp")) {
      return source; // Its operations are for reverse mode alone.
    }
    return ANNOTATION
        .matcher(source)
        .replaceAll(
            found -> {
              String others = found.group(2) == null ? "" : found.group(2);
              return Matcher.quoteReplacement(
                  others.contains("modes")
                      ? found.group()
                      : "@Differentiable(" + MODE + (others.isBlank() ? "" : ", " + others) + ")");
            });
  }
}
