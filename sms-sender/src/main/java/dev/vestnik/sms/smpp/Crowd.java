package dev.vestnik.sms.smpp;

import dev.vestnik.sender.Outcome;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells a full recipient from a full centre, which SMPP gives one status: a centre that puts off several numbers and takes no text in
 * between has no room for anybody.
 */
final class Crowd {
    /** The numbers put off in a row after which the centre itself is full. */
    private static final int CROWD = 3;

    private final Set<String> putOff = ConcurrentHashMap.newKeySet();

    Outcome judged(String number, Outcome outcome) {
        if (outcome instanceof Outcome.Accepted) {
            putOff.clear();
        }
        if (!(outcome instanceof Outcome.Busy(String code, Outcome.Busy.Scope scope, var _))
                || scope == Outcome.Busy.Scope.GATEWAY) {
            return outcome;
        }
        if (putOff.size() < CROWD) {
            putOff.add(number);
        }
        return putOff.size() < CROWD ? outcome : Outcome.busy(code);
    }
}
