package dev.adjoint.processor.frontend.attribution;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/** Shows one nested task, as its class path, what the outer compilation sees on all its paths. */
final class NestedFileManager extends ForwardingJavaFileManager<StandardJavaFileManager> {
  private final OuterFiles outer;
  private final Set<String> inputs;
  private final Map<String, List<JavaFileObject>> listed = new HashMap<>();

  /**
   * @param inputs the names of the top-level types that the nested task compiles anyway
   */
  NestedFileManager(
      StandardJavaFileManager platformAndPaths, OuterFiles outer, Set<String> inputs) {
    super(platformAndPaths);
    this.outer = outer;
    this.inputs = inputs;
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<Kind> kinds, boolean recurse) throws IOException {
    if (location != StandardLocation.CLASS_PATH) {
      return super.list(location, packageName, kinds, recurse);
    }
    List<JavaFileObject> files = listed.get(packageName);
    if (files == null) {
      files = list(packageName);
      listed.put(packageName, files);
    }
    return files.stream().filter(file -> kinds.contains(file.getKind())).toList();
  }

  /** What is being compiled hides what an earlier compilation left of the same types. */
  private List<JavaFileObject> list(String packageName) throws IOException {
    List<JavaFileObject> files = new ArrayList<>();
    Set<String> fromSource = new HashSet<>(inputs);
    for (NestedFile source : outer.sources(packageName)) {
      if (fromSource.add(source.binaryName())) {
        files.add(source);
      }
    }
    outer
        .onPaths(packageName)
        .forEach(
            (name, file) -> {
              int member = name.indexOf('$', packageName.length() + 1);
              String topLevel = member < 0 ? name : name.substring(0, member);
              if (!fromSource.contains(name) && !fromSource.contains(topLevel)) {
                files.add(file);
              }
            });
    return files;
  }

  @Override
  public String inferBinaryName(Location location, JavaFileObject file) {
    return file instanceof NestedFile source
        ? source.binaryName()
        : super.inferBinaryName(location, file);
  }

  /**
   * Keeps the nested task from looking for compiler plugins on the class path of the build tool.
   */
  @Override
  public ClassLoader getClassLoader(Location location) {
    return ClassLoader.getPlatformClassLoader();
  }
}
