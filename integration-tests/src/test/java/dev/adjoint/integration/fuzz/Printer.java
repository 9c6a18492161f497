package dev.adjoint.integration.fuzz;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints programs as Java. */
final class Printer {
  /** What the name of a class ends with that holds helpers of another. */
  static final String ELSEWHERE = "Other";

  private static final String SILENCE = "@SuppressWarnings({\"ADJ-ZERO-01\", \"ADJ-ZERO-02\"})\n";

  private final StringBuilder out = new StringBuilder();

  private Printer() {}

  /** The class of a program. */
  static String print(Program program, String className) {
    String wrt =
        program.wrt().stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
    String annotation =
        program.wrt().isEmpty() ? "@Differentiable" : "@Differentiable(wrt = {" + wrt + "})";
    return header(program, className) + SILENCE + type(program, className, annotation);
  }

  /** The class of those helpers that stand in another file; empty if there are none. */
  static String printElsewhere(Program program, String className) {
    String members = helpers(program, true);
    return members.isEmpty()
        ? ""
        : header(program, "")
            + SILENCE
            + "class "
            + className
            + ELSEWHERE
            + " {\n"
            + withSupport(program, members)
            + "}\n";
  }

  private static String header(Program program, String className) {
    String header = program.dialect().sources().header();
    return className.isEmpty() || helpers(program, true).isEmpty()
        ? header
        : header + "import static fuzz." + className + ELSEWHERE + ".*;\n\n";
  }

  /** Whether something is computed in single precision. */
  static boolean hasFloats(Program program) {
    return type(program, "P", "").matches("(?s).*(\\bfloat\\b|\\df\\b).*");
  }

  /** The same in double precision, without derivatives. */
  static String printWide(Program program, String className) {
    return (program.dialect().sources().header() + type(program, className, ""))
        .replaceAll("\\bfloat\\b", "double")
        .replaceAll("(\\d)f\\b", "$1");
  }

  private static String type(Program program, String className, String annotation) {
    StringBuilder members = new StringBuilder();
    String result = program.dialect().grammar().javaType(program.result());
    members
        .append("  ")
        .append(annotation)
        .append("\n  ")
        .append(program.isRecord() ? "" : "static ")
        .append(result)
        .append(" f(")
        .append(list(program.parameters()))
        .append(") ")
        .append(print(program.body()))
        .append("\n");
    members.append(helpers(program, false));
    String head =
        program.isRecord()
            ? "record " + className + "(" + list(program.fields()) + ")"
            : "class " + className;
    return head + " {\n" + withSupport(program, members.toString()) + "}\n";
  }

  private static String helpers(Program program, boolean isElsewhere) {
    StringBuilder members = new StringBuilder();
    for (Program.Helper helper : program.helpers()) {
      if (helper.isElsewhere() == isElsewhere) {
        members
            .append("\n  ")
            .append(helper.head())
            .append(' ')
            .append(print(helper.body()))
            .append('\n');
      }
    }
    return members.toString();
  }

  private static String withSupport(Program program, String members) {
    String support = program.dialect().sources().members(members);
    return members + (support.isEmpty() ? "" : "\n" + support);
  }

  private static String list(List<Parameter> parameters) {
    return Stream.of(parameters)
        .flatMap(List::stream)
        .map(Parameter::declaration)
        .collect(Collectors.joining(", "));
  }

  private static String print(Node node) {
    Printer printer = new Printer();
    printer.out.append("  ");
    printer.write(node);
    return printer.out.substring(2);
  }

  private void write(Node node) {
    if (node instanceof Node.Text text) {
      out.append(text.text());
    } else if (node instanceof Node.Name name) {
      out.append(name.text());
    } else if (node instanceof Node.Tree tree) {
      String line = "\n" + " ".repeat(indentation());
      for (Node part : tree.parts()) {
        if (part instanceof Node.Text text) {
          out.append(text.text().replace("\n", line));
        } else {
          write(part);
        }
      }
    } else if (node instanceof Node.Block block) {
      block(block);
    }
  }

  private void block(Node.Block block) {
    String line = "\n" + " ".repeat(indentation());
    String inner = block.hasBraces() ? line + "  " : line;
    if (block.hasBraces()) {
      out.append('{').append(inner);
    }
    for (int i = 0; i < block.statements().size(); i++) {
      out.append(i > 0 ? inner : "");
      write(block.statements().get(i));
    }
    if (block.hasBraces()) {
      out.append(line).append('}');
    }
  }

  /** By how much the last line is indented. */
  private int indentation() {
    int start = out.lastIndexOf("\n") + 1;
    int end = start;
    while (end < out.length() && out.charAt(end) == ' ') {
      end++;
    }
    return end - start;
  }
}
