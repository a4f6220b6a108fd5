package dev.vestnik.engine.streams.edge;

import dev.vestnik.engine.streams.edge.Incoming.ToCodes;
import dev.vestnik.engine.streams.edge.Incoming.ToPool.Asker;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.owner.Owner;
import dev.vestnik.rules.verification.CodeMessage;
import dev.vestnik.rules.verification.CodeTexts;
import dev.vestnik.rules.verification.Contact;
import dev.vestnik.rules.verification.Purpose;
import dev.vestnik.rules.verification.VerificationDecided;
import dev.vestnik.rules.verification.VerificationRules;
import dev.vestnik.rules.verification.VerificationWord;
import dev.vestnik.schemas.engine.Ask;
import dev.vestnik.schemas.engine.CodeContact;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.engine.Granted;
import dev.vestnik.schemas.engine.SendCode;
import dev.vestnik.schemas.engine.VerifyCode;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.MessageHeader;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.schemas.shop.CodeEvent;
import dev.vestnik.schemas.shop.CodePurpose;
import dev.vestnik.schemas.shop.CodeToSend;
import dev.vestnik.schemas.shop.EventHeader;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/** Converts what is asked and told of codes by which people show that an address is theirs. A code is in none of the commands. */
public final class VerificationRecords {
    private VerificationRecords() {}

    /**
     * A question to those who keep the codes of a shop.
     *
     * @throws IllegalArgumentException for a shop's own code, which is {@link #toSend told} by its topic
     */
    public static EngineCommand asked(String shop, VerificationWord word, String asker, Instant now) {
        return new EngineCommand(
                OutgoingCommands.header(VerificationRules.owner(shop).toString(), "codes/" + word.askId(), now),
                new Ask(word.askId(), asker, request(word)));
    }

    private static SpecificRecord request(VerificationWord word) {
        return switch (word) {
            case VerificationWord.Send(var askId, var purpose, var to, var customer, var locale, var own) -> {
                if (own != null) {
                    throw new IllegalArgumentException("a code is in no command");
                }
                yield new SendCode(purpose.label(), contact(to), customer, locale);
            }
            case VerificationWord.Verify(var askId, var purpose, var contacts, var proof) ->
                new VerifyCode(
                        purpose.label(),
                        contacts.stream().map(VerificationRecords::contact).toList(),
                        proof);
        };
    }

    private static CodeContact contact(Contact contact) {
        return new CodeContact(contact.channel().label(), contact.address());
    }

    /** A shop's own code, with the address that its customer has. */
    public static CodeEvent toSend(EventHeader header, VerificationWord.Send word) {
        VerificationWord.OwnCode own = Objects.requireNonNull(word.own());
        return new CodeEvent(
                header,
                new CodeToSend(
                        word.askId(),
                        word.to().channel().label(),
                        word.to().address(),
                        word.locale(),
                        own.text(),
                        CodePurpose.valueOf(word.purpose().label()),
                        own.expiresAt()));
    }

    static Incoming read(EventHeader header, CodeToSend code) {
        VerificationWord word = new VerificationWord.Send(
                code.getAskId(),
                purpose(code.getPurpose().name()),
                new Contact(channel(code.getChannel()), code.getAddress()),
                header.getCustomerId(),
                code.getLocale(),
                new VerificationWord.OwnCode(code.getCode(), code.getExpiresAt()));
        return new ToCodes(header.getShop(), word, new Asker(word.askId(), ""));
    }

    /** @throws IllegalArgumentException when it says what cannot be (poison) */
    static Incoming read(MessageHeader header, Ask ask) {
        String shop = Owner.parse(header.getCustomerId()).key();
        VerificationWord word = switch (ask.getRequest()) {
            case SendCode send ->
                new VerificationWord.Send(
                        ask.getAskId(),
                        purpose(send.getPurpose()),
                        contact(send.getTo()),
                        send.getCustomer(),
                        send.getLocale(),
                        null);
            case VerifyCode verify ->
                new VerificationWord.Verify(
                        ask.getAskId(),
                        purpose(verify.getPurpose()),
                        verify.getContacts().stream()
                                .map(VerificationRecords::contact)
                                .toList(),
                        verify.getProof());
            default -> throw new IllegalArgumentException("no question about codes");
        };
        return new ToCodes(shop, word, new Asker(ask.getAskId(), ask.getAsker()));
    }

    private static Contact contact(CodeContact contact) {
        return new Contact(channel(contact.getChannel()), contact.getAddress());
    }

    private static Channel channel(String label) {
        return Channel.labelled(label).orElseThrow(() -> new IllegalArgumentException("there is no channel " + label));
    }

    private static Purpose purpose(String label) {
        return Purpose.labelled(label).orElseThrow(() -> new IllegalArgumentException("no code is for " + label));
    }

    /** The answer says what came of it, never the code. */
    public static EngineCommand answer(VerificationDecided decided, Asker asker, Instant now) {
        Map<String, Object> result = new HashMap<>(decided.told());
        result.put("outcome", decided.outcome().label());
        return new EngineCommand(
                OutgoingCommands.header(asker.key(), "granted/" + asker.askId(), now),
                new Granted(asker.askId(), JsonValues.text(result)));
    }

    public static OutboundMessage message(CodeMessage code, Instant now) {
        CustomerKey customer = code.customer();
        return new OutboundMessage(
                OutgoingMessages.header(customer, code.id() + "/1", now),
                code.id().toString(),
                1,
                MessageClass.codes,
                CodeTexts.TEMPLATE,
                1,
                code.purpose().label(),
                CodeTexts.TEMPLATE,
                code.locale(),
                code.deliverBefore(),
                now,
                false,
                OutgoingMessages.content(code.content()));
    }
}
