package dev.adjoint.processor.frontend.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OuterCompilationTest {
  @TempDir Path directory;

  @Test
  void plainEnvironment() {
    attributesThrough(environment -> environment);
  }

  @Test
  void gradlesWrapper() {
    attributesThrough(GradleLike::new);
  }

  @Test
  void wrapperInAWrapper() {
    attributesThrough(environment -> new GradleLike(new GradleLike(environment)));
  }

  @Test
  void intelliJsProxy() throws ReflectiveOperationException {
    attributesThrough(intelliJ());
  }

  @Test
  void noTrees() throws ReflectiveOperationException {
    ProcessingEnvironment notJavac = proxy((self, method, arguments) -> null);

    assertThat(OuterCompilation.of(notJavac)).isEmpty();
    assertThat(OuterCompilation.of(new GradleLike(notJavac))).isEmpty();
    assertThat(OuterCompilation.of(intelliJ().apply(notJavac))).isEmpty();
  }

  private void attributesThrough(UnaryOperator<ProcessingEnvironment> wrapping) {
    OuterCompile.Result result =
        new OuterCompile(directory)
            .source("u.X", "package u; class X { int x() { return 1 + 2; } }")
            .run(
                (environment, round) -> {
                  if (!round.processingOver()) {
                    OuterCompilation outer =
                        OuterCompilation.of(wrapping.apply(environment)).orElseThrow();
                    assertThat(outer.environment()).isSameAs(environment);
                    try (Attribution attribution = new Attribution(outer)) {
                      attribution.startRound(round);
                      AttributedSources sources =
                          attribution.attribute(OuterCompile.rootTypes(round), List.of());
                      assertThat(TypedExpressions.of(sources, "u.X").untyped()).isEmpty();
                    }
                  }
                });
    assertThat(result.messages()).isEmpty();
  }

  private static ProcessingEnvironment proxy(InvocationHandler handler) {
    return (ProcessingEnvironment)
        Proxy.newProxyInstance(
            OuterCompilationTest.class.getClassLoader(),
            new Class<?>[] {ProcessingEnvironment.class},
            handler);
  }

  /** IntelliJ's class, which the processor finds by the loader of the proxy that it made. */
  private UnaryOperator<ProcessingEnvironment> intelliJ() throws ReflectiveOperationException {
    Path classes =
        new OuterCompile(directory.resolve("intellij"))
            .source(
                "org.jetbrains.jps.javac.APIWrappers",
                """
                package org.jetbrains.jps.javac;
                import java.lang.reflect.Proxy;
                import javax.annotation.processing.ProcessingEnvironment;
                public class APIWrappers {
                  private static Object wrapped;
                  public static ProcessingEnvironment wrap(ProcessingEnvironment environment) {
                    wrapped = environment;
                    return (ProcessingEnvironment)
                        Proxy.newProxyInstance(
                            APIWrappers.class.getClassLoader(),
                            new Class<?>[] {ProcessingEnvironment.class},
                            (self, method, arguments) -> method.invoke(environment, arguments));
                  }
                  public static <T> T unwrap(Class<T> type, T wrapper) {
                    return type.cast(wrapped);
                  }
                }
                """)
            .library();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      Method wrap =
          loader
              .loadClass("org.jetbrains.jps.javac.APIWrappers")
              .getMethod("wrap", ProcessingEnvironment.class);
      return environment -> {
        try {
          return (ProcessingEnvironment) wrap.invoke(null, environment);
        } catch (ReflectiveOperationException e) {
          throw new AssertionError(e);
        }
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The shape of Gradle's wrapper: a private field, here in a superclass. */
  private static class Delegating {
    private final ProcessingEnvironment delegate;

    Delegating(ProcessingEnvironment delegate) {
      this.delegate = delegate;
    }

    ProcessingEnvironment delegate() {
      return delegate;
    }
  }

  private static final class GradleLike extends Delegating implements ProcessingEnvironment {
    GradleLike(ProcessingEnvironment delegate) {
      super(delegate);
    }

    @Override
    public Map<String, String> getOptions() {
      return delegate().getOptions();
    }

    @Override
    public Messager getMessager() {
      return delegate().getMessager();
    }

    @Override
    public Filer getFiler() {
      return delegate().getFiler();
    }

    @Override
    public Elements getElementUtils() {
      return delegate().getElementUtils();
    }

    @Override
    public Types getTypeUtils() {
      return delegate().getTypeUtils();
    }

    @Override
    public SourceVersion getSourceVersion() {
      return delegate().getSourceVersion();
    }

    @Override
    public Locale getLocale() {
      return delegate().getLocale();
    }
  }
}
