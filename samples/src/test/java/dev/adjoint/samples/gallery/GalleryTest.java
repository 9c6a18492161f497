package dev.adjoint.samples.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.adjoint.samples.CommandRun;
import dev.adjoint.samples.Exhibit;
import dev.adjoint.samples.Exhibit.Kind;
import dev.adjoint.samples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gallery that ships, against the samples that there are. */
class GalleryTest {
  private static final Path DOCS = Path.of("../docs");
  private static final Records RECORDS = new Records(DOCS.resolve("gallery"));
  private static final long LARGEST_PICTURE = 60 * 1024;

  @TempDir Path directory;

  static List<Sample> samples() {
    return ServiceLoader.load(Sample.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  private static List<String> names(Path path) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void thePageIsTheOneThatTheRecordsMake() throws IOException {
    Files.createDirectories(directory.resolve("gallery"));
    for (Sample sample : samples()) {
      Path copy = Files.createDirectories(directory.resolve("gallery").resolve(sample.name()));
      for (String name : names(RECORDS.of(sample.name()))) {
        if (name.endsWith(".csv")) {
          Files.copy(RECORDS.of(sample.name()).resolve(name), copy.resolve(name));
        }
      }
    }
    CommandRun run = CommandRun.of("gallery", "--page-only", "--docs", directory);
    assertThat(run.exitCode()).isZero();
    assertThat(DOCS.resolve("gallery.md"))
        .as("\"adjoint-samples gallery --page-only\" writes it")
        .hasSameTextualContentAs(directory.resolve("gallery.md"));
  }

  @Test
  void everyRowHasASampleOrIsOpen() throws IOException {
    List<String> covered = samples().stream().flatMap(sample -> sample.rows().stream()).toList();
    List<String> known = Row.all().stream().map(Row::number).toList();
    assertThat(known).hasSize(47).contains("A1", "B7", "C7", "D11", "E9", "F3", "G3");
    assertThat(known).containsAll(covered);
    List<String> lines = Files.readAllLines(DOCS.resolve("gallery.md"));
    for (String row : known) {
      assertThat(lines.stream().filter(line -> line.equals("### " + row))).as(row).hasSize(1);
      assertThat(lines.stream().filter(line -> line.startsWith("| " + row + " | ")))
          .as("open row %s", row)
          .hasSize(covered.contains(row) ? 0 : 1)
          .allSatisfy(line -> assertThat(line).endsWith(" |  |  | open |"));
    }
  }

  @Test
  void nothingElseIsKept() throws IOException {
    assertThat(names(DOCS.resolve("gallery")))
        .containsExactlyInAnyOrderElementsOf(samples().stream().map(Sample::name).toList());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatASampleShowedIsThere(Sample sample) throws IOException {
    List<Exhibit> exhibits = RECORDS.read(sample.name());
    assertThat(exhibits.stream().map(Exhibit::row).distinct())
        .containsExactlyInAnyOrderElementsOf(sample.rows());
    List<String> expected = new ArrayList<>(List.of(Records.FILE));
    for (Exhibit exhibit : exhibits) {
      if (exhibit.kind() == Kind.PICTURE) {
        expected.add(exhibit.content());
        Path picture = RECORDS.of(sample.name()).resolve(exhibit.content());
        assertThat(Files.size(picture)).as("size of %s", picture).isLessThan(LARGEST_PICTURE);
        if (exhibit.content().endsWith(".png")) {
          assertThat(ImageIO.read(picture.toFile())).as("%s", picture).isNotNull();
        }
      }
    }
    if (!RECORDS.readFull(sample.name()).isEmpty()) {
      expected.add(Records.FULL_FILE);
    }
    assertThat(names(RECORDS.of(sample.name()))).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everySampleHasATest(Sample sample) {
    assertThatCode(() -> Class.forName(sample.getClass().getName() + "Test"))
        .doesNotThrowAnyException();
  }

  @Test
  void aSampleIsRecordedWithItsPictures() throws IOException {
    CommandRun run = CommandRun.of("gallery", "jacobian-chain", "--docs", directory);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    Records records = new Records(directory.resolve("gallery"));
    assertThat(records.read("jacobian-chain")).isEqualTo(RECORDS.read("jacobian-chain"));
    assertThat(records.read("digits")).isEmpty();
    assertThat(directory.resolve("gallery.md")).content().contains("### A5", "To be seen: ");
  }

  @Test
  void resultsOnFullDataStandBesideTheOthers() throws IOException {
    Records records = new Records(directory.resolve("gallery"));
    Exhibit ordinary = new Exhibit("E4", Kind.HOLDS, "digits", "99 %");
    Exhibit full = new Exhibit("E4", Kind.HOLDS, "clothes", "91 % of all");
    records.writeFull("lenet", List.of(full));
    records.write("lenet", List.of(ordinary), directory);
    assertThat(records.readFull("lenet")).containsExactly(full);
    records.writeFull(
        "lenet", List.of(ordinary, full, new Exhibit("E4", Kind.PICTURE, "mistakes", "a.png")));
    assertThat(records.readFull("lenet")).containsExactly(full);
    assertThat(records.read("lenet")).containsExactly(ordinary);
    String page = GalleryPage.of(samples(), records);
    assertThat(page)
        .contains("digits: **99 %**<br>clothes: **91 % of all**")
        .contains("run lenet --data DIR\n```\n\n- clothes: **91 % of all**\n");
    CommandRun run = CommandRun.of("gallery", "--data", directory, "--docs", directory);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("--data: expected names of samples that take it");
  }

  @Test
  void namesThatAreNone() {
    CommandRun run = CommandRun.of("gallery", "digit", "--docs", directory);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("\"digit\" found, expected the name of a sample: ");
    Path missing = directory.resolve("missing");
    run = CommandRun.of("gallery", "--docs", missing);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith(missing + ": no such directory");
  }

  @Test
  void samplesAreInTheOrderOfTheRows() throws IOException {
    List<String> order = Row.all().stream().map(Row::number).toList();
    List<String> listed =
        CommandRun.of("list").out().lines().map(line -> line.split(" +")[1]).toList();
    assertThat(listed).isSortedAccordingTo(Comparator.comparing(order::indexOf));
  }
}
