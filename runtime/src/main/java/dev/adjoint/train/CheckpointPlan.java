package dev.adjoint.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where training checkpoints go, when they are written, and which one a training goes on from. */
final class CheckpointPlan {
  private Optional<Path> directory = Optional.empty();
  private CheckpointSettings settings = new CheckpointSettings();
  private Optional<Path> resumed = Optional.empty();
  private boolean mayStartAnew;

  void write(Path where, Consumer<CheckpointSettings> chosen) {
    settings = new CheckpointSettings();
    chosen.accept(settings);
    directory = Optional.of(where);
  }

  void resume(Path path, boolean mayBeAbsent) {
    resumed = Optional.of(path);
    mayStartAnew = mayBeAbsent;
  }

  Optional<Saver> saver(List<String> metrics) {
    return directory.map(where -> new Saver(where, settings, metrics));
  }

  /** What the training goes on from; nothing where it begins anew. */
  Optional<Path> toResume() throws IOException {
    boolean isAbsent =
        mayStartAnew
            && resumed.isPresent()
            && new CheckpointDirectory(resumed.get()).newest().isEmpty();
    return isAbsent ? Optional.empty() : resumed;
  }
}
