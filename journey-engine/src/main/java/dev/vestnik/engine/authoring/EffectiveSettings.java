package dev.vestnik.engine.authoring;

import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Document;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.settings.SettingsDocument;
import dev.vestnik.rules.settings.ShopSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The settings that hold for a shop.
 *
 * @param revision of the settings; 0 where nobody has saved any
 * @param settings by their keys
 * @param problems why this version of Vestnik cannot use what is saved, so that the defaults hold; none as a rule
 */
record EffectiveSettings(String shop, long revision, Map<String, Held> settings, List<String> problems) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * A setting.
     *
     * @param from the place in the document that says it, for example {@code perShop.north.zone}; {@code default} where none does
     */
    record Held(JsonNode value, String from) {}

    static EffectiveSettings of(String shop, LogSnapshot snapshot) {
        Definition definition = snapshot.all().state(DefinitionKey.SHOP_SETTINGS);
        List<String> problems = Summary.problems(definition, snapshot);
        Document saved = problems.isEmpty() ? definition.document() : null;
        JsonNode document = saved == null ? JSON.createObjectNode() : JSON.readTree(saved.json());
        Map<String, Object> texts = snapshot.definitions().shop().of(shop).texts();
        Map<String, Held> settings = new LinkedHashMap<>();
        for (String key : SettingsDocument.KEYS) {
            Held held = held(key, shop, document);
            boolean added = key.equals(SettingsDocument.TEXTS);
            settings.put(key, added ? new Held(JSON.valueToTree(texts), held.from()) : held);
        }
        return new EffectiveSettings(shop, definition.revision(), settings, problems);
    }

    private static Held held(String key, String shop, JsonNode document) {
        String perShop = SettingsDocument.PER_SHOP;
        JsonNode own = document.path(perShop).path(shop).path(key);
        if (isSaid(own)) {
            return new Held(own, perShop + "." + shop + "." + key);
        }
        JsonNode ofAll = document.path(key);
        return isSaid(ofAll) ? new Held(ofAll, key) : new Held(otherwise(key), "default");
    }

    private static boolean isSaid(JsonNode value) {
        return !value.isMissingNode() && !value.isNull();
    }

    private static JsonNode otherwise(String key) {
        ShopSettings otherwise = ShopSettings.DEFAULT;
        return switch (key) {
            case "zone" -> JSON.valueToTree(otherwise.zone().getId());
            case "locale" -> JSON.valueToTree(otherwise.locale());
            case "country" -> JSON.nullNode();
            default -> JSON.createArrayNode();
        };
    }
}
