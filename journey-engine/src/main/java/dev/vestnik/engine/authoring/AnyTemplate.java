package dev.vestnik.engine.authoring;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.template.Rendering;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.work.Work;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Stands for whatever template a published journey names. It was checked when it was published; templates change on their own
 * afterwards, and a missing one stops a message, not a journey.
 */
record AnyTemplate(String id) implements Template {
    static final Catalogue ALL = new Catalogue() {
        @Override
        public Template template(String id) {
            return new AnyTemplate(id);
        }

        @Override
        public Set<String> ids() {
            return Set.of();
        }
    };

    @Override
    public Set<Channel> channels() {
        return EnumSet.allOf(Channel.class);
    }

    @Override
    public Rendering render(Channel channel, String locale, Map<String, Object> variables, Work work) {
        return new Rendering.NoText();
    }

    @Override
    public String language(String locale) {
        return locale;
    }
}
