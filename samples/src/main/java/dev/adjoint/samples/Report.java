package dev.adjoint.samples;

import dev.adjoint.plots.NoFontException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a run of a sample tells: lines for the person who runs it, and exhibits, which are told too
 * and kept as data, for the gallery.
 */
public final class Report {
  private final PrintWriter out;
  private final Path directory;
  private final List<Exhibit> exhibits = new ArrayList<>();

  /**
   * An empty report.
   *
   * @param directory where files go; it is made with the first of them
   */
  Report(PrintWriter out, Path directory) {
    this.out = out;
    this.directory = directory;
  }

  /** Tells a line, which is formatted as by {@link String#format} and shown at once. */
  public void say(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
    out.flush();
  }

  /**
   * Tells a result.
   *
   * @param row the row of the lectures' list
   * @param what what must be seen, the same in every run
   * @param holds whether it is
   * @param measured what was measured, formatted as by {@link String#format}
   */
  public void result(String row, String what, boolean holds, String measured, Object... arguments) {
    String found = String.format(Locale.ROOT, measured, arguments);
    exhibits.add(new Exhibit(row, holds ? Exhibit.Kind.HOLDS : Exhibit.Kind.MISSED, what, found));
    say("%s  %s: %s%s", row, what, found, holds ? "" : " (missed)");
  }

  /**
   * Tells lines that are worth a place in the gallery.
   *
   * @param caption what they are, the same in every run
   */
  public void excerpt(String row, String caption, String text) {
    exhibits.add(new Exhibit(row, Exhibit.Kind.EXCERPT, caption, text.stripTrailing()));
    say("%s  %s:%n%s%n", row, caption, text.stripTrailing());
  }

  /**
   * Draws a picture; a machine without fonts does all but this.
   *
   * @param name the name of its file
   * @param caption what it shows, the same in every run
   * @throws IOException if it cannot be written
   */
  public void picture(String row, String name, String caption, Drawing drawing) throws IOException {
    Path file = file(name);
    try {
      drawing.to(file);
      exhibits.add(new Exhibit(row, Exhibit.Kind.PICTURE, caption, name));
      say("%s  %s: %s", row, caption, file);
    } catch (NoFontException e) {
      say("no pictures: %s", e.getMessage());
    }
  }

  /**
   * A file for the sample to write, in a directory of its own, which is made if it is missing.
   *
   * @throws IOException if it cannot be made
   */
  public Path file(String name) throws IOException {
    return directory().resolve(name);
  }

  /**
   * The sample's directory, which is made if it is missing.
   *
   * @throws IOException if it cannot be made
   */
  public Path directory() throws IOException {
    try {
      Files.createDirectories(directory);
      return directory;
    } catch (FileAlreadyExistsException e) {
      throw new IOException(directory + ": a file found, expected a directory", e);
    } catch (IOException e) {
      throw new IOException("%s: the directory cannot be made: %s".formatted(directory, e), e);
    }
  }

  /** What was shown, in that order. */
  public List<Exhibit> exhibits() {
    return List.copyOf(exhibits);
  }

  /** Draws a picture into a file. */
  @FunctionalInterface
  public interface Drawing {
    /**
     * Writes the picture.
     *
     * @throws IOException if it cannot be written
     */
    void to(Path file) throws IOException;
  }
}
