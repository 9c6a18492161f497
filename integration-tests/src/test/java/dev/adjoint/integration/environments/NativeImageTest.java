package dev.adjoint.integration.environments;

import static com.tngtech.archunit.core.domain.JavaModifier.NATIVE;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import dev.adjoint.internal.Terminal;
import dev.adjoint.tensor.Tensor;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What GraalVM's {@code native-image} would need to be told of does not occur in the annotations,
 * the runtime, and what is generated for the runtime's layers; nor does Java serialization.
 */
class NativeImageTest {
  private static final Pattern REFLECTION =
      Pattern.compile("(java\\.lang\\.(reflect|instrument)|sun|jdk)(\\..*)?");
  private static final Pattern LOOKUP =
      Pattern.compile("forName|newInstance|get(Declared)?(Method|Field|Constructor|Classe)s?");

  private static JavaClasses library;

  @BeforeAll
  static void read() throws IOException {
    Set<Location> locations = new HashSet<>();
    for (String entry : Tools.LIBRARY.split(File.pathSeparator)) {
      Path path = Path.of(entry);
      locations.add(
          Files.isDirectory(path) ? Location.of(path) : Location.of(new JarFile(path.toFile())));
    }
    library = new ClassFileImporter().importLocations(locations);
    assertThat(library.contain(Tensor.class)).isTrue();
    assertThat(library).hasSizeGreaterThan(500);
  }

  /**
   * {@code java.lang.reflect.Array} needs no metadata, nor does {@code Class.getMethod} of a
   * constant class and a constant name, as {@code Terminal} asks for what Java 22 has added to
   * consoles.
   */
  @Test
  void nothingIsReflectedOn() {
    noClasses()
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "reflect",
                type ->
                    REFLECTION.matcher(type.getPackageName()).matches()
                        && !type.isEquivalentTo(Array.class)))
        .orShould()
        .callMethodWhere(
            JavaAccess.Predicates.target(
                DescribedPredicate.describe(
                    "looks up, loads or defines a class or its members",
                    target ->
                        target.getOwner().isEquivalentTo(Class.class)
                                && LOOKUP.matcher(target.getName()).matches()
                            || target.getOwner().isAssignableTo(ClassLoader.class))))
        .check(
            library.that(
                DescribedPredicate.describe(
                    "are not Terminal", type -> !type.isEquivalentTo(Terminal.class))));
  }

  @Test
  void nothingIsNativeOrSerialized() {
    noMethods().should().haveModifier(NATIVE).check(library);
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(ObjectInputStream.class, ObjectOutputStream.class)
        .check(library);
  }

  /** {@code native-image} follows a call of {@code ServiceLoader.load} with a constant class. */
  @Test
  void servicesAreLookedUpInOnePlace() {
    assertThat(
            library.stream()
                .filter(
                    type ->
                        type.getMethodCallsFromSelf().stream()
                            .anyMatch(
                                call -> call.getTargetOwner().isEquivalentTo(ServiceLoader.class)))
                .map(JavaClass::getSimpleName))
        .containsExactly("ActiveKernels");
  }

  @Test
  void resourcesAreDeclared() throws IOException {
    Set<String> readers =
        library.stream()
            .filter(
                type ->
                    type.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getName().startsWith("getResource")))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toSet());
    assertThat(readers).containsExactly("dev.adjoint.train.report");
    String declared;
    try (InputStream in =
        Tensor.class.getResourceAsStream(
            "/META-INF/native-image/dev.adjoint/adjoint-runtime/resource-config.json")) {
      declared = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    var patterns = Pattern.compile("\"pattern\": \"\\\\\\\\Q(.*?)\\\\\\\\E\"").matcher(declared);
    assertThat(patterns.find()).isTrue();
    assertThat(patterns.group(1)).startsWith("dev/adjoint/train/report/");
    assertThat(Tensor.class.getResource("/" + patterns.group(1))).isNotNull();
    assertThat(patterns.find()).isFalse();
  }

  /** Java serialization would need metadata: records and exceptions alone may be serializable. */
  @Test
  void onlyExceptionsAndEnumsAreSerializable() {
    assertThat(
            library.stream()
                .filter(type -> type.isAssignableTo(Serializable.class))
                .filter(type -> !type.isEnum() && !type.isAssignableTo(Throwable.class))
                .filter(type -> type.getEnclosingClass().map(e -> !e.isEnum()).orElse(true))
                .map(JavaClass::getName))
        .isEmpty();
  }
}
