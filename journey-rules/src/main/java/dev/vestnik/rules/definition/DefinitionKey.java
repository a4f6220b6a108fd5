package dev.vestnik.rules.definition;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Names a definition; its text form {@code KIND/ID} is the key of its records on the log.
 *
 * @param id of a journey, a template, ...; the shop's settings are {@code setting/shop}, what may be written is
 *     {@code setting/feature-level}, the tests of a journey are {@code setting/tests/JOURNEY}, what was installed of a pack is
 *     {@code setting/packs/PACK}
 */
public record DefinitionKey(Kind kind, String id) {
    /** The one setting of the shop: zone, locale and texts of the shop. */
    public static final DefinitionKey SHOP_SETTINGS = new DefinitionKey(Kind.SETTING, "shop");

    /**
     * The level of what engines may write, see {@link FeatureLevel}; to engines without levels a setting that nobody asks for.
     */
    public static final DefinitionKey FEATURE_LEVEL = new DefinitionKey(Kind.SETTING, "feature-level");

    private static final String TESTS = "tests/";
    private static final String PACKS = "packs/";

    /** The kinds of definitions. */
    public enum Kind {
        JOURNEY,
        TEMPLATE,
        SETTING,
        OFFER,
        SEGMENT,
        CAMPAIGN;

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

    /** The tests that are stored with a journey; to engines that know of none a setting that nobody asks for. */
    public static DefinitionKey testsOf(String journey) {
        return new DefinitionKey(Kind.SETTING, TESTS + journey);
    }

    /** The journey whose tests this definition is; null where it is none. */
    public static @Nullable String journeyOfTests(DefinitionKey key) {
        return within(key, TESTS);
    }

    /** The documents that a pack brought; to engines that know of no packs a setting that nobody asks for. */
    public static DefinitionKey pack(String name) {
        return new DefinitionKey(Kind.SETTING, PACKS + name);
    }

    /** The pack of which this definition says what was installed; null where it says nothing of one. */
    public static @Nullable String nameOfPack(DefinitionKey key) {
        return within(key, PACKS);
    }

    private static @Nullable String within(DefinitionKey key, String folder) {
        return key.kind() == Kind.SETTING && key.id().startsWith(folder)
                ? key.id().substring(folder.length())
                : null;
    }

    public static DefinitionKey offer(String id) {
        return new DefinitionKey(Kind.OFFER, id);
    }

    public static DefinitionKey segment(String id) {
        return new DefinitionKey(Kind.SEGMENT, id);
    }

    public static DefinitionKey campaign(String id) {
        return new DefinitionKey(Kind.CAMPAIGN, id);
    }

    @Override
    public String toString() {
        return kind.label() + "/" + id;
    }
}
