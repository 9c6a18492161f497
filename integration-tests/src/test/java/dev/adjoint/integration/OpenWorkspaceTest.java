package dev.adjoint.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.Workspace;
import org.junit.jupiter.api.Test;

/** Every test here notices whoever reads memory that was given back. */
class OpenWorkspaceTest {
  @Test
  void spoilsWhatIsGivenBack() {
    Workspace.enter();
    float[] array = Workspace.zeros(2);
    Workspace.release(array);
    Workspace.exit();
    assertThat(array).containsOnly(Float.NaN);
  }
}
