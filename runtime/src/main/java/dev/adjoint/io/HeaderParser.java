package dev.adjoint.io;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Parses the JSON header of a safetensors file: one object of objects, of which {@code
 * __metadata__} has strings and every other one {@code dtype}, {@code shape} and {@code
 * data_offsets}. Anything else is refused, so that nothing nests deeper than this class descends.
 */
final class HeaderParser {
  static final String METADATA = "__metadata__";

  private final String text;
  private int position;

  private HeaderParser(String text) {
    this.text = text;
  }

  /**
   * Parses a header.
   *
   * @throws HeaderException with the position if the text is not such a header
   */
  static Header parse(String text) {
    HeaderParser parser = new HeaderParser(text);
    List<HeaderEntry> entries = new ArrayList<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    parser.object(
        name -> {
          if (name.equals(METADATA)) {
            parser.object(key -> metadata.put(key, parser.string()));
          } else {
            entries.add(parser.entry(name));
          }
        });
    parser.skipSpace();
    if (parser.position < text.length()) {
      throw parser.unexpected("the end");
    }
    return new Header(entries, metadata);
  }

  private HeaderEntry entry(String name) {
    String[] dtype = new String[1];
    long[][] lists = new long[2][];
    object(
        key -> {
          switch (key) {
            case "dtype" -> dtype[0] = string();
            case "shape" -> lists[0] = numbers();
            case "data_offsets" -> lists[1] = numbers();
            default -> throw new HeaderException("unknown key " + key + " of " + name);
          }
        });
    if (dtype[0] == null || lists[0] == null || lists[1] == null || lists[1].length != 2) {
      throw new HeaderException(name + " needs a dtype, a shape and two data_offsets");
    }
    return new HeaderEntry(name, dtype[0], lists[0], lists[1][0], lists[1][1]);
  }

  private void object(Consumer<String> member) {
    expect('{');
    Set<String> names = new HashSet<>();
    if (accept('}')) {
      return;
    }
    do {
      String name = string();
      if (!names.add(name)) {
        throw new HeaderException("the name " + name + " stands twice");
      }
      expect(':');
      member.accept(name);
    } while (accept(','));
    expect('}');
  }

  private long[] numbers() {
    expect('[');
    List<Long> numbers = new ArrayList<>();
    if (!accept(']')) {
      do {
        numbers.add(number());
      } while (accept(','));
      expect(']');
    }
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }

  private long number() {
    skipSpace();
    int start = position;
    while (position < text.length() && Character.digit(text.charAt(position), 10) >= 0) {
      position++;
    }
    try {
      return Long.parseLong(text, start, position, 10);
    } catch (NumberFormatException e) {
      position = start;
      throw unexpected("a whole number");
    }
  }

  private String string() {
    expect('"');
    StringBuilder characters = new StringBuilder();
    while (true) {
      char c = next();
      if (c == '"') {
        return characters.toString();
      }
      if (c < ' ') {
        throw rejected("no control character in a string");
      }
      characters.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw rejected("an escape");
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(next(), 16);
      if (digit < 0) {
        throw rejected("four hexadecimal digits");
      }
      code = code * 16 + digit;
    }
    return (char) code;
  }

  private char next() {
    if (position == text.length()) {
      throw unexpected("the end of a string");
    }
    return text.charAt(position++);
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw unexpected("'" + c + "'");
    }
  }

  private boolean accept(char c) {
    skipSpace();
    boolean found = position < text.length() && text.charAt(position) == c;
    position += found ? 1 : 0;
    return found;
  }

  private void skipSpace() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  /** The character that was just taken is not what it should be. */
  private HeaderException rejected(String expected) {
    position--;
    return unexpected(expected);
  }

  private HeaderException unexpected(String expected) {
    return new HeaderException("bad JSON at character " + position + ": expected " + expected);
  }

  /** The entries of the tensors and the metadata, each in the order of the text. */
  record Header(List<HeaderEntry> entries, Map<String, String> metadata) {}
}
