package dev.adjoint.integration.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.integration.Compilation;
import dev.adjoint.integration.Compiler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Java on pages for newcomers compiles, runs, and prints what the page says: a listing is
 * either a class, or statements, in which {@code // …} behind a line that prints tells what.
 */
class ListingsTest {
  private static final Pattern LISTING = Pattern.compile("(?ms)^```java\n(.*?)^```$");
  private static final Pattern TYPE =
      Pattern.compile("(?m)^(?:class|record|sealed interface) (\\w+)");
  private static final Pattern PRINTED = Pattern.compile("(?m)^System\\.out\\.print.*; // (.*)$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]*)(?:#([^)]*))?\\)");

  private static final String HEAD =
      """
      package t;
      import static dev.adjoint.tensor.Activations.*;
      import static dev.adjoint.tensor.Losses.*;
      import dev.adjoint.*;
      import dev.adjoint.annotations.*;
      import dev.adjoint.data.*;
      import dev.adjoint.io.*;
      import dev.adjoint.nn.*;
      import dev.adjoint.optim.*;
      import dev.adjoint.random.RandomSource;
      import dev.adjoint.tensor.*;
      import dev.adjoint.testing.GradientCheck;
      import dev.adjoint.train.*;
      import java.nio.file.Files;
      import java.nio.file.Path;
      """;

  private static List<String> listings(String page) {
    return LISTING.matcher(Page.read(page).text()).results().map(match -> match.group(1)).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tutorial.md", "guide.md", "migration.md", "how-it-works.md", "performance.md"})
  @ResourceLock(Resources.SYSTEM_OUT)
  void theListingsCompileAndPrintWhatTheySay(String page) throws ReflectiveOperationException {
    Map<String, String> sources = new LinkedHashMap<>();
    StringBuilder methods = new StringBuilder();
    List<String> statements = listings(page).stream().filter(text -> !isType(text)).toList();
    for (String listing : listings(page)) {
      Matcher type = TYPE.matcher(listing);
      if (type.find()) {
        sources.put("t." + type.group(1), HEAD + listing);
      }
    }
    for (int i = 0; i < statements.size(); i++) {
      methods
          .append("static void listing%d() throws Exception {\n".formatted(i))
          .append(statements.get(i))
          .append("}\n");
    }
    sources.put("t.Page", HEAD + "final class Page {\n" + methods + "}\n");
    Compilation compilation =
        Compiler.compile(sources, "-classpath", System.getProperty("java.class.path"));
    assertThat(compilation.findings()).as(compilation.describe()).isEmpty();
    Class<?> compiled = compilation.load().loadClass("t.Page");
    for (int i = 0; i < statements.size(); i++) {
      assertThat(output(compiled.getDeclaredMethod("listing" + i)))
          .as(statements.get(i))
          .containsExactlyElementsOf(
              PRINTED.matcher(statements.get(i)).results().map(match -> match.group(1)).toList());
    }
  }

  private static boolean isType(String listing) {
    return TYPE.matcher(listing).find();
  }

  private static List<String> output(Method listing) throws ReflectiveOperationException {
    PrintStream standard = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    listing.setAccessible(true);
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      listing.invoke(null);
    } catch (InvocationTargetException e) {
      throw new AssertionError(listing.getName(), e.getCause());
    } finally {
      System.setOut(standard);
    }
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("../docs"))) {
      return Stream.concat(
              docs.toList().stream(),
              Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md").map(Path.of("..")::resolve))
          .filter(path -> path.toString().endsWith(".md"));
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(Path page) throws IOException {
    for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
      Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
      assertThat(target).as(page + ": " + link.group()).exists();
      if (link.group(2) != null) {
        assertThat(anchors(target)).as(page + ": " + link.group()).contains(link.group(2));
      }
    }
  }

  private static List<String> anchors(Path page) throws IOException {
    return Files.readString(page)
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\p{L}\\p{N}\\- _]", "").replace(' ', '-'))
        .toList();
  }

  @Test
  void everyPageIsNamedInTheGuideOrTheReadme() throws IOException {
    String named = Page.read("guide.md").text() + Files.readString(Path.of("../README.md"));
    assertThat(pages().map(page -> page.getFileName().toString()))
        .filteredOn(name -> !name.matches("\\d.*|README.md"))
        .allSatisfy(name -> assertThat(named).contains(name + ")"));
  }
}
