package dev.vestnik.sandbox.behaviour;

import dev.vestnik.sandbox.behaviour.Behaviour.AnswerBehaviour;
import dev.vestnik.sandbox.behaviour.Behaviour.ReceiptBehaviour;
import dev.vestnik.sandbox.ledger.Provider;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the body of {@code POST /behaviour} and finds every fault in it. */
final class BehaviourRequest {

    /** Tells what is wrong with a provider's word, or nothing. */
    private interface Check {
        Optional<String> problem(Provider provider, String word);
    }

    private final BehaviourFields fields;
    private final List<Provider> providers;
    private final Map<Provider, Behaviour> behaviours = new EnumMap<>(Provider.class);

    BehaviourRequest(JsonNode body) {
        fields = new BehaviourFields(body);
        providers = providers();
        Behaviour said = new Behaviour(answers(), outage(), receipts(), mail(), sms());
        check("rejectCode", said.answers().rejectCode(), ProviderCodes::refusal);
        check("failedReceiptCode", said.receipts().failedReceiptCode(), ProviderCodes::failure);
        said.outage().recipients().values().forEach(reply -> check("recipients", reply, ProviderCodes::reply));
        fields.refuseTheRest();
        providers.forEach(provider -> behaviours.put(provider, inItsWords(said, provider)));
    }

    List<RequestFault> faults() {
        return fields.faults();
    }

    /** The providers whose behaviour is set; valid only without faults. */
    List<Provider> asked() {
        return providers;
    }

    /** The behaviour of one of them. Words that a channel's other providers use are left out. */
    Behaviour behaviour(Provider provider) {
        return behaviours.getOrDefault(provider, Behaviour.GOOD);
    }

    private List<Provider> providers() {
        String channel = fields.node("channel").asString("");
        List<Provider> named = Stream.of(Provider.values())
                .filter(provider -> provider.isMeantBy(channel))
                .toList();
        if (named.isEmpty()) {
            fields.fault("channel", "must be " + Provider.names());
        }
        return named;
    }

    private AnswerBehaviour answers() {
        return new AnswerBehaviour(
                fields.duration("delay", AnswerBehaviour.GOOD.delay()),
                fields.rate("rejectRate"),
                fields.word("rejectCode"),
                fields.rate("temporaryRate"),
                fields.rate("deadTokenRate"),
                fields.rate("loseAnswers"),
                fields.rate("failConnections"));
    }

    private OutageBehaviour outage() {
        return new OutageBehaviour(
                fields.duration("answerDelay", OutageBehaviour.GOOD.answerDelay()),
                fields.rate("silentRate"),
                fields.rate("throttleRate"),
                fields.duration("retryAfter", OutageBehaviour.GOOD.retryAfter()),
                fields.flag("wrongCredentials"),
                fields.words("recipients"));
    }

    private ReceiptBehaviour receipts() {
        return new ReceiptBehaviour(
                fields.duration("receiptDelay", ReceiptBehaviour.GOOD.receiptDelay()),
                fields.rate("dropReceipts"),
                fields.rate("duplicateReceipts"),
                fields.flag("receiptsBeforeAnswer"),
                fields.rate("failedReceiptRate"),
                fields.word("failedReceiptCode"),
                fields.rate("openRate"));
    }

    private MailBehaviour mail() {
        return new MailBehaviour(
                fields.flag("greyList"),
                fields.rate("closeAfterData"),
                fields.names("throttledDomains", "domains"),
                fields.rate("complaintRate"));
    }

    private SmsBehaviour sms() {
        return new SmsBehaviour(
                fields.oneOf("receiptForm", SmsBehaviour.ReceiptForm.USUAL),
                fields.oneOf("receiptIds", SmsBehaviour.ReceiptIds.USUAL),
                fields.flag("receiptPerText"),
                fields.count("distinctIds"),
                fields.names("fullNumbers", "numbers"),
                fields.flag("splitReplies"));
    }

    /** Refuses a word that none of the providers knows. */
    private void check(String field, @Nullable String word, Check check) {
        if (word == null
                || providers.stream()
                        .anyMatch(provider -> check.problem(provider, word).isEmpty())) {
            return;
        }
        providers.forEach(provider -> check.problem(provider, word).ifPresent(problem -> fields.fault(field, problem)));
    }

    private static Behaviour inItsWords(Behaviour said, Provider provider) {
        AnswerBehaviour answers = said.answers();
        OutageBehaviour outage = said.outage();
        ReceiptBehaviour receipts = said.receipts();
        Map<String, String> replies = new HashMap<>(outage.recipients());
        replies.values().removeIf(reply -> ProviderCodes.reply(provider, reply).isPresent());
        return new Behaviour(
                answers.withCode(known(answers.rejectCode(), provider, ProviderCodes::refusal)),
                outage.with(replies),
                receipts.withCode(known(receipts.failedReceiptCode(), provider, ProviderCodes::failure)),
                said.mail(),
                said.sms());
    }

    private static @Nullable String known(@Nullable String word, Provider provider, Check check) {
        return word == null || check.problem(provider, word).isPresent() ? null : word;
    }
}
