package dev.vestnik.engine.streams.edge;

import dev.vestnik.rules.address.AddressDecided.Told;
import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.AddressNews;
import dev.vestnik.rules.address.AddressWord;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.schemas.engine.AddressNewsKind;
import dev.vestnik.schemas.engine.AddressWordKind;
import dev.vestnik.schemas.engine.EngineCommand;
import java.time.Instant;

/** Words and news of customers and the owners of addresses, as commands. No address is in them, only its hash. */
public final class AddressRecords {
    private AddressRecords() {}

    public static EngineCommand word(Effect.TellAddress tell, Instant now) {
        AddressWord word = tell.word();
        String id = "address/" + word.kind() + "/" + word.at().toEpochMilli() + "/" + word.customer();
        return new EngineCommand(
                OutgoingCommands.header(tell.address().toString(), id, now),
                new dev.vestnik.schemas.engine.AddressWord(
                        AddressWordKind.valueOf(word.kind().name()),
                        word.customer().toString(),
                        word.at(),
                        word.code()));
    }

    public static EngineCommand news(Told told, Instant now) {
        AddressNews news = told.news();
        String id = "address/" + news.kind() + "/" + news.at().toEpochMilli() + news.address();
        return new EngineCommand(
                OutgoingCommands.header(told.customer().toString(), id, now),
                new dev.vestnik.schemas.engine.AddressNews(
                        news.address().toString(),
                        AddressNewsKind.valueOf(news.kind().name()),
                        news.at(),
                        news.code()));
    }

    static AddressWord read(dev.vestnik.schemas.engine.AddressWord word) {
        return new AddressWord(
                AddressWord.Kind.valueOf(word.getKind().name()),
                CustomerKey.parse(word.getCustomer()),
                word.getAt(),
                word.getCode());
    }

    static AddressNews read(dev.vestnik.schemas.engine.AddressNews news) {
        return new AddressNews(
                AddressKey.parse(news.getAddress()),
                AddressNews.Kind.valueOf(news.getKind().name()),
                news.getAt(),
                news.getCode());
    }
}
