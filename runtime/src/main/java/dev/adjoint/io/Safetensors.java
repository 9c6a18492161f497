package dev.adjoint.io;

import dev.adjoint.Leaf;
import dev.adjoint.ParameterTree;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Saves and loads parameters in the safetensors format (version 0 of {@code
 * github.com/huggingface/safetensors}), which PyTorch, JAX and others read and write.
 *
 * <p>A tree's leaves, parameters and state, have their dotted paths as names; {@code float} numbers
 * are stored as F32, {@code double} numbers as F64. A file is written aside and moved to its place
 * when it is complete. A file is loaded as a whole or not at all.
 */
public final class Safetensors {
  private Safetensors() {}

  /**
   * Saves a parameter tree.
   *
   * @throws IOException if the file cannot be written; an existing one is then unchanged
   */
  public static <T> void save(Path path, ParameterTree<T> tree, T model) throws IOException {
    save(path, tree.allLeaves(model), Map.of());
  }

  /**
   * Saves tensors by name.
   *
   * @throws IOException if the file cannot be written; an existing one is then unchanged
   */
  public static void save(Path path, Map<String, Tensor> tensors) throws IOException {
    List<Leaf> leaves = new ArrayList<>();
    tensors.forEach(
        (name, tensor) -> leaves.add(new Leaf.Floats(name, tensor.shape(), tensor.array())));
    save(path, leaves, Map.of());
  }

  /**
   * Saves leaves of any trees with metadata, such as where a training stands.
   *
   * @param leaves numbers by their paths, which differ
   * @param metadata any texts by name, in the file's order if the map has one
   * @throws IllegalArgumentException if two leaves have the same path, or one that the format
   *     reserves
   * @throws IOException if the file cannot be written; an existing one is then unchanged
   */
  public static void save(Path path, List<Leaf> leaves, Map<String, String> metadata)
      throws IOException {
    Set<String> names = new HashSet<>(Set.of(HeaderParser.METADATA));
    for (Leaf leaf : leaves) {
      if (!names.add(leaf.path())) {
        throw new IllegalArgumentException(
            "the path " + leaf.path() + " of a leaf is another leaf's, or reserved by the format");
      }
    }
    SafetensorsWriter.write(path, leaves, metadata);
  }

  /**
   * Loads everything that a file has, in the order of its header.
   *
   * @throws IOException if the file is missing or broken, or has a tensor that is neither of F32
   *     nor of F64; the message names the path, what was found and what was expected
   */
  public static Contents loadContents(Path path) throws IOException {
    try (SafetensorsReader reader = SafetensorsReader.open(path)) {
      List<Leaf> leaves = new ArrayList<>();
      for (HeaderEntry entry : reader.entries().values()) {
        leaves.add(reader.leaf(entry));
      }
      return new Contents(List.copyOf(leaves), reader.metadata());
    }
  }

  /**
   * Loads what a file says of its tensors without reading their numbers, so that one can look at a
   * file of any size.
   *
   * @return leaves with their paths, types and shapes, but without numbers
   * @throws IOException if the file is missing, its header broken, or a tensor neither of F32 nor
   *     of F64
   */
  public static Contents loadStructure(Path path) throws IOException {
    try (SafetensorsReader reader = SafetensorsReader.open(path)) {
      List<Leaf> leaves = new ArrayList<>();
      for (HeaderEntry entry : reader.entries().values()) {
        leaves.add(reader.structure(entry));
      }
      return new Contents(List.copyOf(leaves), reader.metadata());
    }
  }

  /**
   * Loads the metadata alone, without reading the tensors.
   *
   * @throws IOException if the file is missing or its header broken
   */
  public static Map<String, String> loadMetadata(Path path) throws IOException {
    try (SafetensorsReader reader = SafetensorsReader.open(path)) {
      return reader.metadata();
    }
  }

  /**
   * Loads a parameter tree.
   *
   * @param like a model of the structure to load, which stays as it is
   * @return a model in memory of its own, with the other components of {@code like}
   * @throws IOException if the file is missing or broken, or if its names, types or shapes are not
   *     those of {@code like}; the message names the path, what was found and what was expected
   */
  public static <T> T load(Path path, ParameterTree<T> tree, T like) throws IOException {
    try (SafetensorsReader reader = SafetensorsReader.open(path)) {
      List<Leaf> expected = tree.allLeaves(like);
      requireNames(reader, expected);
      List<Leaf> loaded = new ArrayList<>();
      for (Leaf leaf : expected) {
        loaded.add(load(reader, leaf));
      }
      return tree.withAllLeaves(like, loaded);
    }
  }

  /**
   * Loads all tensors of a file, in the order of its header.
   *
   * @throws IOException if the file is missing or broken, or has a tensor that is not of F32; the
   *     message names the path, what was found and what was expected
   */
  public static Map<String, Tensor> loadTensors(Path path) throws IOException {
    try (SafetensorsReader reader = SafetensorsReader.open(path)) {
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (HeaderEntry entry : reader.entries().values()) {
        float[] values = reader.floats(entry);
        tensors.put(entry.name(), Tensor.wrap(values, entry.intShape()));
      }
      return tensors;
    }
  }

  private static void requireNames(SafetensorsReader reader, List<Leaf> expected)
      throws IOException {
    Set<String> extra = new HashSet<>(reader.entries().keySet());
    for (Leaf leaf : expected) {
      if (!extra.remove(leaf.path())) {
        throw reader.refused("nothing found for the parameter " + leaf.path());
      }
    }
    if (!extra.isEmpty()) {
      throw reader.refused(
          "the model has no parameter " + extra.stream().sorted().findFirst().orElseThrow());
    }
  }

  private static Leaf load(SafetensorsReader reader, Leaf leaf) throws IOException {
    HeaderEntry entry = reader.entry(leaf.path());
    if (!entry.hasShape(leaf.shape())) {
      throw reader.refused(
          "%s has the shape %s, expected %s"
              .formatted(
                  leaf.path(), Arrays.toString(entry.shape()), Arrays.toString(leaf.shape())));
    }
    return leaf instanceof Leaf.Floats
        ? new Leaf.Floats(leaf.path(), leaf.shape(), reader.floats(entry))
        : new Leaf.Doubles(leaf.path(), leaf.shape(), reader.doubles(entry));
  }

  /**
   * What a file has.
   *
   * @param leaves the tensors, F32 as floats and F64 as doubles
   * @param metadata texts by name
   */
  public record Contents(List<Leaf> leaves, Map<String, String> metadata) {}
}
