package dev.vestnik.sandbox.smpp;

import dev.vestnik.sandbox.behaviour.Behaviour.AnswerBehaviour;
import dev.vestnik.sandbox.behaviour.Behaviour.ReceiptBehaviour;
import dev.vestnik.sandbox.behaviour.Behaviours;
import dev.vestnik.sandbox.behaviour.SmsBehaviour;
import dev.vestnik.sandbox.ledger.FollowUp;
import dev.vestnik.sandbox.ledger.Ledger;
import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.Provider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.MessageState;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.QuerySmResult;

/** Takes texts into the ledger, or refuses them, as its behaviour says; answers queries about texts that it took. */
final class SmsCentre {
    /** The time after which a receipt that was sent ahead of its answer, without an acknowledgement, goes out once more. */
    private static final Duration EARLY_RECEIPT_GRACE = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final GatewayIds ids;
    private final Behaviours behaviours;
    private final InstantSource clock;

    SmsCentre(Ledger ledger, GatewayIds ids, Behaviours behaviours, InstantSource clock) {
        this.ledger = ledger;
        this.ids = ids;
        this.behaviours = behaviours;
        this.clock = clock;
    }

    /** A text in the ledger at {@code seq}, and whether its receipt has to be out before the answer. */
    record TakenText(long seq, String id, boolean receiptFirst) {}

    TakenText take(SubmitSm submit) throws ProcessRequestException {
        SubmittedText text = SubmittedText.of(submit, clock.instant());
        AnswerBehaviour answers = behaviours.of(Provider.SMPP).answers();
        if (behaviours.of(Provider.SMPP).sms().fullNumbers().contains(text.to().shown())) {
            throw refuse(text, SMPPConstant.STAT_ESME_RMSGQFUL);
        }
        Optional<String> own = behaviours.reply(Provider.SMPP, text.to().shown());
        if (own.isPresent()) {
            throw refuse(text, Long.decode(own.get()).intValue());
        }
        return switch (behaviours.decision(Provider.SMPP)) {
            case TAKE -> take(text, behaviours.of(Provider.SMPP).receipts());
            case REJECT -> throw refuse(text, rejectStatus(answers));
            case TRY_LATER -> throw refuse(text, SMPPConstant.STAT_ESME_RTHROTTLED);
        };
    }

    private TakenText take(SubmittedText text, ReceiptBehaviour receipts) {
        SmsBehaviour sms = behaviours.of(Provider.SMPP).sms();
        boolean failed = behaviours.chance(receipts.failedReceiptRate());
        Optional<FinalState> failure = FinalState.named(receipts.failedReceiptCode());
        Instant plannedAt =
                receipts.receiptsBeforeAnswer() ? text.at() : text.at().plus(receipts.receiptDelay());
        SubmittedText.Ending ending =
                text.ending(failed ? failure.orElse(FinalState.UNDELIV) : FinalState.DELIVRD, plannedAt);
        boolean receipt = text.wantsReceiptOf(ending.state())
                && (text.isLast() || !sms.receiptPerText())
                && !behaviours.chance(receipts.dropReceipts());
        boolean receiptFirst = receipt && receipts.receiptsBeforeAnswer();
        Instant receiptAt = receiptFirst ? ending.at().plus(EARLY_RECEIPT_GRACE) : ending.at();
        List<FollowUp> owed =
                receipt ? List.of(new FollowUp(receiptAt, ending.state().name())) : List.of();
        String word = ending.state() == FinalState.UNDELIV && failure.isEmpty() ? receipts.failedReceiptCode() : null;
        Sms said = text.sms(ending, word);
        long seq = ledger.append(at -> text.received(said.numbered(ids.number(at, sms.distinctIds())), owed));
        return new TakenText(seq, ids.inAnswer(ids.number(seq, sms.distinctIds())), receiptFirst);
    }

    private ProcessRequestException refuse(SubmittedText text, int status) {
        ledger.append(text.rejected(status));
        return new ProcessRequestException("as its behaviour says", status);
    }

    private static int rejectStatus(AnswerBehaviour answers) {
        String code = answers.rejectCode();
        return code == null
                ? SMPPConstant.STAT_ESME_RINVDSTADR
                : Long.decode(code).intValue();
    }

    QuerySmResult query(QuerySm query) throws ProcessRequestException {
        long seq = ids.position(query.getMessageId()).orElse(-1);
        if (seq < 0
                || seq >= ledger.size()
                || !(ledger.read(seq) instanceof Received received)
                || received.provider() != Provider.SMPP) {
            throw new ProcessRequestException("no such message", SMPPConstant.STAT_ESME_RQUERYFAIL);
        }
        Sms sms = Sms.of(received);
        if (sms.endsAt().isAfter(clock.instant())) {
            return new QuerySmResult("", MessageState.ENROUTE, (byte) 0);
        }
        byte error = (byte) Integer.parseInt(sms.end().error());
        return new QuerySmResult(SmppTime.absolute(sms.endsAt()), sms.end().state(), error);
    }
}
