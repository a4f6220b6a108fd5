package dev.vestnik.rules.definition;

import java.util.Locale;

/**
 * Names a definition; its text form {@code KIND/ID} is the key of its records on the log.
 *
 * @param id of a journey, a template, ...; the shop's settings are {@code setting/shop}
 */
public record DefinitionKey(Kind kind, String id) {
    /** The one setting there is: zone, locale and texts of the shop. */
    public static final DefinitionKey SHOP_SETTINGS = new DefinitionKey(Kind.SETTING, "shop");

    /** What can be defined. */
    public enum Kind {
        JOURNEY,
        TEMPLATE,
        SETTING;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static DefinitionKey journey(String id) {
        return new DefinitionKey(Kind.JOURNEY, id);
    }

    public static DefinitionKey template(String id) {
        return new DefinitionKey(Kind.TEMPLATE, id);
    }

    @Override
    public String toString() {
        return kind.label() + "/" + id;
    }
}
