package dev.vestnik.engine.definitions;

import dev.vestnik.rules.definition.AllDefinitions;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.FeatureLevel;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The feature level as the log has it: <code>{"level": 3}</code>. */
public final class LevelDocument {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MAX_LENGTH = 1_000;

    private LevelDocument() {}

    public static String of(FeatureLevel level) {
        return "{\"level\":" + level.number() + "}";
    }

    /** The level in force; the oldest where the log has none, or one that makes no sense: every engine can read that. */
    static FeatureLevel of(AllDefinitions all) {
        return all.find(DefinitionKey.FEATURE_LEVEL)
                .map(definition -> definition.document())
                .map(document -> read(document.json()))
                .orElse(FeatureLevel.OLDEST);
    }

    private static FeatureLevel read(String json) {
        if (json.length() > MAX_LENGTH) {
            return FeatureLevel.OLDEST;
        }
        try {
            int number = JSON.readTree(json).path("level").asInt(0);
            return new FeatureLevel(Math.max(number, FeatureLevel.OLDEST.number()));
        } catch (JacksonException e) {
            return FeatureLevel.OLDEST;
        }
    }
}
