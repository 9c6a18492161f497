package dev.adjoint.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.adjoint.graph.ComputationGraph;
import dev.adjoint.graph.GraphRecorder;
import dev.adjoint.plots.GraphPicture.Arrow;
import dev.adjoint.plots.GraphPicture.Box;
import dev.adjoint.plots.LayeredLayout.Point;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class GraphPictureTest {
  @TempDir Path directory;

  /** Two loops, one in the other, and arrows into, out of and around them. */
  private static ComputationGraph graph() {
    GraphRecorder recorder = GraphRecorder.of("T.f");
    recorder.frame(0, "for (int i = 0; i < 2; i++)");
    recorder.frame(1, "if i > 0 && \"x\" < a");
    recorder.variable("w");
    recorder.placeholder("x");
    recorder.operation(0, "h", "w * x", 3);
    recorder.operation(1, "s", "s + w", 4);
    recorder.operation(2, "s", "s * h", 5);
    recorder.operation(2, "", "s * x", 5);
    recorder.operation(0, "y", "s + h", 7);
    recorder.edges(2, 0, 1);
    recorder.edges(3, 0, 2);
    recorder.edges(4, 3, 2);
    recorder.edges(5, 4, 1);
    recorder.edges(6, 4, 3, 2);
    recorder.carried(3, 4);
    recorder.carried(4, 4);
    for (int node = 0; node < 7; node++) {
      if (node != 5) {
        recorder.value(node, 2.0);
      }
    }
    for (int node : new int[] {0, 2, 3, 4, 6}) {
      recorder.adjoint(node, 0.5);
    }
    recorder.enter(1);
    return recorder.graph();
  }

  @Test
  void boxesStandApartAndInTheirFrames() {
    GraphPicture picture = new GraphPicture(graph());
    List<Box> boxes = picture.boxes();
    assertThat(boxes).hasSize(7);
    for (Box a : boxes) {
      assertThat(a.x()).isNotNegative();
      assertThat(a.right()).isLessThan(picture.width());
      assertThat(a.bottom()).isLessThan(picture.height());
      for (Box b : boxes) {
        assertThat(a == b || areApart(a, b)).as("%s and %s", a, b).isTrue();
      }
      List<Box> frames = picture.frames();
      for (int frame = 1; frame <= 2; frame++) {
        Box around = frames.get(frame - 1);
        boolean belongs = a.node().frame() >= frame;
        assertThat(isIn(a, around)).as("%s in %s", a, around).isEqualTo(belongs);
        assertThat(areApart(a, around)).isEqualTo(!belongs);
      }
    }
    assertThat(isIn(picture.frames().get(1), picture.frames().get(0))).isTrue();
  }

  private static boolean areApart(Box a, Box b) {
    return a.right() <= b.x() || b.right() <= a.x() || a.bottom() <= b.y() || b.bottom() <= a.y();
  }

  private static boolean isIn(Box a, Box b) {
    return a.x() >= b.x() && a.y() >= b.y() && a.right() <= b.right() && a.bottom() <= b.bottom();
  }

  @Test
  void arrowsLeadDownwardsFromBoxToBox() {
    ComputationGraph graph = graph();
    GraphPicture picture = new GraphPicture(graph);
    List<Arrow> arrows = picture.arrows();
    assertThat(arrows).hasSameSizeAs(graph.edges());
    for (int i = 0; i < arrows.size(); i++) {
      Box from = box(picture, graph.edges().get(i).from());
      Box to = box(picture, graph.edges().get(i).to());
      List<Point> points = arrows.get(i).points();
      if (!arrows.get(i).isCarried()) {
        assertThat(points.get(0)).isEqualTo(new Point(from.middleX(), from.bottom()));
        assertThat(points.get(points.size() - 1)).isEqualTo(new Point(to.middleX(), to.y()));
        for (int k = 1; k < points.size(); k++) {
          assertThat(points.get(k).y()).isGreaterThanOrEqualTo(points.get(k - 1).y());
        }
      } else {
        assertThat(points.get(0).x()).isEqualTo(from.right());
        assertThat(points.get(points.size() - 1).x()).isEqualTo(to.right());
      }
    }
  }

  private static Box box(GraphPicture picture, int node) {
    return picture.boxes().stream()
        .filter(box -> box.node().id() == node)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void vectorGraphicsNeedNoFont() throws Exception {
    Path svg = directory.resolve("graph.svg");
    Plots.computationGraph(svg, graph());
    String text = Files.readString(svg);
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getElementsByTagName("path").getLength()).isEqualTo(2 * 13);
    assertThat(text)
        .contains(">h = w * x</text>", ">∂ 0.5</text>", ">(did not run)</text>")
        .contains("if i &gt; 0 &amp;&amp;");
  }

  @Test
  void picturesHaveTheColoursOfTheKey() throws Exception {
    assumeTrue(Fonts.failure().isEmpty());
    Path png = directory.resolve("graph.png");
    Plots.computationGraph(png, graph());
    BufferedImage image = ImageIO.read(png.toFile());
    GraphPicture picture = new GraphPicture(graph());
    Box box = box(picture, 2);
    int inBox = image.getRGB((int) (1.5 * box.x() + 6), (int) (1.5 * box.middleY()));
    assertThat(inBox & 0xffffff).isEqualTo(0xDCEAF7);
  }
}
