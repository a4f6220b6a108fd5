package dev.vestnik.rules.template;

import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.DocumentId;
import dev.vestnik.rules.document.DocumentText;
import dev.vestnik.rules.document.Faults;
import dev.vestnik.rules.document.Place;
import java.util.Optional;

/**
 * A template as it was written: a well-formed document that may still be full of faults.
 *
 * @param toJson the canonical form: compact JSON, keys in the order in which they were written
 */
public record TemplateDocument(String toJson) {

    /** Reads JSON or YAML. */
    public static Checked<TemplateDocument> parse(String text) {
        Faults faults = new Faults();
        Place root = DocumentText.read(text, faults);
        return faults.of(root == null ? null : new TemplateDocument(DocumentText.json(root)));
    }

    /** Its id, where it has a proper one: the same letters as a journey's. */
    public Optional<String> id() {
        Place root = DocumentText.read(toJson, new Faults());
        return Optional.ofNullable(root == null ? null : root.at("id").text()).filter(DocumentId::isValid);
    }
}
