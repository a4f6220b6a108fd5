package dev.vestnik.engine.streams.edge;

import dev.vestnik.rules.customer.Device;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.schemas.engine.Outcome;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.PushPlatform;

/** Closed sets that the rules and the schemas each have words for. */
final class Channels {
    private Channels() {}

    static JourneyClass of(MessageClass messageClass) {
        return switch (messageClass) {
            case service, codes -> JourneyClass.SERVICE;
            case marketing -> JourneyClass.MARKETING;
        };
    }

    static MessageClass of(JourneyClass journeyClass) {
        return switch (journeyClass) {
            case SERVICE -> MessageClass.service;
            case MARKETING -> MessageClass.marketing;
        };
    }

    static PushPlatform of(Device.Platform platform) {
        return switch (platform) {
            case IOS -> PushPlatform.ios;
            case ANDROID -> PushPlatform.android;
            case WEB -> PushPlatform.web;
            case HUAWEI -> PushPlatform.huawei;
            case RUSTORE -> PushPlatform.rustore;
        };
    }

    static Outcome of(Decision.Outcome outcome) {
        return switch (outcome) {
            case ENTERED -> Outcome.ENTERED;
            case LEFT -> Outcome.LEFT;
            case SENT -> Outcome.SENT;
            case SKIPPED -> Outcome.SKIPPED;
            case HELD -> Outcome.HELD;
            case DROPPED -> Outcome.DROPPED;
            case REVOKED -> Outcome.REVOKED;
            case RETRIED -> Outcome.RETRIED;
            case CONVERTED -> Outcome.CONVERTED;
            case SUPPRESSED -> Outcome.SUPPRESSED;
            case CONSENT -> Outcome.CONSENT;
            case RECEIPT -> Outcome.RECEIPT;
            case STUCK -> Outcome.STUCK;
            case RELEASED -> Outcome.RELEASED;
            case QUEUED -> Outcome.QUEUED;
            case NOT_ENTERED -> Outcome.NOT_ENTERED;
            case EXPOSED -> Outcome.EXPOSED;
            case UPDATED -> Outcome.UPDATED;
            case EMITTED -> Outcome.EMITTED;
            case OFFERED -> Outcome.OFFERED;
            case REDEEMED -> Outcome.REDEEMED;
            case TASK -> Outcome.TASK;
            case ANSWER -> Outcome.ANSWER;
            case MERGED -> Outcome.MERGED;
            case NOT_MERGED -> Outcome.NOT_MERGED;
        };
    }
}
