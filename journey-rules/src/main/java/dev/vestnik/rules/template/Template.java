package dev.vestnik.rules.template;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.work.Work;
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
     * @param variables {@code customer}, {@code event}, {@code context}, {@code shop}, {@code journey}, {@code links}, {@code merged}
     */
    default Rendering render(Channel channel, String locale, Map<String, Object> variables) {
        return render(channel, locale, variables, new Work());
    }

    /** The same as a part of something larger: where it takes more than {@code work} has left, it fails. */
    Rendering render(Channel channel, String locale, Map<String, Object> variables, Work work);

    /** Whether customers of this shop may get it; those of every shop where nobody said otherwise. */
    default boolean isOf(String shop) {
        return true;
    }

    /** The shops whose customers may get it; empty: those of every shop. */
    default Set<String> shops() {
        return Set.of();
    }

    /** The number of parts that the longest of its SMS texts is likely to have, in any language; 0 where it has none or nobody counted. */
    default int smsSegments() {
        return 0;
    }

    /** The variables that its texts read, as paths such as {@code event.trackingUrl}; empty where nobody looked. */
    default Set<String> reads() {
        return Set.of();
    }

    /**
     * The reads of its texts without a word on what happens where the value is missing, {@code links.unsubscribe} too; empty where nobody
     * looked.
     */
    default Set<UnguardedRead> unguarded() {
        return Set.of();
    }

    /** Whether this text has a place for the messages of others that go along in it: it reads {@code merged}. */
    default boolean showsMerged(Channel channel, String locale) {
        return false;
    }

    /** Whether any of its texts reads this variable, such as {@code merged}. */
    default boolean readsVariable(String name) {
        return false;
    }

    /** The language that {@link #render} takes for this locale. */
    String language(String locale);
}
