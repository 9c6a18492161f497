package dev.adjoint.data.images;

import dev.adjoint.data.Dataset;
import dev.adjoint.kernel.Workers;
import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A folder with a folder of images for each class: {@code cats/1.png}, {@code dogs/1.jpg}. Classes
 * and files are taken in the order of their names; hidden files, and files whose names do not end
 * in {@code .png}, {@code .jpg} or {@code .jpeg}, are left out.
 *
 * @param dataset the images, of shape {@code [N, C, H, W]}, and the numbers of their classes
 * @param classes the names of the classes
 * @param files where each image was
 */
public record ImageFolder(Dataset<Tensor, int[]> dataset, List<String> classes, List<Path> files) {
  private static final List<String> SUFFIXES = List.of(".png", ".jpg", ".jpeg");

  /**
   * Reads a folder, such as {@code ImageFolder.read(path, s -> s.size(64, 64))}, on all cores.
   *
   * @throws IOException if there is no such folder, it has no folders, one of them has no images,
   *     an image cannot be read, or sizes differ and no size was set; the message names the path,
   *     what was found and what was expected
   */
  public static ImageFolder read(Path root, Consumer<ImageSettings> settings) throws IOException {
    ImageSettings chosen = new ImageSettings();
    settings.accept(chosen);
    if (!Files.isDirectory(root)) {
      throw new ImageException(
          root + ": no such folder, expected one with a folder for each class");
    }
    List<Path> folders = sorted(root, Files::isDirectory);
    if (folders.isEmpty()) {
      throw new ImageException(root + ": no folders found, expected one for each class");
    }
    List<Path> files = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int label = 0; label < folders.size(); label++) {
      List<Path> own = sorted(folders.get(label), ImageFolder::isImage);
      if (own.isEmpty()) {
        throw new ImageException(
            "%s: no images found, expected files that end in one of %s"
                .formatted(folders.get(label), SUFFIXES));
      }
      files.addAll(own);
      while (labels.size() < files.size()) {
        labels.add(label);
      }
    }
    Tensor images = images(files, chosen);
    List<String> classes = folders.stream().map(path -> path.getFileName().toString()).toList();
    int[] numbers = labels.stream().mapToInt(Integer::intValue).toArray();
    return new ImageFolder(Dataset.of(images, numbers), classes, List.copyOf(files));
  }

  private static List<Path> sorted(Path folder, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .filter(wanted)
          .sorted()
          .toList();
    }
  }

  private static boolean isImage(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return Files.isRegularFile(path) && SUFFIXES.stream().anyMatch(name::endsWith);
  }

  /** The first image tells the shape; the others go to their places, by any thread. */
  private static Tensor images(List<Path> files, ImageSettings settings) throws IOException {
    Tensor first = Images.read(files.get(0), settings);
    int[] shape = first.shape();
    float[] pixels = new float[Math.multiplyExact(files.size(), first.size())];
    try {
      Workers.shared()
          .run(
              files.size(),
              i -> {
                try {
                  Tensor image = i == 0 ? first : Images.read(files.get(i), settings);
                  requireShape(files.get(i), image.shape(), files.get(0), shape);
                  System.arraycopy(image.array(), 0, pixels, i * first.size(), first.size());
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return Tensor.wrap(pixels, files.size(), shape[0], shape[1], shape[2]);
  }

  private static void requireShape(Path file, int[] shape, Path firstFile, int[] expected)
      throws ImageException {
    if (!Arrays.equals(shape, expected)) {
      throw new ImageException(
          "%s: %d x %d pixels found, expected %d x %d as in %s; size(height, width) resizes"
              .formatted(file, shape[1], shape[2], expected[1], expected[2], firstFile));
    }
  }
}
