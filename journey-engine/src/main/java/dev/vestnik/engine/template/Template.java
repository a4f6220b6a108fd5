package dev.vestnik.engine.template;

import dev.vestnik.engine.journey.Channel;
import java.util.Map;
import java.util.Set;

/** A compiled template: one document for all channels and languages; thread-safe. */
public interface Template {
    String id();

    /** The channels it has texts for in its default language. */
    Set<Channel> channels();

    /**
     * Renders a text. The language is the closest one: {@code pt-BR}, then {@code pt}, then the template's default.
     *
     * @param variables {@code customer}, {@code event}, {@code context}, {@code shop}, {@code journey}, {@code links}
     */
    Rendering render(Channel channel, String locale, Map<String, Object> variables);

    /** The language that {@link #render} takes for this locale. */
    String language(String locale);
}
