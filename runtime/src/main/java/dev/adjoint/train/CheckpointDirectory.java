package dev.adjoint.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a training's checkpoints: one for each of the latest steps, and the best. */
record CheckpointDirectory(Path path) {
  private static final Pattern NAME = Pattern.compile("checkpoint-(\\d{1,18})\\.safetensors");

  /** What a training that was killed while it wrote has left. */
  private static final Pattern ASIDE =
      Pattern.compile("(checkpoint-\\d+|best)\\.safetensors\\.[0-9a-f]+\\.part");

  Path file(long step) {
    return path.resolve("checkpoint-%09d.safetensors".formatted(step));
  }

  Path best() {
    return path.resolve("best.safetensors");
  }

  /** The file of the latest step, if there is a file. */
  Optional<Path> newest() throws IOException {
    NavigableMap<Long, Path> files = files();
    return files.isEmpty() ? Optional.empty() : Optional.of(files.lastEntry().getValue());
  }

  /** Makes the directory, and removes what was not written to its end. */
  void prepare() throws IOException {
    Files.createDirectories(path);
    for (Path file : list()) {
      if (ASIDE.matcher(name(file)).matches()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Removes the oldest files up to a step; those of later steps are another training's. */
  void keepLast(int count, long step) throws IOException {
    NavigableMap<Long, Path> files = files().headMap(step, true);
    while (files.size() > count) {
      Files.deleteIfExists(files.pollFirstEntry().getValue());
    }
  }

  private NavigableMap<Long, Path> files() throws IOException {
    NavigableMap<Long, Path> files = new TreeMap<>();
    if (Files.isDirectory(path)) {
      for (Path file : list()) {
        Matcher matcher = NAME.matcher(name(file));
        if (matcher.matches()) {
          files.put(Long.parseLong(matcher.group(1)), file);
        }
      }
    }
    return files;
  }

  private Iterable<Path> list() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.toList();
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
