package dev.adjoint.processor.frontend.attribution;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.util.Elements;
import javax.tools.FileObject;
import javax.tools.JavaFileManager.Location;
import javax.tools.StandardLocation;

/**
 * Finds the directories and jars on the outer compilation's paths.
 *
 * <p>Nobody tells a processor the class path. But the filer tells where a class file lies, and so
 * which root it lies in. Listing the elements of a package instead would complete them all, which
 * reads class files that the outer compilation never needs, with their warnings, and compiles
 * sources that it was never given.
 */
final class OuterRoots {
  private static final String DESCRIPTOR = "module-info.class";

  private final Filer filer;
  private final Elements elements;
  private final Set<Path> roots = new LinkedHashSet<>();
  private final Map<String, Boolean> packages = new HashMap<>();
  private final Set<Path> askedSourceRoots = new HashSet<>();
  private final Set<String> askedModules = new HashSet<>();

  /** Modules without a descriptor: their roots show by the types that are found in them. */
  private final Set<String> automaticModules = new LinkedHashSet<>();

  OuterRoots(Filer filer, Elements elements) {
    this.filer = filer;
    this.elements = elements;
  }

  /** The roots found so far, in the order in which they were found. */
  Set<Path> found() {
    return roots;
  }

  /**
   * Looks for the root of each named module on the module path, and for what an earlier compilation
   * of the same module left. javac may have resolved more modules since the last call.
   */
  boolean addModules(Iterable<ModuleElement> modules) {
    boolean added = false;
    for (ModuleElement module : modules) {
      String name = module.getQualifiedName().toString();
      if (askedModules.add(name)) {
        boolean found = add(StandardLocation.MODULE_PATH, name + "/", DESCRIPTOR);
        if (!found) {
          automaticModules.add(name);
        }
        added |= found | add(StandardLocation.CLASS_OUTPUT, "", DESCRIPTOR);
      }
    }
    return added;
  }

  /** Looks for the root of a type, by the class file that the outer compilation would read. */
  boolean addType(String packageName, String simpleName) {
    String classFile = simpleName + ".class";
    for (String module : automaticModules) {
      if (add(StandardLocation.MODULE_PATH, module + "/" + packageName, classFile)) {
        automaticModules.remove(module);
        return true;
      }
    }
    return add(StandardLocation.CLASS_PATH, packageName, classFile);
  }

  /**
   * Looks whether the root of a source file is on a path: other sources there take part then.
   *
   * <p>Only for files that the compilation was started with. Asking the filer for a source that a
   * processor just generated makes it warn.
   */
  boolean addSource(URI source, String packageName, String simpleName) {
    String file = simpleName + ".java";
    String path = packageName.isEmpty() ? file : packageName.replace('.', '/') + "/" + file;
    return rootOf(source, path).filter(askedSourceRoots::add).isPresent()
        && (add(StandardLocation.SOURCE_PATH, packageName, file)
            || add(StandardLocation.CLASS_PATH, packageName, file));
  }

  /** Whether any root has a directory for the package, or the compilation knows it. */
  boolean hasPackage(String packageName) {
    return packages.computeIfAbsent(
        packageName,
        name ->
            name.isEmpty()
                || elements.getPackageElement(name) != null
                || hasDirectory(StandardLocation.CLASS_PATH, "", name)
                || automaticModules.stream()
                    .anyMatch(m -> hasDirectory(StandardLocation.MODULE_PATH, m + "/", name)));
  }

  private boolean hasDirectory(Location location, String modulePrefix, String packageName) {
    int dot = packageName.lastIndexOf('.');
    String parent = packageName.substring(0, Math.max(dot, 0));
    try {
      filer.getResource(location, modulePrefix + parent, packageName.substring(dot + 1));
      return true;
    } catch (IllegalArgumentException isDirectory) {
      // javac's file manager refuses, but only after it found the directory.
      return true;
    } catch (IOException | RuntimeException notHere) {
      return false;
    }
  }

  /** Where the outer compilation reads the class file, if it lies on the class path. */
  Optional<URI> find(String packageName, String fileName) {
    return resource(StandardLocation.CLASS_PATH, packageName, fileName).map(FileObject::toUri);
  }

  private boolean add(Location location, String packageName, String file) {
    String path = packageName.substring(packageName.indexOf('/') + 1).replace('.', '/');
    return resource(location, packageName, file)
        .flatMap(found -> rootOf(found.toUri(), path.isEmpty() ? file : path + "/" + file))
        .filter(roots::add)
        .isPresent();
  }

  private Optional<FileObject> resource(Location location, String packageName, String file) {
    try {
      return Optional.of(filer.getResource(location, packageName, file));
    } catch (IOException | RuntimeException notHere) {
      // Besides what is documented: a null pointer for a location that is not set.
      return Optional.empty();
    }
  }

  private static Optional<Path> rootOf(URI file, String relativePath) {
    try {
      if ("jar".equals(file.getScheme())) {
        String address = file.toString();
        String jar = address.substring("jar:".length(), address.lastIndexOf("!/"));
        return Optional.of(Path.of(URI.create(jar)));
      }
      Path root = Path.of(file);
      for (int i = relativePath.split("/").length; i > 0; i--) {
        root = root.getParent();
      }
      return Optional.ofNullable(root);
    } catch (RuntimeException inMemory) {
      return Optional.empty();
    }
  }
}
