package dev.adjoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WorkspaceTest {
  private static final int LENGTH = 1000;
  private static final int BYTES = 4 * LENGTH;

  private final Workspace workspace = new Workspace();

  private static float[] generated(int length) {
    Workspace.enter();
    float[] array = Workspace.zeros(length);
    Workspace.exit();
    return array;
  }

  @Test
  void takesFromTheHeapOutsideOfSteps() {
    assertThat(generated(LENGTH)).isNotSameAs(generated(LENGTH));
    assertThat(workspace.bytes()).isZero();
  }

  @Test
  void takesFromTheHeapOutsideOfGeneratedMethods() {
    float[] first = workspace.use(() -> Workspace.zeros(LENGTH));
    float[] second = workspace.use(() -> Workspace.zeros(LENGTH));
    assertThat(second).isNotSameAs(first);
    assertThat(workspace.bytes()).isZero();
  }

  @Test
  void takesWhatTheStepBeforeUsed() {
    float[] first = workspace.use(() -> generated(LENGTH));
    float[] second = workspace.use(() -> generated(LENGTH));
    assertThat(second).isSameAs(first);
    assertThat(workspace.bytes()).isEqualTo(BYTES);
  }

  @Test
  void clearsWhatIsToBeZero() {
    for (int i = 0; i < 2; i++) {
      workspace.use(
          () -> {
            float[] array = generated(LENGTH);
            assertThat(array).containsOnly(0);
            Arrays.fill(array, 1);
            return null;
          });
    }
  }

  @Test
  void takesNothingTwiceInAStep() {
    workspace.use(
        () -> {
          assertThat(generated(LENGTH)).isNotSameAs(generated(LENGTH));
          return null;
        });
    assertThat(workspace.mostBytesInUse()).isEqualTo(2 * BYTES);
  }

  @Test
  void takesWhatWasReleased() {
    workspace.use(
        () -> {
          Workspace.enter();
          float[] first = Workspace.floats(LENGTH);
          Workspace.release(first);
          assertThat(Workspace.floats(LENGTH)).isSameAs(first);
          Workspace.exit();
          return null;
        });
    assertThat(workspace.mostBytesInUse()).isEqualTo(BYTES);
  }

  @Test
  void releasingTwiceDoesNoHarm() {
    workspace.use(
        () -> {
          Workspace.enter();
          float[] first = Workspace.floats(LENGTH);
          Workspace.release(first);
          Workspace.release(first);
          assertThat(Workspace.floats(LENGTH)).isNotSameAs(Workspace.floats(LENGTH));
          Workspace.exit();
          return null;
        });
  }

  @Test
  void keepsNothingOfOtherOrigin() {
    float[] own = new float[LENGTH];
    Arrays.fill(own, 1);
    workspace.use(
        () -> {
          Workspace.enter();
          Workspace.release(own);
          assertThat(Workspace.zeros(LENGTH)).isNotSameAs(own);
          Workspace.exit();
          return null;
        });
    assertThat(own).containsOnly(1);
  }

  @Test
  void leavesMethodsOfUsersAlone() {
    float[][] cached = new float[1][];
    workspace.use(
        () -> {
          Workspace.enter();
          Workspace.pause();
          cached[0] = Workspace.zeros(LENGTH);
          Workspace.resume();
          Workspace.exit();
          return null;
        });
    workspace.use(
        () -> {
          Workspace.enter();
          Arrays.fill(Workspace.zeros(LENGTH), 1);
          Workspace.exit();
          return null;
        });
    assertThat(cached[0]).containsOnly(0);
  }

  @Test
  void leavesSmallArraysToTheHeap() {
    assertThat(workspace.use(() -> generated(3))).isNotSameAs(workspace.use(() -> generated(3)));
  }

  @Test
  void goesOnAfterAnException() {
    assertThatThrownBy(
            () ->
                workspace.use(
                    () -> {
                      Workspace.enter();
                      throw new IllegalArgumentException("no loss");
                    }))
        .hasMessage("no loss");
    float[] outside = workspace.use(() -> Workspace.zeros(LENGTH));
    assertThat(workspace.use(() -> generated(LENGTH))).isNotSameAs(outside);
  }

  @Test
  void refusesTwoStepsAtOnce() {
    try (Workspace.Step step = workspace.open()) {
      assertThat(step).isNotNull();
      assertThatThrownBy(workspace::open)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("open already");
    }
  }

  @Test
  void canBeUsedWithinAnother() {
    Workspace other = new Workspace();
    workspace.use(
        () -> {
          float[] outer = generated(LENGTH);
          float[] inner = other.use(() -> generated(LENGTH));
          assertThat(inner).isNotSameAs(outer);
          assertThat(generated(LENGTH)).isNotSameAs(inner);
          return null;
        });
    assertThat(other.bytes()).isEqualTo(BYTES);
    assertThat(workspace.bytes()).isEqualTo(2 * BYTES);
  }

  @Test
  void letsGoOfWhatIsNotNeededAnyMore() {
    workspace.use(() -> generated(LENGTH));
    for (int i = 0; i < 100; i++) {
      workspace.use(() -> generated(2 * LENGTH));
    }
    assertThat(workspace.bytes()).isEqualTo(2 * BYTES);
  }
}
