package dev.adjoint.integration.environments;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.LocalVariable;
import com.sun.jdi.StackFrame;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.ClassPrepareRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A breakpoint in generated code: a debugger shows the user's own names, and the source's line. */
class DebuggerTest {
  private static final int SECONDS = 60;

  @TempDir private Path folder;

  @Test
  void aBreakpointShowsTheUsersNames() throws Exception {
    Tools tools =
        new Tools(folder)
            .write(
                "Scores.java",
                """
                import dev.adjoint.annotations.Differentiable;
                class Scores {
                  @Differentiable static double score(double[] w, double b) {
                    double s = b;
                    for (int i = 0; i < w.length; i++) {
                      s += w[i] * w[i];
                    }
                    return Math.sin(s);
                  }

                  public static void main(String[] arguments) {
                    ScoresGrad.score(new double[] {1, 2}, 0.5);
                  }
                }
                """);
    Tools.Result compiled =
        tools.javac(
            "-g",
            "-d",
            "classes",
            "-cp",
            Tools.LIBRARY,
            "-processorpath",
            Tools.path(Tools.PROCESSOR),
            "Scores.java");
    assertThat(compiled.status()).as(compiled.output()).isZero();
    List<String> generated = tools.read("classes/ScoresGrad.java").lines().toList();
    int line = 0;
    while (!generated.get(line).contains("wBar[i] = ")) {
      line++;
    }
    assertThat(generated.get(line - 1)).contains("// line 6: s += w[i] * w[i]");
    Map<String, String> seen = variablesAt(line + 1);
    assertThat(seen).containsKeys("w", "b", "s", "sBar", "wBar", "i", "value");
    assertThat(seen).containsEntry("s", "5.5").containsEntry("i", "1");
    assertThat(seen).containsEntry("sBar", String.valueOf(Math.cos(5.5)));
  }

  /** The variables, as text, where the program stops at a line of the generated class. */
  private Map<String, String> variablesAt(int line) throws Exception {
    LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
    Map<String, Connector.Argument> settings = connector.defaultArguments();
    settings.get("main").setValue("Scores");
    String classPath = Tools.path(folder.resolve("classes"), Tools.LIBRARY);
    settings.get("options").setValue("-cp \"%s\"".formatted(classPath));
    VirtualMachine machine = connector.launch(settings);
    try {
      ClassPrepareRequest loaded = machine.eventRequestManager().createClassPrepareRequest();
      loaded.addClassFilter("ScoresGrad");
      loaded.enable();
      while (true) {
        EventSet events = machine.eventQueue().remove(SECONDS * 1000L);
        assertThat(events).as("the program ended, or nothing happened").isNotNull();
        for (Event event : events) {
          if (event instanceof ClassPrepareEvent prepared) {
            machine
                .eventRequestManager()
                .createBreakpointRequest(prepared.referenceType().locationsOfLine(line).get(0))
                .enable();
          } else if (event instanceof BreakpointEvent stopped) {
            return variables(stopped.thread().frame(0));
          }
        }
        events.resume();
      }
    } finally {
      machine.process().destroyForcibly();
    }
  }

  private static Map<String, String> variables(StackFrame frame) throws Exception {
    Map<String, String> result = new TreeMap<>();
    for (LocalVariable variable : frame.visibleVariables()) {
      result.put(variable.name(), String.valueOf(frame.getValue(variable)));
    }
    return result;
  }
}
