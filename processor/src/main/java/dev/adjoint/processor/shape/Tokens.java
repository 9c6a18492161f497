package dev.adjoint.processor.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words and signs of a shape or of a shape rule, read from left to right. */
final class Tokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(->|<=|[()+*/,:=\\[\\]-])|(\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)|(\\d+))");

  private static final String END = "";

  private final List<String> tokens = new ArrayList<>();
  private int next;

  Tokens(String text) throws MalformedText {
    String rest = text.strip();
    Matcher matcher = TOKEN.matcher(rest);
    int at = 0;
    while (at < rest.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        String sign = rest.substring(at).strip();
        throw new MalformedText(
            "\"%s\" is not allowed", sign.substring(0, sign.offsetByCodePoints(0, 1)));
      }
      tokens.add(matcher.group().strip());
      at = matcher.end();
    }
  }

  boolean atEnd() {
    return next == tokens.size();
  }

  private String peek(int offset) {
    return next + offset < tokens.size() ? tokens.get(next + offset) : END;
  }

  boolean isNext(String token) {
    return peek(0).equals(token);
  }

  /** Whether a name comes next, and then the sign. */
  boolean isNameBefore(String sign) {
    return isNameNext() && peek(1).equals(sign);
  }

  boolean isNameNext() {
    return !atEnd() && Character.isJavaIdentifierStart(peek(0).codePointAt(0));
  }

  boolean isNumberNext() {
    return !atEnd() && Character.isDigit(peek(0).codePointAt(0));
  }

  /** Steps over the token if it comes next. */
  boolean accept(String token) {
    boolean found = isNext(token);
    if (found) {
      next++;
    }
    return found;
  }

  void expect(String token) throws MalformedText {
    if (!accept(token)) {
      throw unexpected("\"" + token + "\"");
    }
  }

  String name() throws MalformedText {
    if (!isNameNext()) {
      throw unexpected("a name");
    }
    return tokens.get(next++);
  }

  int number() throws MalformedText {
    String digits = tokens.get(next++);
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new MalformedText("%s is too large", digits);
    }
  }

  void expectEnd() throws MalformedText {
    if (!atEnd()) {
      throw unexpected("the end");
    }
  }

  /** Says that something else should have come next. */
  MalformedText unexpected(String expected) {
    String found = atEnd() ? "the text ends" : "found \"" + peek(0) + "\"";
    return new MalformedText("expected %s, but %s", expected, found);
  }
}
