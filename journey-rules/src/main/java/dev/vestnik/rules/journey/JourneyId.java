package dev.vestnik.rules.journey;

import dev.vestnik.rules.document.DocumentId;

/**
 * The id of a journey.
 *
 * @param value 1-100 characters: small letters, digits, dots, dashes
 */
public record JourneyId(String value) {
    public JourneyId {
        if (!DocumentId.isValid(value)) {
            throw new IllegalArgumentException("an id is " + DocumentId.RULE + ": " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
