package dev.vestnik.rules.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The result of rendering a template. */
public sealed interface Rendering {

    /** A text to send. */
    sealed interface Text extends Rendering {}

    record Sms(String text) implements Text {}

    record Email(String subject, String html, String text) implements Text {}

    record Push(
            String title,
            String body,
            @Nullable String url,
            @Nullable String imageUrl) implements Text {}

    /** The template has no text for this channel. */
    record NoText() implements Rendering {}

    /**
     * A text that must not be sent: a variable is missing, a limit was passed.
     *
     * @param problems each names the variable or the limit, without the customer's data
     */
    record Failed(List<String> problems) implements Rendering {
        public Failed {
            problems = List.copyOf(problems);
        }
    }
}
