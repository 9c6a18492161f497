package dev.adjoint.data.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The Java on the page about data is that of the tests beside this one, but for line breaks. */
class PageTest {
  private static final Path PAGE = Path.of("../docs/data.md");
  private static final Path RECIPES =
      Path.of("src/test/java/dev/adjoint/data/recipes/RecipesTest.java");
  private static final Pattern LISTING = Pattern.compile("(?ms)^```java\n(.*?)^```$");

  /** The formatter breaks lines elsewhere than the page does. */
  private static String withoutSpace(String text) {
    return text.lines().map(line -> line.replace(" ", "")).collect(Collectors.joining());
  }

  @Test
  void everyListingIsPartOfATest() throws IOException {
    List<String> listings =
        LISTING.matcher(Files.readString(PAGE)).results().map(match -> match.group(1)).toList();
    assertThat(listings).hasSize(9);
    String source = withoutSpace(Files.readString(RECIPES));
    for (String listing : listings) {
      assertThat(source).contains(withoutSpace(listing));
    }
  }
}
