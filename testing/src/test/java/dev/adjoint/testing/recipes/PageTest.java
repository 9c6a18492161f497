package dev.adjoint.testing.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The Java on the page about checking gradients is that of the tests beside this one, which run.
 */
class PageTest {
  private static final Path PAGE = Path.of("../docs/checking-gradients.md");
  private static final Path RECIPES = Path.of("src/test/java/dev/adjoint/testing/recipes");
  private static final Pattern LISTING = Pattern.compile("(?ms)^```java\n(.*?)^```$");

  private static String withoutIndentation(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n"));
  }

  @Test
  void everyListingIsPartOfATest() throws IOException {
    List<String> listings =
        LISTING.matcher(Files.readString(PAGE)).results().map(match -> match.group(1)).toList();
    assertThat(listings).hasSize(4);
    StringBuilder sources = new StringBuilder();
    try (Stream<Path> files = Files.list(RECIPES)) {
      for (Path file : files.filter(file -> !file.endsWith("PageTest.java")).toList()) {
        sources.append(withoutIndentation(Files.readString(file))).append('\n');
      }
    }
    for (String listing : listings) {
      assertThat(sources.toString()).contains(withoutIndentation(listing) + "\n");
    }
  }
}
