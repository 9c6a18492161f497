package dev.adjoint.integration.fuzz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way to write something of a sort: Java text with holes.
 *
 * <ul>
 *   <li>{@code $double}: something of that sort, or a name of that kind
 *   <li>{@code $own:v}: the same, called {@code v} in the rest of the production
 *   <li>{@code $v}: once more what was called {@code v}
 *   <li>{@code $local:index:i}: a new name, for the statements of the production
 *   <li>{@code $new:number:v}: a new name for what follows the production
 *   <li>{@code $block}, {@code $loop}, {@code $switch}, {@code $closed}, {@code $statements}:
 *       statements
 *   <li>{@code $?loop}: nothing, but a name of that kind must be there
 * </ul>
 */
record Production(String sort, int weight, List<Piece> pieces) {
  private static final Pattern HOLE = Pattern.compile("\\$(\\??[A-Za-z]\\w*(?::[A-Za-z]\\w*)*)");

  /** What stands in a production. */
  sealed interface Piece {
    /** Text as it stands. */
    record Fixed(String text) implements Piece {}

    /** What has to be expanded, under a name if that is not empty. */
    record Hole(String sort, String label) implements Piece {}

    /** A new name, known at once or only later. */
    record Declared(String kind, String label, boolean isLocal) implements Piece {}

    /** What a label stands for. */
    record Again(String label) implements Piece {}

    /** A name of the kind must be known. */
    record Required(String kind) implements Piece {}
  }

  /** Reads a production from its text. */
  static Production of(String sort, int weight, String text) {
    List<Piece> pieces = new ArrayList<>();
    Set<String> labels = new HashSet<>();
    Matcher matcher = HOLE.matcher(text);
    int end = 0;
    while (matcher.find()) {
      pieces.add(new Piece.Fixed(text.substring(end, matcher.start())));
      pieces.add(piece(matcher.group(1), labels));
      end = matcher.end();
    }
    pieces.add(new Piece.Fixed(text.substring(end)));
    pieces.removeIf(piece -> piece.equals(new Piece.Fixed("")));
    return new Production(sort, weight, List.copyOf(pieces));
  }

  private static Piece piece(String hole, Set<String> labels) {
    String[] words = hole.split(":");
    if (hole.startsWith("?")) {
      return new Piece.Required(hole.substring(1));
    } else if (words.length == 3) {
      labels.add(words[2]);
      return new Piece.Declared(words[1], words[2], words[0].equals("local"));
    } else if (words.length == 2) {
      labels.add(words[1]);
      return new Piece.Hole(words[0], words[1]);
    }
    return labels.contains(hole) ? new Piece.Again(hole) : new Piece.Hole(hole, "");
  }

  /** The sorts and kinds that have to be filled in, or to be there. */
  List<String> needs() {
    List<String> result = new ArrayList<>();
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Hole hole) {
        result.add(hole.sort());
      } else if (piece instanceof Piece.Required required) {
        result.add(required.kind());
      }
    }
    return result;
  }

  /** Whether statements stand in it. */
  boolean hasStatements() {
    return needs().stream().anyMatch(Grammar.STATEMENTS::contains);
  }
}
