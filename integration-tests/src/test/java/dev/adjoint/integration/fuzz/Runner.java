package dev.adjoint.integration.fuzz;

import dev.adjoint.integration.Compilation;
import dev.adjoint.integration.Compiler;
import dev.adjoint.integration.ForwardAsked;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/** Compiles many programs at once, and runs what compiles. */
final class Runner {
  private static final Pattern FILE = Pattern.compile(".*/fuzz/P(\\d+)(\\w*)\\.java");
  private static final Pattern ID = Pattern.compile("(?s).*\\[(ADJ-[A-Z]+-\\d+)] (.*)");

  private final List<Program> programs;
  private final Dialect dialect;
  private final List<String> options;
  private final Map<Integer, Outcome> outcomes = new TreeMap<>();

  private Runner(List<Program> programs, List<String> options) {
    this.programs = programs;
    this.dialect = programs.get(0).dialect();
    this.options = options;
  }

  /** What comes of each program, in the same order. */
  static List<Outcome> run(List<Program> programs) {
    return run(programs, List.of());
  }

  /** The same with options of the processor, such as those that turn analyses off. */
  static List<Outcome> run(List<Program> programs, List<String> options) {
    Runner runner = new Runner(programs, options);
    runner.compile();
    return List.copyOf(runner.outcomes.values());
  }

  /** The sources of a program under a name. */
  static Map<String, String> sources(Program program, String className) {
    String text = Printer.print(program, className);
    String elsewhere = Printer.printElsewhere(program, className);
    Dialect dialect = program.dialect();
    Map<String, String> result = new LinkedHashMap<>();
    result.put("fuzz." + className, dialect.inModes(program, text));
    if (!elsewhere.isEmpty()) {
      String name = "fuzz." + className + Printer.ELSEWHERE;
      result.put(name, dialect.inModes(program, elsewhere));
    }
    dialect
        .sources()
        .types(text + elsewhere)
        .forEach((name, type) -> result.put(name, ForwardAsked.twice(type)));
    return result;
  }

  private void compile() {
    while (outcomes.size() < programs.size()) {
      ClassLoader loader = compiled(options);
      List<String> others = dialect.otherOptions();
      ClassLoader other = loader == null || others.isEmpty() ? null : compiled(others);
      if (loader != null && (other != null || others.isEmpty())) {
        check(loader, other);
      }
    }
  }

  /** What the programs without an outcome are compiled to; null if one of them got an outcome. */
  private @Nullable ClassLoader compiled(List<String> with) {
    Map<String, String> sources = new LinkedHashMap<>();
    for (int i = 0; i < programs.size(); i++) {
      if (!outcomes.containsKey(i)) {
        sources.putAll(sources(programs.get(i), "P" + i));
        sources.putAll(dialect.beside(programs.get(i), "P" + i));
      }
    }
    int before = outcomes.size();
    Compilation compilation;
    try {
      compilation = Compiler.compile(sources, with.toArray(String[]::new));
    } catch (RuntimeException | StackOverflowError e) {
      runAlone(new Failure(Failure.Kind.INTERNAL, "javac " + e.getClass(), e.toString()));
      return null;
    }
    compilation.diagnostics().forEach(diagnostic -> blame(diagnostic, compilation));
    if (outcomes.size() > before) {
      return null;
    } else if (!compilation.success()) {
      runAlone(new Failure(Failure.Kind.INTERNAL, "compilation", compilation.describe()));
      return null;
    }
    return compilation.load();
  }

  /** When one program makes all fail, which one is found by compiling each by itself. */
  private void runAlone(Failure failure) {
    for (int i = 0; i < programs.size(); i++) {
      if (!outcomes.containsKey(i)) {
        outcomes.put(
            i,
            programs.size() == 1
                ? Outcome.failed(programs.get(i), failure)
                : run(List.of(programs.get(i)), options).get(0));
      }
    }
  }

  private void check(ClassLoader loader, @Nullable ClassLoader other) {
    for (int i = 0; i < programs.size(); i++) {
      if (!outcomes.containsKey(i)) {
        Program program = programs.get(i);
        outcomes.put(i, dialect.check(program, "fuzz.P" + i, loader, other));
      }
    }
  }

  private void blame(Diagnostic<? extends JavaFileObject> diagnostic, Compilation compilation) {
    JavaFileObject source = diagnostic.getSource();
    Matcher file = FILE.matcher(source == null ? "" : source.toUri().getPath());
    if (!file.matches()) {
      return;
    }
    int program = Integer.parseInt(file.group(1));
    if (isBeyondCheckpoints(diagnostic)) {
      outcomes.putIfAbsent(program, Outcome.passed(programs.get(program), 0, 0));
      return;
    }
    Failure failure = failure(diagnostic, file.group(2).matches("\\w*(Grad|Tree)"), compilation);
    if (failure != null) {
      outcomes.merge(program, Outcome.failed(programs.get(program), failure), Runner::worse);
    }
  }

  /** Whether a program is refused, as it may be, for rows that move while it runs again. */
  private static boolean isBeyondCheckpoints(Diagnostic<?> diagnostic) {
    return diagnostic.getMessage(Locale.ENGLISH).startsWith("[ADJ-CHECKPOINT-04]");
  }

  private static Outcome worse(Outcome first, Outcome second) {
    boolean isFirst =
        first.failure() != null
            && second.failure() != null
            && first.failure().kind().compareTo(second.failure().kind()) <= 0;
    return isFirst ? first : second;
  }

  private @Nullable Failure failure(
      Diagnostic<?> diagnostic, boolean isGenerated, Compilation compilation) {
    String text = diagnostic.getMessage(Locale.ENGLISH);
    Matcher adjoint = ID.matcher(text);
    boolean isError = diagnostic.getKind() == Diagnostic.Kind.ERROR;
    if (isGenerated) {
      String[] lines = ((Diagnostic<?>) diagnostic).getSource().toString().split("\n");
      long line = diagnostic.getLineNumber();
      String at = line > 0 && line <= lines.length ? "\n" + lines[(int) line - 1] : "";
      return new Failure(Failure.Kind.GENERATED, diagnostic.getCode(), text + at);
    } else if (!isError) {
      return null;
    } else if (!adjoint.matches()) {
      return new Failure(
          Failure.Kind.INVALID,
          diagnostic.getCode(),
          text + " in line " + diagnostic.getLineNumber());
    } else if (adjoint.group(1).equals("ADJ-TOOL-02")) {
      String trace = adjoint.group(2).replaceFirst("(?s)^[^:]*: ", "");
      String[] lines = trace.split("\n");
      return new Failure(
          Failure.Kind.INTERNAL, lines[0].replaceAll(":.*", "") + where(lines), trace);
    }
    if (adjoint.group(1).startsWith("ADJ-SHAPE")) {
      // Shapes always fit: whoever says that they do not is wrong.
      return new Failure(Failure.Kind.WRONG, adjoint.group(1), text);
    }
    String what = adjoint.group(2).replaceAll("(?s)\n.*", "").replaceAll("\\b\\w\\d+\\b", "_");
    return new Failure(
        Failure.Kind.REFUSED, adjoint.group(1) + " " + what, "line " + diagnostic.getLineNumber());
  }

  /** The place of the processor that threw. */
  private static String where(String[] trace) {
    for (String line : trace) {
      if (line.contains("dev.adjoint.processor")) {
        return line.replaceAll(".*dev.adjoint.processor.|\\(.*", " ");
      }
    }
    return "";
  }
}
