package dev.adjoint.integration.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs written at random have the same gradients without each of the analyses. */
class SwitchedOffProgramsTest {
  private static final int PROGRAMS = 24;
  private static final int TENSORS = 6;
  private static final long SECONDS = 600;

  @ParameterizedTest
  @MethodSource("dev.adjoint.integration.ProcessorOptions#switches")
  void gradientsMatchDifferences(List<String> options) {
    // Other programs for each switch.
    Campaign campaign =
        Campaign.run(
            ScalarPrograms.DIALECT, options.hashCode(), PROGRAMS, SECONDS, seed -> options);
    String description = options + "\n" + campaign.describe();
    assertThat(campaign.defects()).as(description).isEmpty();
    assertThat(campaign.compared()).as(description).isGreaterThan(campaign.skipped());
  }

  @ParameterizedTest
  @MethodSource("dev.adjoint.integration.ProcessorOptions#switches")
  void gradientsOfTensorsMatchDifferences(List<String> options) {
    Campaign campaign =
        Campaign.run(TensorPrograms.DIALECT, options.hashCode(), TENSORS, SECONDS, seed -> options);
    String description = options + "\n" + campaign.describe();
    assertThat(campaign.defects()).as(description).isEmpty();
    assertThat(campaign.compared()).as(description).isGreaterThan(campaign.skipped());
  }
}
