package dev.vestnik.engine.definitions;

import dev.vestnik.rules.campaign.Campaign;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.Segment;
import dev.vestnik.rules.offer.Offer;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.template.Template;
import java.util.List;

/** Makes what the rules need out of the log's documents. */
public interface DocumentCompiler {

    /** The result of compiling a document. */
    sealed interface Result<T> {
        record Good<T>(T value) implements Result<T> {}

        record Faulty<T>(List<String> problems) implements Result<T> {
            public Faulty {
                problems = List.copyOf(problems);
            }
        }
    }

    /**
     * A version of a journey, as its first: the same document may be published more than once.
     *
     * @param json without fault when an API published it; the log may hold anything
     */
    Result<Journey> journey(String json);

    Result<Template> template(String json);

    Result<ShopSettings> settings(String json);

    Result<Offer> offer(String json);

    Result<Segment> segment(String json);

    /** A launch of a campaign, as its first. */
    Result<Campaign> campaign(String json);
}
