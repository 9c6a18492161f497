package dev.adjoint.integration.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A production knows nothing of the names around it. */
class GrammarTest {
  /** A type and a name, or the parameter of a lambda. */
  private static final Pattern DECLARATION =
      Pattern.compile("\\b[A-Za-z]+(<\\w+>|\\[])* ([a-z]\\w*) [=:;]|\\b([a-z]\\w*) ->");

  @Test
  void whatIsDeclaredHasNoFixedName() {
    Grammar grammar = Grammar.ofArrays();
    for (String sort : grammar.sorts()) {
      for (Production production : grammar.of(sort)) {
        for (Production.Piece piece : production.pieces()) {
          if (piece instanceof Production.Piece.Fixed fixed) {
            Matcher declaration = DECLARATION.matcher(fixed.text().replace("default ->", ""));
            assertThat(declaration.find()).as("%s in %s", fixed.text(), sort).isFalse();
          }
        }
      }
    }
  }
}
