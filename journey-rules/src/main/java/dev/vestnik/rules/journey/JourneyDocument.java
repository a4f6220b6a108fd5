package dev.vestnik.rules.journey;

import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.DocumentId;
import dev.vestnik.rules.document.DocumentText;
import dev.vestnik.rules.document.Faults;
import dev.vestnik.rules.document.Place;
import java.util.Optional;

/**
 * A journey as it was written: a well-formed document that may still be full of faults, as drafts are.
 *
 * @param toJson the canonical form: compact JSON, keys in the order in which they were written
 */
public record JourneyDocument(String toJson) {

    /** Reads JSON or YAML. */
    public static Checked<JourneyDocument> parse(String text) {
        Faults faults = new Faults();
        Place root = DocumentText.read(text, faults);
        return faults.of(root == null ? null : new JourneyDocument(DocumentText.json(root)));
    }

    /** Its id, where it has a proper one. */
    public Optional<JourneyId> id() {
        Place root = DocumentText.read(toJson, new Faults());
        String id = root == null ? null : root.at("id").text();
        return id == null || !DocumentId.isValid(id) ? Optional.empty() : Optional.of(new JourneyId(id));
    }
}
