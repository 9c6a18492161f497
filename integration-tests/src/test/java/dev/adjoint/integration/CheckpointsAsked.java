package dev.adjoint.integration;

import java.util.regex.Pattern;

/** Marks loops or methods in sources that mark none, so that all that runs runs again. */
final class CheckpointsAsked {
  private static final Pattern LOOP =
      Pattern.compile("\\bfor \\((?=(final )?[\\w.<>\\[\\]]+ \\w+ ?[=:])");

  private static final Pattern METHOD = Pattern.compile("\\bstatic (?=[\\w.<>\\[\\], ]+ \\w+\\()");

  private CheckpointsAsked() {}

  /** The source in which all static methods are marked. */
  static String ofMethods(String source) {
    return METHOD.matcher(source).replaceAll("@dev.adjoint.annotations.Checkpoint static ");
  }

  /**
   * The source in which all loops that declare a variable are marked.
   *
   * @param every after how many trips each keeps what the next ones start from; 0 to let it choose
   */
  static String ofLoops(String source, int every) {
    String annotation = "@dev.adjoint.annotations.Checkpoint(every = " + every + ") ";
    return LOOP.matcher(source).replaceAll("for (" + annotation);
  }
}
