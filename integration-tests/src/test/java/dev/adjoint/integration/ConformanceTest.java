package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No conformance case gets lost: each has its number in the name of a program. */
class ConformanceTest {
  private static final List<String> NUMBERS =
      List.of(
          "A1 A3 A5 A7 A9 A11 A13 A15 A17 A19",
          "B1 B3 B5 B7 B9 B11 B13 B15 B17 B19 B21 B23 B25 B27 B29 B31 B33 B35 B37",
          "C1 C3 C5 C7 C9 C11 C13 C15",
          "D1 D3 D5 D7 D9 D11 D13 D15 D17 D19 D21 D23 D25",
          "E1 E3 E5 E7 E9 E11 E13 E15 E17 E19 E21 E23",
          "G1 G3 G5 G7 G9 G11 G15 G17",
          "H1 H2 H3 H4 H5 H6 H7 H8 H9 H10 H11 H12 H13 H14");
  private static final List<Stream<Case>> PROGRAMS =
      List.of(
          StraightLineTest.cases(),
          ControlFlowTest.cases(),
          LoopCarriedTest.cases(),
          ArraysTest.cases(),
          MovingArraysTest.cases(),
          CallsTest.cases(),
          MutatedParametersTest.cases(),
          ThrowsTest.cases(),
          KinksTest.cases(),
          HigherOrderTest.cases());
  private static final Pattern NUMBER = Pattern.compile("^[A-H][0-9]+\\b");
  private static final Path PAGE = Path.of("../docs/conformance.md");

  /** The programs of each number, in the order of the page. */
  private static Map<String, List<Case>> programs() {
    Map<String, List<Case>> result = new LinkedHashMap<>();
    NUMBERS.stream()
        .flatMap(line -> Arrays.stream(line.split(" ")))
        .forEach(number -> result.put(number, new ArrayList<>()));
    PROGRAMS.stream()
        .flatMap(cases -> cases)
        .forEach(
            program -> {
              Matcher number = NUMBER.matcher(program.toString());
              if (number.find()) {
                result.getOrDefault(number.group(), new ArrayList<>()).add(program);
              }
            });
    return result;
  }

  private static String outcome(List<Case> programs) {
    long refused = programs.stream().filter(Case::isRefused).count();
    if (refused == programs.size()) {
      return "diagnosed";
    }
    return refused == 0 ? "passed" : "passed, " + refused + " diagnosed";
  }

  @Test
  void everyNumberHasProgramsAndItsRowOnThePage() throws IOException {
    String page = Files.readString(PAGE);
    programs()
        .forEach(
            (number, programs) -> {
              assertThat(programs).as(number).isNotEmpty();
              assertThat(page)
                  .containsPattern(
                      "(?m)^\\| %s \\| %d \\| .* \\| %s \\| "
                          .formatted(number, programs.size(), outcome(programs)));
            });
  }
}
