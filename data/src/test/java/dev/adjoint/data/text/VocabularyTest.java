package dev.adjoint.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {
  private static final String TEXT = "The whale, the sea; the 3 ships.\nI don't see Ahab's leg!";

  @TempDir private Path directory;

  @Test
  void charactersComeBackAsTheyWere() {
    String text = "naïve\r\n 🐳 whale\u0000";
    Vocabulary vocabulary = Vocabulary.ofCharacters(text);
    assertThat(vocabulary.tokens()).contains("🐳", "\n", " ").isSorted();
    assertThat(vocabulary.encode(text)).hasSize(text.codePointCount(0, text.length()));
    assertThat(vocabulary.decode(vocabulary.encode(text))).isEqualTo(text);
    assertThat(vocabulary.encode("")).isEmpty();
    assertThat(Vocabulary.ofCharacters("").size()).isZero();
  }

  @Test
  void wordsByFrequency() {
    Vocabulary vocabulary = Vocabulary.of(Tokenizer.words(), TEXT.toLowerCase(), w -> {});
    assertThat(vocabulary.tokens())
        .containsExactly(
            "the", "!", ",", ".", "3", ";", "ahab's", "don't", "i", "leg", "sea", "see", "ships",
            "whale");
    assertThat(vocabulary.decode(vocabulary.encode("the whale,\n the sea!")))
        .isEqualTo("the whale, the sea!");
    Vocabulary small =
        Vocabulary.of(Tokenizer.words(), TEXT, w -> w.maximumSize(3).unknown("<unk>"));
    assertThat(small.tokens()).containsExactly("<unk>", "the", "!");
    assertThat(small.encode("the sperm whale!")).containsExactly(1, 0, 0, 2);
    assertThat(small.decode(1, 0, 2)).isEqualTo("the <unk>!");
    assertThat(Vocabulary.of(Tokenizer.words(), TEXT, w -> w.minimumCount(2)).tokens())
        .containsExactly("the");
  }

  @Test
  void aVocabularyThatWasKept() {
    Vocabulary first = Vocabulary.of(Tokenizer.words(), TEXT, w -> w.unknown("?"));
    Vocabulary kept = Vocabulary.of(Tokenizer.words(), first.tokens(), first.unknown());
    assertThat(kept.encode(TEXT + " more")).isEqualTo(first.encode(TEXT + " more"));
    assertThat(kept.unknown()).contains("?");
    assertThatThrownBy(
            () -> Vocabulary.of(Tokenizer.characters(), List.of("a", "\n", "\n"), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the token \"\\n\" stands twice in a vocabulary");
    assertThatThrownBy(() -> Vocabulary.of(Tokenizer.words(), List.of("a"), Optional.of("<unk>")))
        .hasMessage("the unknown token \"<unk>\" is not in the vocabulary");
  }

  @Test
  void whatIsNotInTheVocabularyIsNamed() {
    Vocabulary vocabulary = Vocabulary.ofCharacters("abc");
    assertThatThrownBy(() -> vocabulary.encode("ab\nc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("token 2 of a text, \"\\n\", is not among the 3 of the vocabulary");
    assertThatThrownBy(() -> vocabulary.decode(0, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the token 3, expected 0 to 2");
    assertThatThrownBy(() -> Vocabulary.of(Tokenizer.words(), "", w -> w.maximumSize(0)))
        .hasMessage("maximumSize: 0, expected a positive number");
    assertThatThrownBy(() -> Vocabulary.of(Tokenizer.words(), "", w -> w.minimumCount(-1)))
        .hasMessage("minimumCount: -1, expected a positive number");
  }

  @Test
  void textsAreReadAsTheyAreOrRefused() throws IOException {
    Path path = Files.writeString(directory.resolve("text"), TEXT + "\r\n🐳");
    assertThat(Texts.read(path)).isEqualTo(TEXT + "\r\n🐳");
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(TEXT.getBytes(StandardCharsets.UTF_8));
    }
    Files.write(path, compressed.toByteArray());
    assertThat(Texts.read(path)).isEqualTo(TEXT);
    Files.write(path, new byte[] {'a', 'b', (byte) 0xff, 'c'});
    assertThatThrownBy(() -> Texts.read(path))
        .isInstanceOf(IOException.class)
        .hasMessage(path + ": the bytes from 2 on are no UTF-8, expected a text in UTF-8");
    assertThatThrownBy(() -> Texts.read(directory))
        .hasMessage(directory + ": a directory found, expected a text in UTF-8");
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> Texts.read(missing))
        .hasMessage(missing + ": no such file, expected a text in UTF-8");
  }
}
