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
import org.objectweb.asm.Handle;
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

  /** Whose functions are called through {@link Apart}. */
  private static final String APART = PACKAGE + VectorUnary.class.getSimpleName() + ".";

  /** What loops of all classes hand vectors to. */
  private static final String LANES = PACKAGE + Lanes.class.getSimpleName() + ".";

  private static final String LOOPS = PACKAGE + VectorLoops.class.getSimpleName();

  /** From where a function is created to its body: {@code Workers.run}, its method, the body. */
  private static final int FUNCTION_DEPTH = 3;

  private static final class Method {
    final boolean isInLoops;
    final boolean isEntry;
    int calls;
    boolean takesNumbers;
    int size;
    boolean isSwitch;
    final List<String> callees = new ArrayList<>();
    final Set<String> operations = new TreeSet<>();

    Method(boolean isInLoops, boolean isEntry) {
      this.isInLoops = isInLoops;
      this.isEntry = isEntry;
    }
  }

  private final Map<String, Method> methods = new TreeMap<>();

  /** The bodies of functions, with what creates them. */
  private final Map<String, List<String>> functions = new TreeMap<>();

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
            boolean isInLoops = reader.getSuperName().equals(LOOPS);
            Method method = new Method(isInLoops, (access & Opcodes.ACC_PUBLIC) != 0);
            methods.put(reader.getClassName() + "." + name + type, method);
            return new Counter(reader.getClassName() + "." + name + type, method);
          }
        };
    reader.accept(visitor, ClassReader.SKIP_DEBUG);
  }

  private final class Counter extends CodeSizeEvaluator {
    private final String name;
    private final Method method;
    private String operator = "";

    Counter(String name, Method method) {
      super(Opcodes.ASM9, null);
      this.name = name;
      this.method = method;
    }

    @Override
    public void visitInvokeDynamicInsn(
        String called, String type, Handle bootstrap, Object... arguments) {
      super.visitInvokeDynamicInsn(called, type, bootstrap, arguments);
      for (Object argument : arguments) {
        if (argument instanceof Handle body && body.getOwner().startsWith(PACKAGE)) {
          String key = body.getOwner() + "." + body.getName() + body.getDesc();
          functions.computeIfAbsent(name, unused -> new ArrayList<>()).add(key);
        }
      }
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String type, boolean isInterface) {
      super.visitMethodInsn(opcode, owner, name, type, isInterface);
      if (owner.startsWith(API) && owner.endsWith("Vector")) {
        boolean takesNumber = takesNumber(owner, name, type);
        method.calls += takesNumber ? 2 : 1;
        method.takesNumbers |= takesNumber;
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

  /**
   * Methods in {@link VectorLoops} that hand vectors on to others there, although what is not there
   * calls them: HotSpot may inline these there, but not what they call.
   */
  Set<String> enteredLoops() {
    Set<String> entered = new TreeSet<>();
    methods.forEach(
        (name, method) -> {
          if (method.isEntry) {
            entered.add(name);
          }
          if (!method.isInLoops) {
            entered.addAll(method.callees);
          }
        });
    functions.values().forEach(entered::addAll);
    entered.removeIf(
        name ->
            !isInLoops(name)
                || !name.contains(API)
                    && methods.get(name).callees.stream()
                        .noneMatch(callee -> isInLoops(callee) && callee.contains(API)));
    return entered;
  }

  private boolean isInLoops(String name) {
    return methods.containsKey(name) && methods.get(name).isInLoops;
  }

  /**
   * Methods with calls that are neither in {@link VectorLoops} nor kept apart: by being reached by
   * functions of {@link Apart} alone, or by their length.
   */
  Set<String> loopsElsewhere() {
    Set<String> apart = apart();
    Set<String> result = new TreeSet<>();
    methods.forEach(
        (name, method) -> {
          boolean isApart = apart.contains(name);
          if (method.calls > 0 && !method.isInLoops && !isApart && !name.contains(LANES)) {
            result.add(name);
          }
          for (String callee : method.callees) {
            if (!isApart && !method.isInLoops && apart.contains(callee) && isShort(callee)) {
              result.add(name + " calls " + callee);
            }
          }
        });
    return result;
  }

  private boolean isShort(String name) {
    return methods.get(name).calls > 0 && methods.get(name).size <= INLINED;
  }

  /** What functions of {@link Apart} reach outside of {@link VectorLoops}. */
  private Set<String> apart() {
    Set<String> result = new TreeSet<>();
    functions.forEach(
        (creator, bodies) -> {
          if (creator.contains(APART)) {
            bodies.forEach(body -> addReached(body, result));
          }
        });
    return result;
  }

  private void addReached(String name, Set<String> reached) {
    if (methods.containsKey(name)
        && !methods.get(name).isInLoops
        && !name.contains(LANES)
        && reached.add(name)) {
      methods.get(name).callees.forEach(callee -> addReached(callee, reached));
    }
  }

  /**
   * How many calls deep calls of the Vector API are at most in what may be compiled at once; those
   * that take a number call others once more.
   */
  Map<String, Integer> depths() {
    Set<String> apart = apart();
    Map<String, Integer> result = new TreeMap<>();
    methods.forEach(
        (name, method) -> {
          if (method.isInLoops || apart.contains(name)) {
            result.put(name.substring(PACKAGE.length()), depth(name));
          }
        });
    result.values().removeIf(depth -> depth < 0);
    return result;
  }

  /** How deep below a method there are calls; negative if there are none. */
  private int depth(String name) {
    Method method = methods.get(name);
    int depth = method.takesNumbers ? 1 : method.calls > 0 ? 0 : -1;
    for (String callee : method.callees) {
      if (methods.containsKey(callee) && methods.get(callee).size <= INLINED) {
        depth = Math.max(depth, deeper(callee, 1));
      }
    }
    for (String body : functions.getOrDefault(name, List.of())) {
      if (methods.get(body).size <= INLINED) {
        depth = Math.max(depth, deeper(body, FUNCTION_DEPTH));
      }
    }
    return depth;
  }

  private int deeper(String name, int by) {
    int depth = depth(name);
    return depth < 0 ? depth : depth + by;
  }
}
