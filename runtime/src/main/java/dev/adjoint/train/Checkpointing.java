package dev.adjoint.train;

import dev.adjoint.Leaf;
import dev.adjoint.io.Safetensors;
import dev.adjoint.optim.Resumable;
import dev.adjoint.optim.SavedState;
import dev.adjoint.random.RandomSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Puts a training into a file, and takes it out again: the one place that knows what belongs to it.
 */
final class Checkpointing {
  private static final String HISTORY = "history";
  private static final String CALLBACK = "callback";
  private static final String BEST = "best";
  private static final String METRICS = "metrics";
  private static final String STOPPED = "stopped";
  private static final String RANDOM = "random.";

  private final Resumable learner;
  private final TrainingHistory history;
  private final Resumable callbacks;
  private final Map<String, RandomSource> sources;

  /** What a checkpoint has to agree with, by name. */
  private final Map<String, String> plan = new LinkedHashMap<>();

  Checkpointing(
      TrainingPlan<?, ?, ?> plan,
      int batches,
      Resumable learner,
      TrainingHistory history,
      Resumable callbacks) {
    this.learner = learner;
    this.history = history;
    this.callbacks = callbacks;
    this.sources = plan.randomSources;
    this.plan.put("seed", Long.toString(plan.seed));
    this.plan.put("batches", Integer.toString(batches));
    this.plan.put("accumulate", Integer.toString(plan.accumulated));
    this.plan.put("shards", Integer.toString(plan.shards));
    this.plan.put(METRICS, String.join(", ", plan.validator.names()));
    this.plan.put("randomSources", String.join(", ", sources.keySet()));
  }

  /**
   * Where a training stands, beside what its parts remember.
   *
   * @param epoch the number of the epoch, from 0
   * @param batch how many of its batches were gone through
   * @param loss the loss of the last batch
   * @param best the best measure so far
   * @param stopReason why it was stopped, if it was
   */
  record Stand(int epoch, int batch, double loss, double best, Optional<String> stopReason) {}

  void save(Path file, Stand stand) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>(plan);
    metadata.put("epoch", Integer.toString(stand.epoch()));
    metadata.put("batch", Integer.toString(stand.batch()));
    stand.stopReason().ifPresent(reason -> metadata.put(STOPPED, reason));
    sources.forEach((name, source) -> metadata.put(RANDOM + name, text(source.state())));
    List<Leaf> leaves = new ArrayList<>(learner.state());
    leaves.addAll(SavedState.prefixed(HISTORY, history.state()));
    leaves.addAll(SavedState.prefixed(CALLBACK, callbacks.state()));
    leaves.add(SavedState.scalar(BEST, stand.best()));
    leaves.add(SavedState.scalar("loss", stand.loss()));
    TrainingCheckpoint.write(file, leaves, metadata);
  }

  /** Reads a file as a whole and checks all that can be checked; nothing is restored yet. */
  Loaded load(Path file) throws IOException {
    Path newest = Files.isDirectory(file) ? newest(file) : file;
    Safetensors.Contents contents = TrainingCheckpoint.read(newest, this::check);
    Map<String, String> metadata = contents.metadata();
    try {
      int epoch = number(metadata, "epoch");
      int batch = number(metadata, "batch");
      Map<String, long[]> states = new LinkedHashMap<>();
      for (String name : sources.keySet()) {
        states.put(name, words(metadata, RANDOM + name));
      }
      double best = scalar(contents, BEST);
      Optional<String> stopped = Optional.ofNullable(metadata.get(STOPPED));
      return new Loaded(
          newest,
          contents.leaves(),
          states,
          new Stand(epoch, batch, scalar(contents, "loss"), best, stopped));
    } catch (IllegalArgumentException e) {
      throw new IOException(newest + ": " + e.getMessage(), e);
    }
  }

  private static Path newest(Path directory) throws IOException {
    return new CheckpointDirectory(directory)
        .newest()
        .orElseThrow(() -> new IOException(directory + ": no training checkpoint in it"));
  }

  /** What the learner and the history expect, and the settings that decide how it goes on. */
  private void check(Safetensors.Contents structure) {
    plan.forEach(
        (name, expected) -> {
          String found = structure.metadata().get(name);
          if (!expected.equals(found)) {
            throw new IllegalArgumentException(
                "the checkpoint has %s %s, the training has %s".formatted(name, found, expected));
          }
        });
    List<Leaf> leaves = structure.leaves();
    SavedState.requireSame(ofLearner(leaves), learner.state());
    List<Leaf> ofHistory = SavedState.below(HISTORY, leaves);
    SavedState.requireSame(ofHistory, history.likeSaved(ofHistory));
  }

  private static List<Leaf> ofLearner(List<Leaf> leaves) {
    return leaves.stream()
        .filter(
            leaf ->
                !leaf.path().startsWith(HISTORY + ".")
                    && !leaf.path().startsWith(CALLBACK + ".")
                    && !leaf.path().equals(BEST)
                    && !leaf.path().equals("loss"))
        .toList();
  }

  /** Goes on from what was loaded. */
  void restore(Loaded loaded) {
    learner.restore(ofLearner(loaded.leaves()));
    history.restore(SavedState.below(HISTORY, loaded.leaves()));
  }

  /** Restores what is not the training's own, when everything else is. */
  void restoreOthers(Loaded loaded) throws IOException {
    try {
      callbacks.restore(SavedState.below(CALLBACK, loaded.leaves()));
      loaded.randomStates().forEach((name, state) -> sources.get(name).goOnFrom(state));
    } catch (IllegalArgumentException e) {
      throw new IOException(loaded.file() + ": " + e.getMessage(), e);
    }
  }

  /** A file in memory. */
  record Loaded(Path file, List<Leaf> leaves, Map<String, long[]> randomStates, Stand stand) {}

  private static double scalar(Safetensors.Contents contents, String name) {
    return contents.leaves().stream()
        .filter(leaf -> leaf.path().equals(name) && leaf.size() == 1)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no " + name + " in it"))
        .get(0);
  }

  private static int number(Map<String, String> metadata, String name) {
    String text = String.valueOf(metadata.get(name));
    try {
      return Integer.parseUnsignedInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("%s is %s, expected a number".formatted(name, text), e);
    }
  }

  private static String text(long[] words) {
    return Arrays.stream(words).mapToObj(Long::toHexString).collect(Collectors.joining(" "));
  }

  private static long[] words(Map<String, String> metadata, String name) {
    String text = String.valueOf(metadata.get(name));
    try {
      return Arrays.stream(text.split(" ", -1))
          .mapToLong(word -> Long.parseUnsignedLong(word, 16))
          .toArray();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s is %s, expected hexadecimal numbers".formatted(name, text), e);
    }
  }
}
