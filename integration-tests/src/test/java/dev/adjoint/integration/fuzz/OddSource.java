package dev.adjoint.integration.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a source odd: drops, doubles, swaps, renames and exchanges some of its tokens. */
final class OddSource {
  private static final Pattern TOKEN =
      Pattern.compile(
          "//[^\\n]*|/\\*(?s:.*?)\\*/|\\s+|\"(?:[^\"\\\\\\n]|\\\\.)*\"|[A-Za-z_]\\w*"
              + "|\\d[\\w.]*|->|::|&&|\\|\\||[<>=!+*/%-]=|\\+\\+|--|.");

  /** What tokens are exchanged for. */
  private static final List<String> OTHERS =
      List.of(
          "null",
          "this",
          "0",
          "1.5f",
          "\"x\"",
          "'c'",
          "new",
          "double",
          "int",
          "float[]",
          "var",
          "return",
          "break",
          "continue",
          "yield",
          "throw",
          "if",
          "else",
          "for",
          "while",
          "switch",
          "case",
          "default",
          "->",
          "::",
          "?",
          ":",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          ";",
          ",",
          ".",
          "=",
          "+=",
          "++",
          "--",
          "!",
          "~",
          "<",
          "==",
          "&&",
          "instanceof",
          "record",
          "static",
          "final",
          "@Differentiable",
          "@NonDifferentiable",
          "super",
          "Math",
          "length",
          "true",
          "1L",
          "<<",
          "%");

  private final List<String> tokens = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();
  private final Random random;

  private OddSource(String text, Random random) {
    this.random = random;
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      boolean isToken = !matcher.group().isBlank() && !matcher.group().startsWith("/");
      if (isToken) {
        places.add(tokens.size());
      }
      tokens.add(matcher.group());
    }
  }

  /** The text with one change, or a few. */
  static String of(String text, long seed) {
    OddSource source = new OddSource(text, new Random(seed * 0x9E3779B97F4A7C15L));
    int changes = source.random.nextInt(2) == 0 ? 1 : 1 + source.random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      source.change();
    }
    return String.join("", source.tokens);
  }

  private void change() {
    int place = place();
    String token = tokens.get(place);
    switch (random.nextInt(10)) {
      case 0 -> tokens.set(place, "");
      case 1 -> tokens.set(place, token + " " + token);
      case 2 -> swap(place, place());
      case 3 -> tokens.set(place, OTHERS.get(random.nextInt(OTHERS.size())));
      case 4 -> changeStatement();
      default -> tokens.set(place, like(token));
    }
  }

  /** Where something is changed; rarely at brackets and the like, which only end the parsing. */
  private int place() {
    int place = places.get(random.nextInt(places.size()));
    while (kind(tokens.get(place)).equals("mark") && random.nextInt(10) > 0) {
      place = places.get(random.nextInt(places.size()));
    }
    return place;
  }

  private void swap(int first, int second) {
    String token = tokens.get(first);
    tokens.set(first, tokens.get(second));
    tokens.set(second, token);
  }

  /** Drops or doubles what stands between a semicolon or a brace and a semicolon. */
  private void changeStatement() {
    int end = place();
    while (end < tokens.size() && !tokens.get(end).equals(";")) {
      end++;
    }
    int start = Math.min(end, tokens.size() - 1);
    while (start > 0 && !tokens.get(start - 1).matches("[;{}]")) {
      start--;
    }
    String statement = String.join("", tokens.subList(start, Math.min(end + 1, tokens.size())));
    boolean drops = random.nextBoolean();
    for (int i = start; i < end && i < tokens.size(); i++) {
      tokens.set(i, "");
    }
    tokens.set(start, drops ? "" : statement + " " + statement);
  }

  /** Another token of the file, or of a list, that might stand there too. */
  private String like(String token) {
    String kind = kind(token);
    List<String> all = new ArrayList<>(OTHERS);
    places.forEach(place -> all.add(tokens.get(place)));
    List<String> same = all.stream().filter(t -> kind(t).equals(kind) && !t.equals(token)).toList();
    return same.isEmpty() ? token : same.get(random.nextInt(same.size()));
  }

  private static String kind(String token) {
    if (token.matches("double|float|int|long|boolean|var|String|Tensor|float\\[]")) {
      return "type";
    } else if (token.matches("[A-Z]\\w*")) {
      return "class";
    } else if (token.matches("\\d.*|true|false|null|\".*|'.*")) {
      return "literal";
    } else if (token.matches("[a-z_]\\w*")) {
      return OTHERS.contains(token) ? "keyword" : "name";
    }
    return token.matches("[-+*/%<>=!&|^~]+") ? "operator" + token.endsWith("=") : "mark";
  }
}
