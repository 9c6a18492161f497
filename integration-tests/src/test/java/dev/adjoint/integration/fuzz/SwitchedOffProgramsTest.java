package dev.adjoint.integration.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.integration.ProcessorOptions;
import dev.adjoint.processor.analysis.Analysis;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs written at random have the same gradients without each of the analyses. */
class SwitchedOffProgramsTest {
  private static final int PROGRAMS = 24;
  private static final long SECONDS = 600;

  static Stream<List<String>> switches() {
    return Stream.concat(
        Arrays.stream(Analysis.values()).map(ProcessorOptions::off).map(List::of),
        Stream.of(ProcessorOptions.allOff()));
  }

  @ParameterizedTest
  @MethodSource("switches")
  void gradientsMatchDifferences(List<String> options) {
    // Other programs for each switch.
    Campaign campaign = Campaign.run(options.hashCode(), PROGRAMS, SECONDS, seed -> options);
    String description = options + "\n" + campaign.describe();
    assertThat(campaign.defects()).as(description).isEmpty();
    assertThat(campaign.compared()).as(description).isGreaterThan(campaign.skipped());
  }
}
