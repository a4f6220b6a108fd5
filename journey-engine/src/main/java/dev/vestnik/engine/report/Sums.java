package dev.vestnik.engine.report;

import java.util.Map;
import java.util.TreeMap;

/** Sums of figures by the name of what they are of. */
record Sums(Map<String, Map<String, Long>> of) {
    Sums() {
        this(new TreeMap<>());
    }

    void add(String name, byte[] row) {
        Map<String, Long> figures = of.computeIfAbsent(name, key -> new TreeMap<>());
        FigureRow.each(row, (figure, amount) -> {
            if (!CountedRows.isInternal(figure)) {
                figures.merge(figure, amount, FigureRow::saturated);
            }
        });
    }

    void add(String name, Map<String, Long> more) {
        Map<String, Long> figures = of.computeIfAbsent(name, key -> new TreeMap<>());
        more.forEach((figure, amount) -> figures.merge(figure, amount, FigureRow::saturated));
    }

    void addAll(Map<String, Map<String, Long>> others) {
        others.forEach(this::add);
    }
}
