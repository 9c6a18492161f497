package dev.adjoint.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the text of an npy header, which is a Python dictionary of exactly three entries. Anything
 * else that Python would take there, such as a list of fields, is refused.
 */
final class NpyHeaderParser {
  private static final Pattern KEY = Pattern.compile("'(\\w+)'\\s*:\\s*|\"(\\w+)\"\\s*:\\s*");
  private static final Pattern TEXT = Pattern.compile("'([^'\\\\]*)'|\"([^\"\\\\]*)\"");
  private static final Pattern TRUTH = Pattern.compile("True|False");
  private static final Pattern TUPLE = Pattern.compile("\\(([0-9L,\\s]*)\\)");
  private static final Pattern SIZE = Pattern.compile("\\d+L?");
  private static final Pattern SPACE = Pattern.compile("\\s*");

  /** NumPy's own limit. */
  private static final int MAX_AXES = 64;

  /** An array of Java has no more elements. */
  private static final long MAX_ELEMENTS = Integer.MAX_VALUE - 8;

  private final String text;
  private int position;

  NpyHeaderParser(String text) {
    this.text = text;
  }

  NpyHeader parse(int bytes) throws NpyException {
    Map<String, String> entries = entries();
    String descr = entry(entries, "descr");
    int[] shape = shape(entry(entries, "shape"));
    boolean fortranOrder = entry(entries, "fortran_order").equals("True");
    return new NpyHeader(type(descr), descr.startsWith(">"), fortranOrder, shape, bytes);
  }

  private Map<String, String> entries() throws NpyException {
    Map<String, String> entries = new HashMap<>();
    skip(SPACE);
    expect("{");
    while (!accept("}")) {
      Matcher key = match(KEY, "a key in quotes and a colon");
      String name = key.group(1) == null ? key.group(2) : key.group(1);
      if (entries.put(name, value(name)) != null) {
        throw new NpyException("the header's key %s stands twice".formatted(name));
      }
      if (!accept(",")) {
        expect("}");
        break;
      }
    }
    if (position < text.length()) {
      throw unexpected("the end");
    }
    return entries;
  }

  private String value(String name) throws NpyException {
    return switch (name) {
      case "descr" -> {
        Matcher value = match(TEXT, "one type in quotes, such as '<f4'");
        yield value.group(1) == null ? value.group(2) : value.group(1);
      }
      case "fortran_order" -> match(TRUTH, "True or False").group();
      case "shape" -> match(TUPLE, "a shape such as (2, 3)").group(1).strip();
      default -> throw new NpyException("unknown key %s in the header".formatted(name));
    };
  }

  private static String entry(Map<String, String> entries, String name) throws NpyException {
    String value = entries.get(name);
    if (value == null) {
      throw new NpyException("the header has no %s".formatted(name));
    }
    return value;
  }

  private static NpyType type(String descr) throws NpyException {
    for (NpyType type : NpyType.values()) {
      boolean named = descr.length() == 3 && descr.endsWith(type.code());
      if (named && (type.bytes() == 1 ? "|<>=" : "<>").indexOf(descr.charAt(0)) >= 0) {
        return type;
      }
    }
    throw new NpyException(
        "the type %s found, expected one of %s, little-endian (<) or big-endian (>)"
            .formatted(descr, Arrays.stream(NpyType.values()).map(NpyType::code).toList()));
  }

  private static int[] shape(String sizes) throws NpyException {
    List<String> parts = new ArrayList<>(List.of(sizes.split(",", -1)));
    boolean closed = parts.get(parts.size() - 1).isBlank();
    if (closed) {
      parts.remove(parts.size() - 1);
    }
    // Python reads (3) as a number, not as a tuple of one.
    boolean tuple = closed ? parts.isEmpty() == sizes.isBlank() : parts.size() > 1;
    if (!tuple || parts.size() > MAX_AXES) {
      throw noShape(sizes);
    }
    int[] shape = new int[parts.size()];
    long elements = 1;
    for (int i = 0; i < shape.length; i++) {
      long size = size(parts.get(i).strip(), sizes);
      if (size > MAX_ELEMENTS || elements * size > MAX_ELEMENTS) {
        throw new NpyException(
            "the shape (%s) found, expected at most %d elements".formatted(sizes, MAX_ELEMENTS));
      }
      elements *= Math.max(1, size);
      shape[i] = (int) size;
    }
    return shape;
  }

  private static long size(String text, String sizes) throws NpyException {
    if (!SIZE.matcher(text).matches()) {
      throw noShape(sizes);
    }
    // Python 2 wrote an L behind what it held as a long.
    String digits = text.replace("L", "");
    return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  private static NpyException noShape(String sizes) {
    return new NpyException(
        "the shape (%s) found, expected one such as (2, 3) of at most %d axes"
            .formatted(sizes, MAX_AXES));
  }

  private Matcher match(Pattern pattern, String expected) throws NpyException {
    Matcher matcher = pattern.matcher(text).region(position, text.length());
    if (!matcher.lookingAt()) {
      throw unexpected(expected);
    }
    position = matcher.end();
    skip(SPACE);
    return matcher;
  }

  private void skip(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(position, text.length());
    position = matcher.lookingAt() ? matcher.end() : position;
  }

  private boolean accept(String token) {
    boolean found = text.startsWith(token, position);
    position += found ? token.length() : 0;
    skip(SPACE);
    return found;
  }

  private void expect(String token) throws NpyException {
    if (!accept(token)) {
      throw unexpected("'" + token + "'");
    }
  }

  private NpyException unexpected(String expected) {
    return new NpyException(
        "bad header at character %d of \"%s\": expected %s"
            .formatted(position, text.strip(), expected));
  }
}
