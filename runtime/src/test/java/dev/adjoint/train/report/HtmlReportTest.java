package dev.adjoint.train.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.train.log.History;
import dev.adjoint.train.metrics.ConfusionMatrix;
import dev.adjoint.train.search.Search;
import dev.adjoint.train.search.SearchSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
  private static final String NASTY = "a <b> & \"c\" 'd' ${e} %s \u0007 größe";

  private static final Pattern TAG =
      Pattern.compile("<(/)?([a-z][a-z0-9]*)((?: [a-zA-Z0-9-]+=\"[^\"<>]*\")*)(/)?>");

  @TempDir Path directory;

  private String write(Consumer<HtmlReport> settings) throws IOException {
    Path file = directory.resolve("report.html");
    HtmlReport.write(file, settings);
    return Files.readString(file);
  }

  private static History history() {
    History history = new History();
    for (int step = 0; step < 1000; step++) {
      double loss = step == 500 ? Double.NaN : Math.exp(-step / 100.0);
      history.scalar(step, step / 100 + 1, "loss/training", loss);
    }
    history.scalar(999, 10, "loss/validation", 0.01);
    history.scalar(999, 10, "accuracy/validation", 0.9);
    history.scalar(0, 0, "empty <tag>", Double.POSITIVE_INFINITY);
    return history;
  }

  private static ConfusionMatrix matrix() {
    ConfusionMatrix matrix = new ConfusionMatrix(3);
    matrix.add(new int[] {0, 1, 1, 2, 0}, new int[] {0, 1, 2, 2, 0});
    return matrix;
  }

  private static void everything(HtmlReport report) {
    SearchSpace space = SearchSpace.of(s -> s.choice("n", 1, NASTY));
    report
        .title(NASTY)
        .setting(NASTY, NASTY)
        .curves(history())
        .epochTimes(List.of(Duration.ofMillis(1500), Duration.ZERO))
        .confusion(matrix(), List.of("cat", "dog", NASTY))
        .search(Search.grid(space, 2).run(trial -> trial.integer("n")))
        .table(NASTY, List.of(NASTY), List.of(List.of(NASTY)))
        .source(
            NASTY, "// " + NASTY + "\nint a = b < c ? 1 : 2; // why\n\nString s = \"// no\";\n");
  }

  /** Every element is closed in its turn, and nothing outside of tags looks like one. */
  private static void requireWellFormed(String html) {
    Deque<String> open = new ArrayDeque<>();
    Matcher tag = TAG.matcher(html);
    int end = 0;
    while (tag.find()) {
      requireText(html.substring(end, tag.start()));
      end = tag.end();
      if (tag.group(1) != null) {
        assertThat(open.pop()).as(tag.group()).isEqualTo(tag.group(2));
      } else if (tag.group(4) == null && !tag.group(2).equals("meta")) {
        open.push(tag.group(2));
      }
    }
    requireText(html.substring(end));
    assertThat(open).isEmpty();
  }

  private static void requireText(String text) {
    assertThat(text).doesNotContain("<", ">").doesNotContainPattern("&(?!(amp|lt|gt|quot|#39);)");
  }

  @Test
  void theDocumentIsWellFormedWhateverTheTexts() throws IOException {
    String html = write(HtmlReportTest::everything);
    assertThat(html).startsWith("<!DOCTYPE html>\n");
    requireWellFormed(html.substring("<!DOCTYPE html>\n".length()));
    assertThat(html).doesNotContain("<b> &").doesNotContain("\u0007").contains("größe");
    assertThat(html).contains("a &lt;b&gt; &amp; &quot;c&quot; &#39;d&#39; ${e} %s");
  }

  @Test
  void theDocumentNeedsNothingElse() throws IOException {
    String html = write(HtmlReportTest::everything);
    assertThat(html).doesNotContain("<script", "<link", "<img", "url(", "@import", "src=", "http");
  }

  @Test
  void numbersDoNotDependOnTheCountry() throws IOException {
    String expected = write(r -> r.curves(history()).confusion(matrix()));
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(write(r -> r.curves(history()).confusion(matrix()))).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void seriesOfOneGroupShareAChart() throws IOException {
    String html = write(r -> r.curves(history()));
    assertThat(html.split("<figure>", -1)).hasSize(4);
    assertThat(write(r -> r.curves(new History()))).contains("<p>Nothing was logged.</p>");
    String loss = html.substring(html.indexOf("<figure>"), html.indexOf("</figure>"));
    assertThat(loss).contains("<figcaption>loss <small>(logarithmic scale)</small>");
    String accuracy = html.substring(html.indexOf("</figure>"));
    String validation = "<i style=\"background:#d55e00\"></i>validation <b>";
    assertThat(loss).contains(validation);
    assertThat(accuracy).contains(validation);
    assertThat(loss).contains("</i>training <b>").contains("</i>validation <b>0.01</b>");
  }

  @Test
  void aLongCurveIsThinnedAndANumberThatIsNoneIsAGap() throws IOException {
    History history = new History();
    for (int step = 0; step < 100_000; step++) {
      history.scalar(step, 1, "x", step == 77_777 ? 1000 : step == 50_000 ? Double.NaN : step % 7);
    }
    String html = write(r -> r.curves(history));
    String path = html.substring(html.indexOf("<path"), html.indexOf("/>", html.indexOf("<path")));
    assertThat(path.length()).isLessThan(12_000);
    // The peak is the top of the axis.
    assertThat(path).contains(" 14.0");
    String gap = write(r -> r.curves(history()));
    assertThat(Pattern.compile("M[0-9.]+ [0-9.]+L").matcher(gap).results().count())
        .isGreaterThanOrEqualTo(1);
    assertThat(gap).doesNotContain("NaN ").doesNotContain("Infinity ");
  }

  @Test
  void sourcesHaveALineEachAndComments() throws IOException {
    Path file = directory.resolve("XGrad.java");
    Files.writeString(file, "/** Doc. */\nclass X {\n\n  int a; // comment\n}\n");
    String html =
        write(
            r -> {
              try {
                r.source(file);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    assertThat(html).contains("<h2>XGrad.java</h2>");
    assertThat(html)
        .contains(
            "<code><span><em>/** Doc. */</em></span>\n<span>class X {</span>\n<span></span>\n"
                + "<span>  int a; <em>// comment</em></span>\n<span>}</span>\n</code>");
  }

  @Test
  void impossibleSettingsAreRefusedByNameAndValue() {
    assertThatThrownBy(() -> write(r -> r.title(" "))).hasMessage("title must not be blank: \" \"");
    assertThatThrownBy(() -> write(r -> r.setting("", 1)))
        .hasMessage("setting must not be blank: \"\"");
    assertThatThrownBy(() -> write(r -> r.epochTimes(List.of())))
        .hasMessage("epochTimes must have at least one epoch: []");
    assertThatThrownBy(() -> write(r -> r.epochTimes(List.of(Duration.ofSeconds(-1)))))
        .hasMessage("epochTimes must not be negative: PT-1S");
    assertThatThrownBy(() -> write(r -> r.confusion(matrix(), List.of("a"))))
        .hasMessage("a confusion matrix of 3 classes needs as many names: [a]");
    assertThatThrownBy(() -> write(r -> r.table("t", List.of("a"), List.of(List.of("1", "2")))))
        .hasMessage("a row of a table with the columns [a] needs as many cells: [1, 2]");
    Path nowhere = directory.resolve("no/report.html");
    assertThatThrownBy(() -> HtmlReport.write(nowhere, r -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no such directory");
  }
}
