package dev.adjoint.integration.environments;

import static dev.adjoint.integration.environments.Tools.jar;
import static dev.adjoint.integration.environments.Tools.path;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lombok, MapStruct and AutoValue in one build with Adjoint, in any order. */
class OtherProcessorsTest {
  private static final String CLASS_PATH =
      path(Tools.LIBRARY, jar("lombok"), jar("mapstruct"), jar("auto-value-annotations"));
  private static final String OTHERS =
      path(jar("lombok"), jar("mapstruct-processor"), jar("mapstruct"), jar("auto-value"));

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void allWorkSideBySide(boolean isFirst) throws IOException, InterruptedException {
    Tools tools =
        new Tools(folder)
            .write(
                "shop/Prices.java",
                """
                package shop;

                import com.google.auto.value.AutoValue;
                import dev.adjoint.annotations.Differentiable;
                import lombok.Getter;
                import lombok.Setter;
                import org.mapstruct.Mapper;
                import org.mapstruct.factory.Mappers;

                public class Prices {
                  @Getter @Setter public static class Order {
                    private double amount;
                  }

                  @Getter @Setter public static class Line {
                    private double amount;
                  }

                  @Mapper public interface Lines {
                    Line of(Order order);
                  }

                  @AutoValue public abstract static class Rate {
                    public abstract double factor();

                    static Rate of(double factor) {
                      return new AutoValue_Prices_Rate(factor);
                    }
                  }

                  @Differentiable(wrt = "amount")
                  public static double price(double amount, Rate rate) {
                    return amount * amount * rate.factor();
                  }

                  public static void main(String[] args) {
                    Order order = new Order();
                    order.setAmount(5);
                    Line line = Mappers.getMapper(Lines.class).of(order);
                    var result = PricesGrad.price(line.getAmount(), Rate.of(3));
                    System.out.println(result.value() + " " + result.gradient());
                  }
                }
                """);
    Tools.Result compiled =
        tools.javac(
            "-Xlint:all,-processing,-options",
            "-Werror",
            "-d",
            "classes",
            "-cp",
            CLASS_PATH,
            "-processorpath",
            isFirst ? path(Tools.PROCESSOR, OTHERS) : path(OTHERS, Tools.PROCESSOR),
            "shop/Prices.java");
    // Java 24 and later warn of what Lombok does to them; javac's warnings begin in lower case.
    assertThat(compiled.output().lines().filter(line -> !line.startsWith("WARNING: "))).isEmpty();
    assertThat(tools.java("-cp", path("classes", CLASS_PATH), "shop.Prices").output())
        .isEqualToIgnoringWhitespace("75.0 30.0");
  }

  @Test
  void whatLombokAddsIsRefusedWhereItIsRead() throws IOException, InterruptedException {
    Tools.Result compiled =
        new Tools(folder)
            .write(
                "Made.java",
                """
                import dev.adjoint.annotations.Differentiable;
                import lombok.*;

                @Getter @AllArgsConstructor class Rate {
                  private final double factor;
                }

                class Made {
                  @Differentiable(wrt = "x") static double read(double x, Rate rate) {
                    return x * rate.getFactor();
                  }

                  @Differentiable(wrt = "x") static double create(double x) {
                    return read(x, new Rate(2));
                  }

                  static double plain(double x) {
                    return MadeGrad.read(x, new Rate(new Rate(2).getFactor())).gradient();
                  }
                }
                """)
            .javac(
                "-d",
                "classes",
                "-cp",
                CLASS_PATH,
                "-processorpath",
                path(jar("lombok"), Tools.PROCESSOR),
                "Made.java");
    assertThat(compiled.status()).isOne();
    assertThat(compiled.output())
        .contains(
            "Made.java:10: error: [ADJ-LANG-12] \"rate.getFactor\" stands in no source: Lombok adds"
                + " members to Rate that Adjoint does not see; write this member out")
        .contains("Made.java:14: error: [ADJ-LANG-12] \"new Rate(2)\" stands in no source")
        .contains("2 errors");
  }
}
