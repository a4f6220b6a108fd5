package dev.vestnik.rules.journey;

import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.condition.Scope;
import dev.vestnik.rules.document.DocumentId;
import dev.vestnik.rules.document.Nearest;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.template.ShortText;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.template.UnguardedRead;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One step of a document while its kind reads it. A value that is null without a reason to be is noted as a fault. */
public final class StepReading {
    private final String id;
    private final Place place;
    private final ReadingContext context;
    private final Scope scope;

    StepReading(String id, Place place, ReadingContext context) {
        this.id = id;
        this.place = place;
        this.context = context;
        this.scope = context.scopeOf(id);
    }

    public String id() {
        return id;
    }

    public Place place() {
        return place;
    }

    /** Whether the journey is of class marketing. */
    public boolean isMarketing() {
        return context.journeyClass() == JourneyClass.MARKETING;
    }

    /** The names in the context that gather values. */
    public Set<String> lists() {
        return context.lists();
    }

    /** The place of a key of this step. */
    public Place at(String key) {
        return place.at(key);
    }

    /** A yes or no over what an instance that comes here knows. */
    public @Nullable Expression condition(Place at) {
        return context.conditions().condition(at, scope);
    }

    /**
     * An instant computed from what an instance that comes here knows.
     *
     * @param otherwise what happens where it cannot be computed, in words for the author
     */
    public @Nullable Expression instant(Place at, String otherwise) {
        return context.conditions().instant(at, scope, otherwise);
    }

    /**
     * A duration computed from what an instance that comes here knows.
     *
     * @param otherwise what happens where it cannot be computed, in words for the author
     */
    public @Nullable Expression duration(Place at, String otherwise) {
        return context.conditions().duration(at, scope, otherwise);
    }

    /**
     * A text computed from what an instance that comes here knows.
     *
     * @param otherwise what happens where it cannot be computed, in words for the author
     */
    public @Nullable Expression text(Place at, String otherwise) {
        return context.conditions().text(at, scope, otherwise);
    }

    /**
     * A list computed from what an instance that comes here knows.
     *
     * @param otherwise what happens where it cannot be computed, in words for the author
     */
    public @Nullable Expression list(Place at, String otherwise) {
        return context.conditions().list(at, scope, otherwise);
    }

    /**
     * A value that can be kept, computed from what an instance that comes here knows.
     *
     * @param otherwise what happens where it cannot be computed, in words for the author
     */
    public @Nullable Expression value(Place at, String otherwise) {
        return context.conditions().value(at, scope, otherwise);
    }

    /** {@code {on, match}}: an event that does something to an instance here. */
    public @Nullable Trigger trigger(Place at) {
        return context.trigger(at);
    }

    /** The id of an offer that there is; null, and a fault, where none is here. */
    public @Nullable String offer(Place at) {
        String id = at.requiredText();
        Set<String> offers = context.templates().offers();
        if (id != null && !DocumentId.isValid(id)) {
            at.fault("must be an offer's id: " + DocumentId.RULE);
        } else if (id != null && offers != null && !offers.contains(id)) {
            at.fault("there is no offer \"" + id + "\"" + Nearest.hint(id, offers));
        }
        return id;
    }

    /** The template with this id, whose texts find all they need in an instance that comes here. */
    public @Nullable Template template(Place at, String templateId) {
        Template template = context.templates().template(templateId);
        if (template == null) {
            at.fault(problem(templateId));
            return null;
        }
        template.reads().stream()
                .sorted()
                .flatMap(path -> context.expressions().unknownField(path, scope).stream())
                .forEach(problem -> at.fault("in the texts of \"" + templateId + "\": " + problem));
        warn(at, template);
        return template;
    }

    /** Warns of values that the texts write out though they may be missing: such a message is not sent. */
    private void warn(Place at, Template template) {
        String texts = "in the texts of \"" + template.id() + "\": ";
        template.unguarded().stream().sorted().forEach(read -> {
            if (read.path().equals("links.unsubscribe") && context.journeyClass() == JourneyClass.SERVICE) {
                at.warn(
                        texts + "links.unsubscribe is there in marketing alone: no such message is sent",
                        "put it between {% if links.unsubscribe %} and {% endif %}, or take it out");
            }
            context.expressions()
                    .mayBeAbsent(read.path(), read.present(), scope)
                    .ifPresent(absent -> at.warn(
                            texts + read.written() + " may be absent: the message is not sent then",
                            read.remedy(asked(read, absent))));
        });
    }

    /**
     * A text for the shop's own people, with what an instance that comes here knows.
     *
     * @param otherwise what happens where it cannot be made, in words for the author
     */
    public @Nullable ShortText shortText(Place at, String otherwise) {
        ShortText text = ShortText.read(at);
        if (text != null) {
            text.reads().stream()
                    .sorted()
                    .flatMap(path -> context.expressions().unknownField(path, scope).stream())
                    .forEach(at::fault);
            text.unguarded().stream()
                    .sorted()
                    .forEach(read -> mayBeAbsent(read)
                            .ifPresent(absent -> at.warn(
                                    read.written() + " may be absent: " + otherwise,
                                    read.remedy(asked(read, absent)))));
        }
        return text;
    }

    /** The values that a text reads and that may be absent; of the customer nothing is sure to be there. */
    private Optional<String> mayBeAbsent(UnguardedRead read) {
        return read.path().startsWith("customer.")
                ? Optional.of(read.written())
                : context.expressions().mayBeAbsent(read.path(), read.present(), scope);
    }

    /** The part of what is written that may be absent; all of it where it is written otherwise. */
    private static String asked(UnguardedRead read, String absent) {
        return read.written().startsWith(absent) ? absent : read.written();
    }

    private String problem(String templateId) {
        Catalogue templates = context.templates();
        String broken = templates.broken(templateId);
        return broken == null
                ? "there is no template \"" + templateId + "\"" + Nearest.hint(templateId, templates.ids())
                : "the template \"" + templateId + "\" cannot be used, mend it first: " + broken;
    }
}
