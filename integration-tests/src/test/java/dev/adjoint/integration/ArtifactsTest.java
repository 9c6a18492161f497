package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.processor.AdjointProcessor;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is published: its sizes, what it depends on, and that the versions are one. */
class ArtifactsTest {
  private static final Pattern VERSION =
      Pattern.compile("<artifactId>adjoint-(?:parent|bom)</artifactId>\\s*<version>([^<]+)<");

  private static Path jar(String module) throws IOException {
    return jar(module, "");
  }

  private static Path jar(String module, String classifier) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", module, "target"))) {
      return files
          .filter(
              file ->
                  file.getFileName()
                      .toString()
                      .matches("adjoint-" + module + "-[^-]*(-SNAPSHOT)?" + classifier + "\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static List<String> found(Pattern pattern, Path file) throws IOException {
    return pattern
        .matcher(Files.readString(file))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"annotations, 20_000", "processor, 1_000_000", "runtime, 1_048_576"})
  void theJarsAreSmall(String module, String limit) throws IOException {
    assertThat(Files.size(jar(module))).isLessThan(Integer.parseInt(limit.replace("_", "")));
  }

  @Test
  void theProcessorIsPacked() throws IOException {
    try (JarFile file = new JarFile(jar("processor").toFile())) {
      assertThat(file.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName))
          .containsExactlyInAnyOrder(
              "META-INF/MANIFEST.MF",
              "META-INF/gradle/incremental.annotation.processors",
              "META-INF/services/javax.annotation.processing.Processor",
              "dev/adjoint/processor/AdjointProcessor.class",
              "dev/adjoint/processor/PackedClasses.class",
              "dev/adjoint/processor/processor.classes");
    }
  }

  /** JavaPoet comes under a name of the processor's. */
  @Test
  void whatIsPackedIsWhatWasCompiled() throws IOException, ReflectiveOperationException {
    ClassLoader packed = loaderOfPacked();
    List<String> names;
    try (JarFile file = new JarFile(jar("processor", "-classes").toFile())) {
      names =
          file.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.endsWith(".class"))
              .map(name -> name.replace('/', '.').replaceAll("\\.class$", ""))
              .filter(
                  name -> !name.endsWith(".AdjointProcessor") && !name.endsWith("PackedClasses"))
              .toList();
    }
    assertThat(names).hasSizeGreaterThan(300);
    for (String name : names) {
      assertThat(Class.forName(name, false, packed).getClassLoader()).as(name).isSameAs(packed);
    }
    String javapoet = "dev.adjoint.processor.shaded.javapoet.JavaFile";
    assertThat(Class.forName(javapoet, false, packed).getClassLoader()).isSameAs(packed);
  }

  private static ClassLoader loaderOfPacked() throws ReflectiveOperationException {
    Field actual = AdjointProcessor.class.getDeclaredField("actual");
    actual.setAccessible(true);
    return actual.get(new AdjointProcessor()).getClass().getClassLoader();
  }

  @Test
  void theRuntimeNeedsNothingButTheAnnotations() throws IOException {
    String pom = Files.readString(Path.of("../runtime/pom.xml"));
    List<String> needed =
        Pattern.compile("(?s)<dependency>(.*?)</dependency>")
            .matcher(pom)
            .results()
            .map(match -> match.group(1))
            .filter(text -> !text.contains("<scope>"))
            .map(text -> text.replaceAll("(?s).*<artifactId>(.*?)</artifactId>.*", "$1"))
            .toList();
    assertThat(needed).containsExactly("adjoint-annotations");
  }

  @Test
  void thereIsOneVersion() throws IOException {
    Path root = Path.of("..");
    String version = found(VERSION, root.resolve("pom.xml")).get(0);
    List<String> modules = found(Pattern.compile("<module>([^<]+)<"), root.resolve("pom.xml"));
    for (String module : modules) {
      assertThat(found(VERSION, root.resolve(module).resolve("pom.xml")))
          .as(module)
          .containsExactly(version);
    }
    assertThat(
            found(Pattern.compile("<artifactId>adjoint-([a-z-]+)<"), root.resolve("bom/pom.xml")))
        .as("what the BOM lists")
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Stream.of("bom"),
                    modules.stream()
                        .filter(
                            module ->
                                !List.of("bom", "integration-tests", "samples", "benchmarks")
                                    .contains(module)))
                .toList());
  }

  @Test
  void theVersionIsInTheClassFiles() throws IOException {
    String version = found(VERSION, Path.of("../pom.xml")).get(0);
    try (JarFile file = new JarFile(jar("runtime").toFile());
        InputStream in =
            file.getInputStream(file.getEntry("dev/adjoint/internal/RuntimeVersion.class"))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)).contains(version);
    }
  }
}
