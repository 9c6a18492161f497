package dev.adjoint.train;

import dev.adjoint.Leaf;
import dev.adjoint.ParameterTree;
import dev.adjoint.io.Safetensors;
import dev.adjoint.optim.SavedState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The file of a training checkpoint: safetensors, whose tensors are the model as {@code model.*}
 * and all that optimizer, schedule and history remember, and whose metadata say where the training
 * stands. A checksum of all of it is among the metadata.
 */
public final class TrainingCheckpoint {
  static final String MODEL = "model";

  private static final String FORMAT = "format";
  private static final String FORMAT_NAME = "adjoint training checkpoint";
  private static final String VERSION = "version";
  private static final String CURRENT_VERSION = "1";
  private static final String CHECKSUM = "checksum";

  private TrainingCheckpoint() {}

  /**
   * Loads the model alone out of a checkpoint: the one that was trained, not the average of its
   * weights.
   *
   * @param like a model of the structure to load, which stays as it is
   * @return a model in memory of its own, with the other components of {@code like}
   * @throws IOException if the file is missing, broken, no training checkpoint, or one of a model
   *     of another structure; the message names the file and the reason
   */
  public static <M> M loadModel(Path file, ParameterTree<M> tree, M like) throws IOException {
    M model = tree.copy(like);
    List<Leaf> leaves = tree.allLeaves(model);
    Safetensors.Contents contents =
        read(
            file,
            structure ->
                SavedState.requireSame(SavedState.below(MODEL, structure.leaves()), leaves));
    SavedState.copy(SavedState.below(MODEL, contents.leaves()), leaves);
    return tree.withAllLeaves(model, leaves);
  }

  /** Writes a file aside and moves it to its place. */
  static void write(Path file, List<Leaf> leaves, Map<String, String> metadata) throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(FORMAT, FORMAT_NAME);
    all.put(VERSION, CURRENT_VERSION);
    all.putAll(metadata);
    all.put(CHECKSUM, Checksum.of(leaves, all));
    Safetensors.save(file, leaves, all);
  }

  /**
   * Reads a file.
   *
   * @param check looks at the leaves without their numbers before any number is read, and throws
   *     {@link IllegalArgumentException} for what it does not expect
   */
  static Safetensors.Contents read(Path file, Consumer<Safetensors.Contents> check)
      throws IOException {
    requireFormat(file, Safetensors.loadMetadata(file));
    try {
      check.accept(Safetensors.loadStructure(file));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
    Safetensors.Contents contents = Safetensors.loadContents(file);
    Map<String, String> metadata = new LinkedHashMap<>(contents.metadata());
    String expected = metadata.remove(CHECKSUM);
    String found = Checksum.of(contents.leaves(), metadata);
    if (!found.equals(expected)) {
      throw new IOException(
          "%s: broken: its content has the checksum %s, expected %s"
              .formatted(file, found, expected));
    }
    return contents;
  }

  private static void requireFormat(Path file, Map<String, String> metadata) throws IOException {
    if (!FORMAT_NAME.equals(metadata.get(FORMAT))) {
      throw new IOException(
          "%s: no training checkpoint: its metadata have the format %s, expected %s"
              .formatted(file, metadata.get(FORMAT), FORMAT_NAME));
    }
    if (!CURRENT_VERSION.equals(metadata.get(VERSION))) {
      throw new IOException(
          "%s: a training checkpoint of version %s, expected %s"
              .formatted(file, metadata.get(VERSION), CURRENT_VERSION));
    }
  }
}
