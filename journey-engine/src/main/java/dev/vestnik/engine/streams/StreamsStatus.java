package dev.vestnik.engine.streams;

import java.util.List;
import java.util.Map;

/**
 * A moment's picture of the streams of this instance.
 *
 * @param active ids of the tasks that process here
 * @param standby ids of those of which a copy is kept here
 * @param lag records not read yet, by topic
 * @param stuck how many instances are parked here
 * @param stalled ids of the tasks that have something to do and get nothing done
 * @param deadLetters set aside since the start
 * @param unreadable those of them that were of customers whose state this version cannot read
 */
public record StreamsStatus(
        String state,
        List<String> active,
        List<String> standby,
        Map<String, Long> lag,
        long pendingService,
        long pendingMarketing,
        long stuck,
        List<String> stalled,
        long deadLetters,
        long unreadable) {}
