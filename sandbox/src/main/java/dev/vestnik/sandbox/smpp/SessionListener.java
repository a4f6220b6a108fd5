package dev.vestnik.sandbox.smpp;

import dev.vestnik.sandbox.behaviour.Behaviours;
import dev.vestnik.sandbox.followup.EarlyFollowUps;
import dev.vestnik.sandbox.ledger.Provider;
import java.io.UncheckedIOException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/** Answers bound clients' requests: submit_sm and query_sm. */
final class SessionListener implements ServerMessageReceiverListener {
    private final SmsCentre centre;
    private final EarlyFollowUps earlyReceipts;
    private final Behaviours behaviours;

    SessionListener(SmsCentre centre, EarlyFollowUps earlyReceipts, Behaviours behaviours) {
        this.centre = centre;
        this.earlyReceipts = earlyReceipts;
        this.behaviours = behaviours;
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm submit, SMPPServerSession session) throws ProcessRequestException {
        think();
        try {
            SmsCentre.TakenText taken = centre.take(submit);
            if (taken.receiptFirst()) {
                earlyReceipts.send(taken.seq());
            }
            dawdle();
            if (behaviours.losesAnswer(Provider.SMPP)) {
                session.close();
            }
            return new SubmitSmResult(new MessageId(taken.id()), null);
        } catch (UncheckedIOException e) {
            throw new ProcessRequestException("the ledger does not take it", SMPPConstant.STAT_ESME_RSYSERR, e);
        } catch (PDUStringException e) {
            throw new IllegalStateException(e);
        }
    }

    private void think() throws ProcessRequestException {
        try {
            behaviours.think(Provider.SMPP);
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    private void dawdle() throws ProcessRequestException {
        try {
            behaviours.dawdle(Provider.SMPP);
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    private static ProcessRequestException stopped(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ProcessRequestException("shutting down", SMPPConstant.STAT_ESME_RSYSERR, e);
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm query, SMPPServerSession session) throws ProcessRequestException {
        return centre.query(query);
    }

    @Override
    public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti submit, SMPPServerSession session)
            throws ProcessRequestException {
        throw unknown("submit_multi");
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session session) throws ProcessRequestException {
        throw unknown("data_sm");
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm replace, SMPPServerSession session) throws ProcessRequestException {
        throw new ProcessRequestException("nothing is replaced here", SMPPConstant.STAT_ESME_RREPLACEFAIL);
    }

    @Override
    public void onAcceptCancelSm(CancelSm cancel, SMPPServerSession session) throws ProcessRequestException {
        throw new ProcessRequestException("nothing is cancelled here", SMPPConstant.STAT_ESME_RCANCELFAIL);
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm broadcast, SMPPServerSession session)
            throws ProcessRequestException {
        throw unknown("broadcast_sm");
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm cancel, SMPPServerSession session)
            throws ProcessRequestException {
        throw unknown("cancel_broadcast_sm");
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm query, SMPPServerSession session)
            throws ProcessRequestException {
        throw unknown("query_broadcast_sm");
    }

    private static ProcessRequestException unknown(String command) {
        return new ProcessRequestException(command + " is not known here", SMPPConstant.STAT_ESME_RINVCMDID);
    }
}
