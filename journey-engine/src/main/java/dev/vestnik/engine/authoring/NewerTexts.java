package dev.vestnik.engine.authoring;

import dev.vestnik.engine.authoring.Checking.SoundTemplate;
import dev.vestnik.engine.authoring.NewerWords.Word;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.document.Warning;
import dev.vestnik.rules.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Finds words in texts of templates that engines on a lower feature level do not know: they could not send such a text. */
final class NewerTexts {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern MARKUP = Pattern.compile("\\{[{%][^}]*+");

    /** Filters and tags that came before level 5. */
    private static final Pattern OF_5 = Pattern.compile(
            "\\|\\s*+(?:base64_\\w++|find|find_index|has|reject|remove_last|replace_last|squish|sum|where)\\b"
                    + "|\\{%-?\\s*+(?:decrement|echo|increment|liquid)\\b");

    private static final Pattern VARIABLES_OF_6 = Pattern.compile("\\b(?:merged|now)\\b");

    private NewerTexts() {}

    /** The faults of what cannot be in force on this level. */
    static List<Fault> faults(SoundTemplate sound, FeatureLevel level) {
        return above(sound, level)
                .flatMap(word -> NewerWords.above(word, level).stream())
                .toList();
    }

    /** The same of what is only saved. */
    static List<Warning> warnings(SoundTemplate sound, FeatureLevel level) {
        return above(sound, level).map(word -> NewerWords.warning(word, level)).toList();
    }

    private static Stream<Word> above(SoundTemplate sound, FeatureLevel level) {
        return level.allows(FeatureLevel.NEWEST)
                ? Stream.empty()
                : words(sound).stream().filter(word -> !level.allows(word.needed()));
    }

    private static List<Word> words(SoundTemplate sound) {
        List<Word> words = new ArrayList<>();
        NewerWords.texts("", JSON.readTree(sound.toJson()), (path, text) -> {
            FeatureLevel needed = needed(text, sound.template());
            if (needed != FeatureLevel.OLDEST) {
                words.add(new Word(path, needed));
            }
        });
        return words;
    }

    private static FeatureLevel needed(String text, Template template) {
        FeatureLevel needed = FeatureLevel.OLDEST;
        Matcher markup = MARKUP.matcher(text);
        while (markup.find()) {
            if (readsVariable(markup.group(), template)) {
                return FeatureLevel.LANGUAGE;
            }
            needed = OF_5.matcher(markup.group()).find() ? FeatureLevel.ADDRESSES : needed;
        }
        return needed;
    }

    /** The word alone may be a field's name, or stand in a quoted text. */
    private static boolean readsVariable(String markup, Template template) {
        return VARIABLES_OF_6.matcher(markup).results().anyMatch(found -> template.readsVariable(found.group()));
    }
}
