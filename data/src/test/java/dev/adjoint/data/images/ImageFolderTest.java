package dev.adjoint.data.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
  @TempDir private Path directory;

  private Path put(String file, String source) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.write(path, ImagesTest.bytes(source));
  }

  @BeforeEach
  void writeFolders() throws IOException {
    put("dogs/2.png", "gray.png");
    put("dogs/10.PNG", "rgba.png");
    put("cats/only.png", "rgb.png");
    put("cats/.hidden.png", "photo.jpg");
    Files.writeString(directory.resolve("cats/notes.txt"), "");
    Files.writeString(directory.resolve("readme.md"), "");
    Files.createDirectory(directory.resolve(".cache"));
  }

  @Test
  void classesAndFilesInTheOrderOfTheirNames() throws IOException {
    ImageFolder folder = ImageFolder.read(directory, s -> {});
    assertThat(folder.classes()).containsExactly("cats", "dogs");
    assertThat(folder.dataset().y()).containsExactly(0, 1, 1);
    assertThat(folder.files())
        .containsExactly(
            directory.resolve("cats/only.png"),
            directory.resolve("dogs/10.PNG"),
            directory.resolve("dogs/2.png"));
    assertThat(folder.dataset().x().shape()).containsExactly(3, 3, 3, 5);
    for (int i = 0; i < 3; i++) {
      assertThat(folder.dataset().select(i).x().reshape(3, 3, 5))
          .isEqualTo(Images.read(folder.files().get(i)));
    }
    assertThat(ImageFolder.read(directory, s -> s.grayscale()).dataset().x().shape())
        .containsExactly(3, 1, 3, 5);
  }

  @Test
  void imagesOfDifferentSizesNeedASize() throws IOException {
    Path photo = put("dogs/3.jpg", "photo.jpg");
    assertThatThrownBy(() -> ImageFolder.read(directory, s -> {}))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "%s: 16 x 24 pixels found, expected 3 x 5 as in %s; size(height, width) resizes"
                .formatted(photo, directory.resolve("cats/only.png")));
    Tensor images = ImageFolder.read(directory, s -> s.size(4, 4)).dataset().x();
    assertThat(images.shape()).containsExactly(4, 3, 4, 4);
  }

  @Test
  void foldersThatHaveNothingAreNamed() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    assertThatThrownBy(() -> ImageFolder.read(directory, s -> {}))
        .isInstanceOf(ImageException.class)
        .hasMessage(
            empty + ": no images found, expected files that end in one of [.png, .jpg, .jpeg]");
    assertThatThrownBy(() -> ImageFolder.read(empty, s -> {}))
        .hasMessage(empty + ": no folders found, expected one for each class");
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> ImageFolder.read(missing, s -> {}))
        .hasMessage(missing + ": no such folder, expected one with a folder for each class");
    Files.delete(empty);
    Path broken = Files.writeString(directory.resolve("dogs/0.png"), "no image");
    assertThatThrownBy(() -> ImageFolder.read(directory, s -> {}))
        .isInstanceOf(ImageException.class)
        .hasMessage(broken + ": no image found, expected a PNG or JPEG image");
  }
}
