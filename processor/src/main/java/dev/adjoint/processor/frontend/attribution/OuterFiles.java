package dev.adjoint.processor.frontend.attribution;

import com.sun.source.util.TreePath;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/** The files that the outer compilation sees: sources being compiled, and all on its paths. */
final class OuterFiles {
  private final OuterCompilation outer;
  private final StandardJavaFileManager standard;
  private final OuterRoots roots;
  private final ReferencedNames names = new ReferencedNames();
  private final RoundTypes roundTypes = new RoundTypes();
  private final Set<ModuleElement> modules = new LinkedHashSet<>();
  private final Map<String, Map<String, JavaFileObject>> onPaths = new HashMap<>();
  private final Set<String> listed = new LinkedHashSet<>();
  private final Set<String> asked = new HashSet<>();

  /**
   * @param standard has the platform, and is given the outer compilation's roots as its class path
   */
  OuterFiles(OuterCompilation outer, StandardJavaFileManager standard) throws IOException {
    this.outer = outer;
    this.standard = standard;
    this.roots = new OuterRoots(outer.environment().getFiler(), outer.elements());
    useRoots();
  }

  /** Takes note of what is new in a round. */
  void startRound(RoundEnvironment round) throws IOException {
    boolean found = roundTypes.isEmpty() && findSourceRoots(round);
    roundTypes.add(round, outer.elements());
    modules.clear();
    for (ModuleElement module : outer.elements().getAllModuleElements()) {
      if (!module.isUnnamed() && !isPlatform(module)) {
        modules.add(module);
      }
    }
    found |= roots.addModules(modules);
    if (found) {
      useRoots();
    }
  }

  private boolean findSourceRoots(RoundEnvironment firstRound) {
    boolean found = false;
    for (TypeElement type : ElementFilter.typesIn(firstRound.getRootElements())) {
      TreePath path = outer.trees().getPath(type);
      if (path != null) {
        URI file = path.getCompilationUnit().getSourceFile().toUri();
        String packageName = outer.elements().getPackageOf(type).getQualifiedName().toString();
        found |= roots.addSource(file, packageName, type.getSimpleName().toString());
      }
    }
    return found;
  }

  /** Whether the nested task has the module by itself. */
  boolean isPlatform(ModuleElement module) throws IOException {
    String name = module.getQualifiedName().toString();
    return !name.isEmpty()
        && standard.getLocationForModule(StandardLocation.SYSTEM_MODULES, name) != null;
  }

  /** The names in all that was read so far. */
  ReferencedNames names() {
    return names;
  }

  /** The sources of a package that are being compiled, by their headers. */
  List<NestedFile> sources(String packageName) {
    List<NestedFile> files = new ArrayList<>();
    for (String name : roundTypes.in(packageName)) {
      TypeElement type = outer.elements().getTypeElement(name);
      TreePath path = type == null ? null : outer.trees().getPath(type);
      if (path != null) {
        files.add(new OuterSource.Header(name, path.getCompilationUnit(), outer.trees(), names));
      }
    }
    return files;
  }

  /** The files of a package on the outer paths, as far as their roots are known, by binary name. */
  Map<String, JavaFileObject> onPaths(String packageName) throws IOException {
    listed.add(packageName);
    findRootsOf(packageName);
    Map<String, JavaFileObject> files = onPaths.get(packageName);
    if (files == null) {
      files = list(packageName);
      onPaths.put(packageName, files);
    }
    return files;
  }

  /**
   * Looks for roots of packages that were listed before all names in them were known, which happens
   * when a package lies in several roots.
   *
   * @return whether there are any, so that a new nested task would see more
   */
  boolean findMoreRoots() throws IOException {
    boolean found = false;
    for (String packageName : listed) {
      found |= findRootsOf(packageName);
    }
    return found;
  }

  private boolean findRootsOf(String packageName) throws IOException {
    if (packageName.startsWith("java.")) {
      return false;
    }
    Set<String> candidates = new LinkedHashSet<>(names.qualifiedIn(packageName));
    if (names.seesWhole(packageName) && roots.hasPackage(packageName)) {
      candidates.addAll(names.identifiers());
    }
    boolean found = false;
    for (String name : candidates) {
      found |= isNew(packageName, name) && roots.addType(packageName, name);
    }
    if (found) {
      useRoots();
    }
    return found;
  }

  /**
   * Whether the type is neither compiled nor asked for already. One that lies in a known root is
   * asked for once, too: the outer compilation may read it from a root that comes earlier.
   */
  private boolean isNew(String packageName, String simpleName) {
    String name = packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
    return !roundTypes.in(packageName).contains(name) && asked.add(name);
  }

  private Map<String, JavaFileObject> list(String packageName) throws IOException {
    Map<String, JavaFileObject> files = new LinkedHashMap<>();
    for (JavaFileObject file :
        standard.list(
            StandardLocation.CLASS_PATH, packageName, EnumSet.of(Kind.CLASS, Kind.SOURCE), false)) {
      String name = standard.inferBinaryName(StandardLocation.CLASS_PATH, file);
      JavaFileObject other = files.get(name);
      if (other == null || isPreferred(file, other, packageName, name)) {
        files.put(name, file);
      }
    }
    files.replaceAll(
        (name, file) ->
            file.getKind() == Kind.CLASS
                ? new OuterClass(name, file, names::addClassFile)
                : new OuterSource.OnPath(name, file, names));
    return files;
  }

  /** Roots are in the order in which they were found, not in that of the outer class path. */
  private boolean isPreferred(
      JavaFileObject file, JavaFileObject other, String packageName, String name) {
    if (file.getKind() != other.getKind()) {
      return file.getLastModified() > other.getLastModified();
    }
    String simpleName = packageName.isEmpty() ? name : name.substring(packageName.length() + 1);
    Optional<URI> outerFile = roots.find(packageName, simpleName + file.getKind().extension);
    return outerFile.filter(file.toUri()::equals).isPresent();
  }

  private void useRoots() throws IOException {
    standard.setLocationFromPaths(StandardLocation.CLASS_PATH, roots.found());
    onPaths.clear();
  }
}
