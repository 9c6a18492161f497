package dev.adjoint.benchmarks.steps;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a model and its peer, one after the other, in a process each. */
record SideBySide(PeerOptions options) {
  /** The times beside each of the peer's ways. */
  List<StepTimes> run(String model) throws IOException, InterruptedException {
    Path exported = Files.createTempFile("steps", ".npz");
    try {
      peer(model, "--export", exported.toString());
      double[] ours = numbers(ours(model, exported));
      List<StepTimes> times = new ArrayList<>();
      for (String way : options.compiles ? List.of("eager", "compiled") : List.of("eager")) {
        List<String> given =
            new ArrayList<>(List.of("--seconds", Double.toString(options.seconds)));
        if (way.equals("compiled")) {
          given.add("--compile");
        }
        double[] theirs = numbers(peer(model, given.toArray(String[]::new)));
        times.add(new StepTimes(way, ours[0], ours[1], theirs[0], theirs[1], ours[2]));
      }
      return times;
    } finally {
      Files.delete(exported);
    }
  }

  /** The medians of our steps in so many JVMs. */
  double[] fresh(String model, int count) throws IOException, InterruptedException {
    Path exported = Files.createTempFile("steps", ".npz");
    try {
      peer(model, "--export", exported.toString());
      double[] medians = new double[count];
      for (int i = 0; i < count; i++) {
        medians[i] = numbers(ours(model, exported))[0];
      }
      return medians;
    } finally {
      Files.delete(exported);
    }
  }

  private static double[] numbers(String line) {
    String[] words = line.split(" ", -1);
    double[] numbers = new double[words.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Double.parseDouble(words[i]);
    }
    return numbers;
  }

  private String ours(String model, Path exported) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (!options.isPlain) {
      command.addAll(List.of("--add-modules", "jdk.incubator.vector"));
    }
    command.addAll(
        List.of(
            "-Dadjoint.threads=" + options.threads,
            "-cp",
            System.getProperty("java.class.path"),
            "dev.adjoint.benchmarks.Benchmarks",
            "steps",
            "--models",
            model,
            "--seconds",
            Double.toString(options.seconds),
            "--data",
            exported.toString()));
    return last(new ProcessBuilder(command));
  }

  private String peer(String model, String... given) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(options.python, options.peer.toString(), model));
    command.addAll(List.of("--threads", Integer.toString(options.threads)));
    command.addAll(List.of(given));
    ProcessBuilder builder = new ProcessBuilder(command);
    if (options.preload != null) {
      builder.environment().put("LD_PRELOAD", options.preload.toAbsolutePath().toString());
    }
    return last(builder);
  }

  /** The last line that a process prints. */
  private static String last(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String last = "";
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line;
      }
    }
    if (process.waitFor() != 0) {
      throw new IOException(builder.command() + " ended with " + process.exitValue());
    }
    return last;
  }
}
