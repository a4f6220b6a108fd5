package dev.vestnik.rules.simulation;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.template.Rendering;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.template.UnguardedRead;
import dev.vestnik.rules.work.Work;
import java.util.Map;
import java.util.Set;

/** Stands for a text that is not rendered, which is most of what a message costs: it is there wherever the template has one. */
record UnrenderedText(Template template) implements Template {
    private static final String TEXT = "(not rendered)";

    @Override
    public String id() {
        return template.id();
    }

    @Override
    public Set<Channel> channels() {
        return template.channels();
    }

    @Override
    public Rendering render(Channel channel, String locale, Map<String, Object> variables, Work work) {
        if (!template.channels().contains(channel)) {
            return template.render(channel, locale, variables, work);
        }
        return switch (channel) {
            case SMS -> new Rendering.Sms(TEXT);
            case EMAIL -> new Rendering.Email(TEXT, TEXT, TEXT);
            case PUSH -> new Rendering.Push(TEXT, TEXT, null, null);
        };
    }

    @Override
    public boolean isOf(String shop) {
        return template.isOf(shop);
    }

    @Override
    public Set<String> shops() {
        return template.shops();
    }

    @Override
    public int smsSegments() {
        return template.smsSegments();
    }

    @Override
    public Set<String> reads() {
        return template.reads();
    }

    @Override
    public Set<UnguardedRead> unguarded() {
        return template.unguarded();
    }

    @Override
    public boolean showsMerged(Channel channel, String locale) {
        return template.showsMerged(channel, locale);
    }

    @Override
    public boolean readsVariable(String name) {
        return template.readsVariable(name);
    }

    @Override
    public String language(String locale) {
        return template.language(locale);
    }
}
