package dev.adjoint.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.style.XYStyler;

/** The colours and fonts that all pictures share. */
final class Look {
  /**
   * Blue, orange and vermilion of Okabe and Ito's palette, which colour-blind people tell apart.
   */
  static final Color BLUE = new Color(0x0072B2);

  static final Color ORANGE = new Color(0xD98200);
  static final Color VERMILION = new Color(0xC44E00);
  static final Color INK = new Color(0x222222);
  static final Color PALE = new Color(0xE4E4E4);

  static final BasicStroke LINE =
      new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

  private Look() {}

  static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  static void apply(XYStyler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setChartFontColor(INK);
    styler.setChartTitleFont(font(Font.BOLD, 18));
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitlePadding(12);
    styler.setChartPadding(16);
    styler.setAxisTitleFont(font(Font.PLAIN, 14));
    styler.setAxisTickLabelsFont(font(Font.PLAIN, 12));
    styler.setAxisTickMarksColor(Color.GRAY);
    styler.setLegendFont(font(Font.PLAIN, 13));
    styler.setLegendBorderColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(PALE);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setMarkerSize(6);
    styler.setAntiAlias(true);
  }
}
