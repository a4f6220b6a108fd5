package dev.vestnik.rules.document;

import java.util.regex.Pattern;

/** The form of the ids of documents: of journeys and of templates. */
public final class DocumentId {
    /** The form of an id, for messages about one of another form. */
    public static final String RULE = "1-100 small letters, digits, dots and dashes";

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}");

    private DocumentId() {}

    public static boolean isValid(String id) {
        return SHAPE.matcher(id).matches();
    }
}
