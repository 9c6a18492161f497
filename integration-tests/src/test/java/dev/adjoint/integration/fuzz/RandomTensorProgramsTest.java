package dev.adjoint.integration.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.integration.ProcessorOptions;
import org.junit.jupiter.api.Test;

/** Programs over tensors written at random, a number of them from the same seeds in every run. */
class RandomTensorProgramsTest {
  private static final int PROGRAMS = Integer.getInteger("adjoint.programs", 80);
  private static final long SEED = Long.getLong("adjoint.seed", 1);
  private static final long SECONDS = 60 * Long.getLong("adjoint.minutes", 600);

  @Test
  void gradientsOfRandomProgramsMatchDifferences() {
    Campaign campaign =
        Campaign.run(TensorPrograms.DIALECT, SEED, PROGRAMS, SECONDS, ProcessorOptions::chosenBy);
    String description = campaign.describe();
    System.out.println(description);
    assertThat(campaign.defects()).as(description).isEmpty();
    assertThat(campaign.count(Failure.Kind.INVALID)).as(description).isZero();
    if (PROGRAMS >= 80) {
      assertThat(campaign.count(Failure.Kind.REFUSED))
          .as(description)
          .isLessThan(campaign.programs() / 10);
      assertThat(campaign.compared()).as(description).isGreaterThan(campaign.skipped());
    }
  }
}
