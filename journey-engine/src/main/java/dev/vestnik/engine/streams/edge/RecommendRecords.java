package dev.vestnik.engine.streams.edge;

import dev.vestnik.engine.streams.edge.Incoming.AskedToRecommend;
import dev.vestnik.engine.streams.edge.Incoming.HadTogether;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.product.ProductKey;
import dev.vestnik.rules.reason.Declined;
import dev.vestnik.rules.recommend.FoundProduct;
import dev.vestnik.rules.recommend.Recommending;
import dev.vestnik.rules.recommend.Suggestion;
import dev.vestnik.rules.recommend.Together;
import dev.vestnik.schemas.engine.Ask;
import dev.vestnik.schemas.engine.CompanionWord;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.engine.Granted;
import dev.vestnik.schemas.engine.Recommend;
import dev.vestnik.schemas.engine.Refused;
import dev.vestnik.schemas.message.MessageHeader;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Reads and writes the commands by which products hear what belongs to them, and recommend it. */
public final class RecommendRecords {
    private RecommendRecords() {}

    public static EngineCommand word(Effect.TellCompanions tell, Instant now) {
        return new EngineCommand(
                OutgoingCommands.header(tell.product().toString(), "companions/" + now.toEpochMilli(), now),
                new CompanionWord(together(tell.together()), tell.others()));
    }

    static HadTogether read(MessageHeader header, CompanionWord word) {
        return new HadTogether(
                ProductKey.parse(header.getCustomerId()), together(word.getTogether()), word.getOthers());
    }

    static Recommend request(Request.Recommend asked) {
        Together together = Together.of(asked.source()).orElseThrow();
        return new Recommend(
                together(together), asked.about(), asked.without(), asked.most(), asked.due(), List.of(), List.of());
    }

    static AskedToRecommend read(ProductKey product, Ask ask, Recommend asked) {
        Recommending question = new Recommending(
                together(asked.getTogether()),
                asked.getAbout(),
                new HashSet<>(asked.getWithout()),
                asked.getSuggestions().stream()
                        .map(one -> new Suggestion(one.getProduct(), one.getWeight()))
                        .toList(),
                asked.getFound().stream()
                        .map(one -> new FoundProduct(one.getProduct(), ProductRecords.facts(one.getFacts())))
                        .toList(),
                asked.getMost());
        return new AskedToRecommend(product, ask.getAskId(), ask.getAsker(), asked.getDue(), question);
    }

    /** The question as it goes on to another product. */
    public static EngineCommand ask(AskedToRecommend asked, Recommending question, ProductKey product, Instant now) {
        Recommend request = new Recommend(
                together(question.together()),
                question.about(),
                question.without().stream().sorted().toList(),
                question.most(),
                asked.due(),
                question.suggestions().stream()
                        .map(one -> new dev.vestnik.schemas.engine.Suggestion(one.product(), one.weight()))
                        .toList(),
                question.found().stream()
                        .map(one -> new dev.vestnik.schemas.engine.FoundProduct(
                                one.product(), ProductRecords.facts(one.facts())))
                        .toList());
        return new EngineCommand(
                OutgoingCommands.header(product.toString(), "ask/" + asked.askId(), now),
                new Ask(asked.askId(), asked.asker(), request));
    }

    /** The answer to a journey's question. */
    public static EngineCommand answer(AskedToRecommend asked, List<FoundProduct> found, Instant now) {
        if (found.isEmpty()) {
            return new EngineCommand(
                    OutgoingCommands.header(asked.asker(), "refused/" + asked.askId(), now),
                    new Refused(asked.askId(), Declined.NOTHING_TO_RECOMMEND.label(), ""));
        }
        List<Map<String, Object>> products =
                found.stream().map(one -> one.facts().fields(one.product())).toList();
        return new EngineCommand(
                OutgoingCommands.header(asked.asker(), "granted/" + asked.askId(), now),
                new Granted(asked.askId(), JsonValues.text(Map.of(Request.Lookup.VALUE, products))));
    }

    private static dev.vestnik.schemas.engine.Together together(Together together) {
        return dev.vestnik.schemas.engine.Together.valueOf(together.name());
    }

    private static Together together(dev.vestnik.schemas.engine.Together together) {
        return Together.valueOf(together.name());
    }
}
