package dev.adjoint.kernel.vector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.CodeSizeEvaluator;

/**
 * The calls of the Vector API in the kernels, and how many of them HotSpot may find in a method and
 * in what it may inline there.
 */
final class VectorCalls {
  /** HotSpot's {@code FreqInlineSize}: bytes of code above which it inlines nothing. */
  private static final int INLINED = 325;

  /**
   * HotSpot inlines what more than a quarter of a method's runs call: so many cases of a switch.
   */
  private static final int CASES = 3;

  private static final String API = "jdk/incubator/vector/";
  private static final String PACKAGE = VectorCalls.class.getPackageName().replace('.', '/') + "/";

  private static final class Method {
    int calls;
    int size;
    boolean isSwitch;
    final List<String> callees = new ArrayList<>();
    final Set<String> operations = new TreeSet<>();
  }

  private final Map<String, Method> methods = new TreeMap<>();

  /** Reads the classes of the kernels. */
  VectorCalls() {
    try (Stream<Path> files = Files.walk(classes())) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        read(new ClassReader(Files.readAllBytes(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path classes() {
    try {
      return Path.of(Lanes.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void read(ClassReader reader) {
    ClassVisitor visitor =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String type, String signature, String[] exceptions) {
            Method method = new Method();
            methods.put(reader.getClassName() + "." + name + type, method);
            return new Counter(method);
          }
        };
    reader.accept(visitor, ClassReader.SKIP_DEBUG);
  }

  private static final class Counter extends CodeSizeEvaluator {
    private final Method method;
    private String operator = "";

    Counter(Method method) {
      super(Opcodes.ASM9, null);
      this.method = method;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String type, boolean isInterface) {
      super.visitMethodInsn(opcode, owner, name, type, isInterface);
      if (owner.startsWith(API) && owner.endsWith("Vector")) {
        method.calls += takesNumber(owner, name, type) ? 2 : 1;
        String operation = owner.substring(API.length()) + "." + name;
        method.operations.add(name.equals("lanewise") ? operation + " " + operator : operation);
      } else if (owner.startsWith(PACKAGE)) {
        method.callees.add(owner + "." + name + type);
      }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String type) {
      super.visitFieldInsn(opcode, owner, name, type);
      if (owner.equals(API + "VectorOperators")) {
        operator = name;
      }
    }

    /** Such a call makes a vector of the number, and calls itself with that. */
    private static boolean takesNumber(String owner, String name, String type) {
      boolean hasNumber =
          owner.endsWith("FloatVector") ? type.contains("F)") : type.startsWith("(I)");
      return hasNumber && !name.equals("broadcast");
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
      super.visitTableSwitchInsn(min, max, otherwise, labels);
      method.isSwitch = true;
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      super.visitMaxs(maxStack, maxLocals);
      method.size = getMinSize();
    }
  }

  /** What all kernels call: a type's method, with the operator where that is an argument. */
  Set<String> operations() {
    Set<String> result = new TreeSet<>();
    methods.values().forEach(method -> result.addAll(method.operations));
    return result;
  }

  /** What the methods of one class call. */
  Set<String> operationsOf(Class<?> type) {
    Set<String> result = new TreeSet<>();
    String prefix = type.getName().replace('.', '/') + ".";
    methods.forEach(
        (name, method) -> {
          if (name.startsWith(prefix)) {
            result.addAll(method.operations);
          }
        });
    return result;
  }

  /** The calls in methods that may have others inlined, or may be inlined themselves. */
  Map<String, Integer> afterInlining() {
    Map<String, Integer> result = new TreeMap<>();
    methods.forEach(
        (name, method) -> {
          int total = total(method, 0);
          if (total > method.calls || total > 0 && method.size <= INLINED) {
            result.put(name.substring(PACKAGE.length()), total);
          }
        });
    return result;
  }

  private int total(Method method, int depth) {
    if (depth > 20) {
      throw new IllegalStateException("kernels call each other in circles");
    }
    return method.calls
        + method.callees.stream()
            .map(methods::get)
            .filter(callee -> callee != null && callee.size <= INLINED)
            .map(callee -> total(callee, depth + 1))
            .sorted((a, b) -> b - a)
            .limit(method.isSwitch ? CASES : Long.MAX_VALUE)
            .reduce(0, Integer::sum);
  }
}
