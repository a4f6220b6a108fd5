package dev.vestnik.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FigureRowTest {
    private static Map<String, Long> figures(byte[] row) {
        Map<String, Long> figures = new TreeMap<>();
        FigureRow.each(row, figures::put);
        return figures;
    }

    @Test
    void addsToAFigureAndKeepsTheOthers() {
        byte[] row = FigureRow.add(FigureRow.EMPTY, "sent", 1);
        byte[] more = FigureRow.add(FigureRow.add(row, "held quiet-hours", 2), "sent", 40);
        assertThat(figures(more)).isEqualTo(Map.of("sent", 41L, "held quiet-hours", 2L));
        assertThat(figures(row)).as("the row before").isEqualTo(Map.of("sent", 1L));
        assertThat(FigureRow.amount(more, "sent")).isEqualTo(41);
        assertThat(FigureRow.amount(more, "sen")).isZero();
        assertThat(FigureRow.amount(null, "sent")).isZero();
    }

    @Test
    void aSumStopsAtTheEndOfItsRange() {
        byte[] row = FigureRow.add(FigureRow.add(FigureRow.EMPTY, "value RUB", Long.MAX_VALUE - 1), "value RUB", 5);
        assertThat(figures(row)).isEqualTo(Map.of("value RUB", Long.MAX_VALUE));
        byte[] less = FigureRow.add(FigureRow.add(FigureRow.EMPTY, "value RUB", Long.MIN_VALUE + 1), "value RUB", -5);
        assertThat(figures(less)).isEqualTo(Map.of("value RUB", Long.MIN_VALUE));
    }

    @Test
    void reasonsThatHaveNoRoomAreAddedToOneOfTheirKind() {
        byte[] row = FigureRow.EMPTY;
        for (int i = 0; i < FigureRow.MOST_FIGURES + 7; i++) {
            row = FigureRow.add(row, "left reason-" + i, 3);
        }
        row = FigureRow.add(row, "held by-the-moon", 5);
        row = FigureRow.add(row, "revenue RUB", 129_900);
        row = FigureRow.add(row, "sales", 1);
        assertThat(figures(row))
                .hasSize(FigureRow.MOST_FIGURES + 4)
                .containsEntry("left other", 21L)
                .containsEntry("held other", 5L)
                .containsEntry("revenue RUB", 129_900L)
                .containsEntry("sales", 1L);
        assertThat(FigureRow.isFolded(figures(row))).isTrue();
        assertThat(FigureRow.amount(FigureRow.add(row, "left reason-0", 1), "left reason-0"))
                .isEqualTo(4);
    }

    @Test
    void aReasonThatIsTooLongIsAnotherOne() {
        byte[] row = FigureRow.add(FigureRow.add(FigureRow.EMPTY, "sent", 1), "left " + "я".repeat(100), 1);
        assertThat(figures(row)).isEqualTo(Map.of("sent", 1L, "left other", 1L));
        assertThat(FigureRow.isFolded(Map.of("sent", 1L, "left another", 1L))).isFalse();
    }
}
