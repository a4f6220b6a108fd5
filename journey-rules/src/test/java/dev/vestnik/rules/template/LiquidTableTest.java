package dev.vestnik.rules.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.document.DocumentText;
import dev.vestnik.rules.document.Faults;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.work.Work;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import liqp.filters.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each filter and tag gives what Shopify's documentation says. */
class LiquidTableTest {
    private static final LiquidCompiler COMPILER = new LiquidCompiler();
    private static final Set<String> OUR_OWN = Set.of("money", "phone", "plural", "raw");

    static List<LiquidTable.Row> rows() {
        return LiquidTable.rows();
    }

    @ParameterizedTest
    @MethodSource
    void rows(LiquidTable.Row row) {
        assertThat(rendered(row)).isEqualTo(row.expected());
    }

    @Test
    void theTableIsLongAndHasEveryFilterAndTag() {
        String all = rows().stream().map(LiquidTable.Row::template).reduce("", String::concat);
        assertThat(rows()).hasSizeGreaterThan(300);
        assertThat(COMPILER.filters().values().stream().map(Filter::getName).filter(name -> !OUR_OWN.contains(name)))
                .allSatisfy(name -> assertThat(all).containsPattern("\\| *" + name + "\\b"));
        assertThat(LiquidCompiler.tags()).allSatisfy(tag -> assertThat(all).containsPattern("\\{%-? *" + tag + "\\b"));
    }

    private static String rendered(LiquidTable.Row row) {
        Faults faults = new Faults();
        Place place = DocumentText.read("{\"a\": 1}", faults);
        LiquidText text = COMPILER.compile(place, row.template(), Locale.ENGLISH, Writing.PLAIN);
        assertThat(faults.all()).isEmpty();
        try {
            return text.render(row.variables(), new Work());
        } catch (Unrenderable e) {
            return "unrenderable: " + e.problem();
        }
    }
}
