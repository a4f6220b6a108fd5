package dev.vestnik.engine.definitions;

import dev.vestnik.rules.campaign.Campaign;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.Segment;
import dev.vestnik.rules.offer.Offer;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.template.Rendering;
import dev.vestnik.rules.template.Template;
import dev.vestnik.rules.work.Work;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every text is a template, but "crash" breaks the compiler; no journey compiles. */
public final class PlainDocuments implements DocumentCompiler {
    @Override
    public Result<Journey> journey(String json) {
        return new Result.Faulty<>(List.of("no journey"));
    }

    @Override
    public Result<Template> template(String json) {
        if (json.equals("crash")) {
            throw new IllegalStateException("crashed");
        }
        return new Result.Good<>(new Plain(json));
    }

    @Override
    public Result<ShopSettings> settings(String json) {
        return new Result.Good<>(ShopSettings.DEFAULT);
    }

    @Override
    public Result<Offer> offer(String json) {
        return new Result.Faulty<>(List.of("no offer"));
    }

    @Override
    public Result<Segment> segment(String json) {
        return new Result.Faulty<>(List.of("no segment"));
    }

    @Override
    public Result<Campaign> campaign(String json) {
        return new Result.Faulty<>(List.of("no campaign"));
    }

    private record Plain(String id) implements Template {
        @Override
        public Set<Channel> channels() {
            return Set.of(Channel.SMS);
        }

        @Override
        public Rendering render(Channel channel, String locale, Map<String, Object> variables, Work work) {
            return new Rendering.Sms(id);
        }

        @Override
        public String language(String locale) {
            return "en";
        }
    }
}
