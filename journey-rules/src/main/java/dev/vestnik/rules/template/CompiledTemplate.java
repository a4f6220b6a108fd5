package dev.vestnik.rules.template;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.work.Work;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A template whose texts are parsed; immutable. */
final class CompiledTemplate implements Template {
    private final String id;
    private final String defaultLanguage;
    private final LocalizedTexts usual;
    private final Map<String, LocalizedTexts> languages;
    private final Set<String> reads;
    private final Set<UnguardedRead> unguarded;
    private final int smsSegments;
    private final Set<String> shops;

    /** @param languages by lower-case tag */
    CompiledTemplate(String id, Set<String> shops, String defaultLanguage, Map<String, LocalizedTexts> languages) {
        this.id = id;
        this.shops = Set.copyOf(shops);
        this.defaultLanguage = defaultLanguage;
        this.languages = Map.copyOf(new TreeMap<>(languages));
        this.usual = java.util.Objects.requireNonNull(languages.get(defaultLanguage));
        this.reads = languages.values().stream()
                .flatMap(LocalizedTexts::all)
                .flatMap(text -> text.reads().stream())
                .collect(Collectors.toUnmodifiableSet());
        this.unguarded = languages.values().stream()
                .flatMap(LocalizedTexts::all)
                .flatMap(text -> text.unguarded().stream())
                .collect(Collectors.toUnmodifiableSet());
        this.smsSegments = languages.values().stream()
                .map(LocalizedTexts::sms)
                .mapToInt(sms -> sms == null ? 0 : SmsSegments.count(sms.sample()))
                .max()
                .orElse(0);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean isOf(String shop) {
        return shops.isEmpty() || shops.contains(shop);
    }

    @Override
    public Set<String> shops() {
        return shops;
    }

    @Override
    public Set<Channel> channels() {
        return usual.channels();
    }

    @Override
    public int smsSegments() {
        return smsSegments;
    }

    @Override
    public Set<String> reads() {
        return reads;
    }

    @Override
    public boolean readsVariable(String name) {
        return languages.values().stream().flatMap(LocalizedTexts::all).anyMatch(text -> text.reads(name));
    }

    @Override
    public Set<UnguardedRead> unguarded() {
        return unguarded;
    }

    @Override
    public String language(String locale) {
        for (String tag : candidates(locale)) {
            if (languages.containsKey(tag)) {
                return tag;
            }
        }
        return defaultLanguage;
    }

    /** {@code pt-br}, {@code pt}. */
    private static List<String> candidates(String locale) {
        String tag = Cases.lower(locale.replace('_', '-'));
        int dash = tag.indexOf('-');
        return dash < 0 ? List.of(tag) : List.of(tag, tag.substring(0, dash));
    }

    /** Looks in all that a reader sees of it: the text of a mail may not say less than its HTML. */
    @Override
    public boolean showsMerged(Channel channel, String locale) {
        LocalizedTexts texts = texts(channel, locale);
        return switch (channel) {
            case SMS -> reads(texts.sms());
            case EMAIL ->
                texts.email() != null
                        && reads(texts.email().html())
                        && reads(texts.email().text());
            case PUSH -> texts.push() != null && reads(texts.push().body());
        };
    }

    private static boolean reads(@Nullable LiquidText text) {
        return text != null && text.reads("merged");
    }

    @Override
    public Rendering render(Channel channel, String locale, Map<String, Object> variables, Work work) {
        LocalizedTexts texts = texts(channel, locale);
        Values values = new Values(variables, work);
        try {
            return switch (channel) {
                case SMS -> sms(texts, values);
                case EMAIL -> email(texts, values);
                case PUSH -> push(texts, values);
            };
        } catch (Unrenderable e) {
            return new Rendering.Failed(List.of(e.problem()));
        }
    }

    /** The variables that the texts of one message are made of, and the work that they may take together. */
    private record Values(Map<String, Object> variables, Work work) {
        String in(LiquidText text) {
            return text.render(variables, work);
        }
    }

    /** The closest language that has a text for this channel. */
    private LocalizedTexts texts(Channel channel, String locale) {
        for (String tag : candidates(locale)) {
            LocalizedTexts texts = languages.get(tag);
            if (texts != null && texts.channels().contains(channel)) {
                return texts;
            }
        }
        return usual;
    }

    private static Rendering sms(LocalizedTexts texts, Values values) {
        LiquidText sms = texts.sms();
        return sms == null ? new Rendering.NoText() : new Rendering.Sms(filled("sms.text", values.in(sms)));
    }

    private static Rendering email(LocalizedTexts texts, Values values) {
        LocalizedTexts.Email email = texts.email();
        return email == null
                ? new Rendering.NoText()
                : new Rendering.Email(
                        filled("email.subject", values.in(email.subject())),
                        values.in(email.html()),
                        values.in(email.text()));
    }

    private static Rendering push(LocalizedTexts texts, Values values) {
        LocalizedTexts.Push push = texts.push();
        return push == null
                ? new Rendering.NoText()
                : new Rendering.Push(
                        filled("push.title", values.in(push.title())),
                        filled("push.body", values.in(push.body())),
                        optional(push.url(), values),
                        optional(push.imageUrl(), values));
    }

    private static String filled(String what, String text) {
        if (text.isEmpty()) {
            throw new Unrenderable(what + " is empty");
        }
        return text;
    }

    private static @Nullable String optional(@Nullable LiquidText text, Values values) {
        String rendered = text == null ? "" : values.in(text);
        return rendered.isEmpty() ? null : rendered;
    }
}
