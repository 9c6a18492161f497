package dev.adjoint.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A script of PyTorch that answers each case with the milliseconds forward and backward. */
public final class Peer implements AutoCloseable {
  private final BufferedWriter questions;
  private final BufferedReader answers;

  /**
   * Starts a script.
   *
   * @param python a Python that has PyTorch
   * @param seconds time for each measurement
   * @throws IOException if it does not start
   */
  public Peer(String python, Path script, int threads, double seconds) throws IOException {
    Process process =
        new ProcessBuilder(
                python, script.toString(), Integer.toString(threads), Double.toString(seconds))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    questions = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * The milliseconds forward and backward of a case.
   *
   * @throws IOException if the script has ended
   */
  public double[] ask(String text) throws IOException {
    questions.write(text);
    questions.newLine();
    questions.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the peer ended at " + text);
    }
    String[] words = answer.split(" ", -1);
    return new double[] {Double.parseDouble(words[0]), Double.parseDouble(words[1])};
  }

  @Override
  public void close() throws IOException {
    questions.close();
    answers.close();
  }
}
