package dev.adjoint.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KernelSelectionTest {
  private final KernelProvider plain = new PlainKernelProvider();
  private final KernelProvider fast = provider("fast", 10, Optional.empty());
  private final KernelProvider broken =
      provider("broken", 20, Optional.of("start java with --some-flag"));

  @Test
  void theAvailableProviderWithTheHighestPriorityIsChosen() {
    KernelSelection selection = KernelSelection.choose("", List.of(plain, fast), Workers.shared());
    assertThat(selection.reason()).isEqualTo("kernels: fast, the fastest that are available");
  }

  @Test
  void theReasonNamesWhatCannotBeUsedAndTheRemedy() {
    KernelSelection selection =
        KernelSelection.choose("", List.of(plain, broken), Workers.shared());
    assertThat(selection.kernels().name()).isEqualTo("plain");
    assertThat(selection.reason())
        .isEqualTo(
            "kernels: plain, because others cannot be used (broken: start java with --some-flag)");
  }

  @Test
  void plainKernelsAloneSayHowToGetFasterOnes() {
    assertThat(KernelSelection.choose("", List.of(plain), Workers.shared()).reason())
        .startsWith("kernels: plain, because no others are present; for faster ones")
        .contains("--add-modules jdk.incubator.vector");
  }

  @Test
  void thePropertyWinsOverThePriority() {
    KernelSelection selection =
        KernelSelection.choose("plain", List.of(fast, plain), Workers.shared());
    assertThat(selection.reason()).isEqualTo("kernels: plain, as -Dadjoint.kernels asks");
  }

  @Test
  void aPropertyThatCannotBeHonouredIsAnError() {
    assertThatThrownBy(
            () -> KernelSelection.choose("broken", List.of(plain, broken), Workers.shared()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("adjoint.kernels=broken cannot be honoured: start java with --some-flag");
    assertThatThrownBy(() -> KernelSelection.choose("vector", List.of(plain), Workers.shared()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "adjoint.kernels=vector cannot be honoured: no such kernels, only plain; for faster");
  }

  private static KernelProvider provider(String name, int priority, Optional<String> refusal) {
    return new KernelProvider() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public int priority() {
        return priority;
      }

      @Override
      public Optional<String> unavailable() {
        return refusal;
      }

      @Override
      public Kernels kernels(Workers workers) {
        return new PlainKernels(workers);
      }
    };
  }
}
