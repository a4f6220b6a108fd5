package dev.vestnik.rules.offer;

import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.DocumentId;
import dev.vestnik.rules.document.DocumentText;
import dev.vestnik.rules.document.Faults;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.document.ShopList;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An offer as it is written.
 *
 * @param toJson compact, keys in the order in which they were written
 */
public record OfferDocument(String toJson, Offer offer) {
    private static final List<String> KEYS = List.of("id", "description", "shops", "validFor", "validUntil", "lowAt");
    private static final int LOW_AT = 100;
    private static final int MOST_LOW_AT = 1_000_000;

    /** Reads JSON or YAML. */
    public static Checked<OfferDocument> parse(String text) {
        Faults faults = new Faults();
        Place root = DocumentText.read(text, faults);
        Offer offer = root == null ? null : read(root.only(KEYS));
        return faults.of(root == null || offer == null ? null : new OfferDocument(DocumentText.json(root), offer));
    }

    private static @Nullable Offer read(Place root) {
        String id = root.at("id").requiredText();
        if (id != null && !DocumentId.isValid(id)) {
            root.at("id").fault("must be " + DocumentId.RULE);
        }
        root.at("description").text();
        Set<String> shops = ShopList.read(root.at("shops"));
        Duration validFor = root.at("validFor").duration();
        Instant validUntil = instant(root.at("validUntil"));
        Integer lowAt = root.at("lowAt").number(0, MOST_LOW_AT);
        return id == null ? null : new Offer(id, shops, validFor, validUntil, lowAt == null ? LOW_AT : lowAt);
    }

    private static @Nullable Instant instant(Place place) {
        String text = place.text();
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            place.fault("must be an instant such as 2026-12-31T23:59:59+03:00");
            return null;
        }
    }
}
