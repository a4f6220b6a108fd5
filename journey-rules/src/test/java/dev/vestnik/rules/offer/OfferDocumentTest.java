package dev.vestnik.rules.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.document.SchemaAgreement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OfferDocumentTest {
    private static final String ALL = """
            {"id":"spring","description":"for carts","shops":["main"],"validFor":"P14D",
             "validUntil":"2026-05-31T23:59:59+03:00","lowAt":1000}""";

    @Test
    void readsWhatIsWritten() {
        assertThat(sound(ALL))
                .isEqualTo(new Offer(
                        "spring", Set.of("main"), Duration.ofDays(14), Instant.parse("2026-05-31T20:59:59Z"), 1000));
        assertThat(sound("id: plain")).isEqualTo(new Offer("plain", Set.of(), null, null, 100));
    }

    @Test
    void namesFaultsWhereTheyAre() {
        assertThat(faults("{}")).containsExactly("id: is missing");
        assertThat(faults("{id: A b}")).containsExactly("id: must be 1-100 small letters, digits, dots and dashes");
        assertThat(faults("{id: a, validUntil: tomorrow, validFor: -P1D}"))
                .containsExactlyInAnyOrder(
                        "validUntil: must be an instant such as 2026-12-31T23:59:59+03:00",
                        "validFor: must be longer than nothing");
        assertThat(faults("{id: a, validfor: P1D}"))
                .containsExactly("validfor: is not known here; did you mean \"validFor\"?");
    }

    @Test
    void theSchemaForEditorsSaysTheSame() {
        SchemaAgreement agreement = new SchemaAgreement(
                OfferSchema.text(), document -> OfferDocument.parse(document) instanceof Checked.Sound<OfferDocument>);
        assertThat(agreement.of(ALL, Set.of()).refused()).isGreaterThan(5);
    }

    private static Offer sound(String text) {
        Checked<OfferDocument> checked = OfferDocument.parse(text);
        assertThat(checked).as(text).isInstanceOf(Checked.Sound.class);
        return ((Checked.Sound<OfferDocument>) checked).value().offer();
    }

    private static List<String> faults(String text) {
        Checked<OfferDocument> checked = OfferDocument.parse(text);
        assertThat(checked).as(text).isInstanceOf(Checked.Faulty.class);
        return ((Checked.Faulty<OfferDocument>) checked)
                .faults().stream().map(Fault::toString).toList();
    }
}
