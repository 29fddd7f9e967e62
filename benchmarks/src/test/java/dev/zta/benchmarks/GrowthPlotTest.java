package dev.zta.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class GrowthPlotTest {
    private static GrowthFigure figure(int filters, int events, int days) {
        double millis = 10 + days * (1.0 + filters) * events / 1e6;
        return new GrowthFigure(
                filters, events, days, 40, 2 * millis, new Spread(millis, millis, 2 * millis), 2 * millis);
    }

    private static Growth growth(List<Integer> stores) {
        List<GrowthFigure> figures = new ArrayList<>();
        for (int filters = 0; filters < 3; filters++) {
            for (int events : stores) {
                for (int days : List.of(1, 7, 30, 90, 180, 365)) {
                    figures.add(figure(filters, events, days));
                }
            }
        }
        return new Growth(figures, stores.getLast());
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    @Test
    void both_curves_have_a_point_for_each_figure() throws Exception {
        Growth growth = growth(List.of(100_000, 1_000_000, 10_000_000));
        Document svg = parsed(GrowthPlot.svg(growth));
        int againstEvents = 3 * 2 * 3;
        int againstDays = 3 * 6;
        assertThat(growth.lines()).hasSize(againstEvents + againstDays);
        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(againstEvents + againstDays);
    }

    @Test
    void one_store_makes_a_plot_too() throws Exception {
        Document svg = parsed(GrowthPlot.svg(growth(List.of(100_000))));
        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(3 * 2 + 3 * 6);
    }

    @Test
    void a_figure_comes_back_from_its_line() {
        GrowthFigure figure = figure(1, 1_000_000, 30);
        assertThat(GrowthFigure.parse(figure.line())).isEqualTo(figure);
    }
}
