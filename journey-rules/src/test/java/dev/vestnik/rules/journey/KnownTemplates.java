package dev.vestnik.rules.journey;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.template.Rendering;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.work.Work;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Templates of which only the facts matter. */
final class KnownTemplates {
    private KnownTemplates() {}

    static Catalogue of(Template... templates) {
        return Catalogue.of(Arrays.stream(templates).collect(Collectors.toMap(Template::id, template -> template)));
    }

    static Template template(String id, Set<Channel> channels, int smsSegments, String... reads) {
        return new Facts(id, channels, smsSegments, Set.of(reads));
    }

    private record Facts(String id, Set<Channel> channels, int smsSegments, Set<String> reads) implements Template {
        @Override
        public Rendering render(Channel channel, String locale, Map<String, Object> variables, Work work) {
            return new Rendering.NoText();
        }

        @Override
        public String language(String locale) {
            return "en";
        }
    }
}
