package dev.vestnik.system.poison;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.Set;

/**
 * Events through the shop's door. Each is refused there with its cause; or it is taken, and then nobody sets it aside afterwards, but for a trap that it cost too much.
 *
 * @param body lines of CloudEvents
 * @param mail the address where a message about it must arrive when it was taken; empty: none need arrive
 */
record HostileEvent(String what, String body, String mail) implements Poison {
    private static final Set<Integer> REFUSALS = Set.of(400, 413, 422);

    @Override
    public String name() {
        return "event " + what;
    }

    /** Its ids begin so. */
    static String id(String what) {
        return MARK + "event-" + what;
    }

    @Override
    public Claim inflict(Site site) throws InterruptedException {
        try {
            HttpResponse<String> answer =
                    site.call("POST", site.url("INGEST") + "/v1/events", "application/x-ndjson", body);
            return switch (answer.statusCode()) {
                case 202 -> Claim.at(Claim.SeenAt.ONCE, this, seen -> afterwards(site, seen.setAside(), mail));
                case 207 -> Claim.at(Claim.SeenAt.ONCE, this, seen -> afterwards(site, seen.setAside(), ""));
                default -> Claim.answered(this, complaint(answer));
            };
        } catch (IOException e) {
            return Claim.answered(this, Optional.of("no answer within " + Site.PATIENCE + ": " + e));
        }
    }

    private static Optional<String> complaint(HttpResponse<String> answer) {
        boolean refused =
                REFUSALS.contains(answer.statusCode()) && answer.body().contains("\"errors\"")
                        || answer.statusCode() == 413;
        String body = answer.body();
        return refused
                ? Optional.empty()
                : Optional.of(
                        "answered " + answer.statusCode() + " " + body.substring(0, Math.min(200, body.length())));
    }

    /** What was taken of it is not set aside; {@code expected}: the mail that must have arrived, empty: none. */
    private Optional<String> afterwards(Site site, SetAside setAside, String expected) {
        Optional<SetAside.DeadLetter> letter = setAside.with(id(what));
        if (letter.isPresent()) {
            return refusedByTheTrap(site, letter.get())
                    ? Optional.empty()
                    : Optional.of("taken at the door, then set aside: " + letter.get());
        }
        return expected.isEmpty() || arrived(site) ? Optional.empty() : Optional.of("no mail to " + expected);
    }

    /** What costs a trap more than a journey may cost is not entered, which the timeline tells, and as service also set aside. */
    private boolean refusedByTheTrap(Site site, SetAside.DeadLetter letter) {
        return mail.isEmpty()
                && letter.reason().equals("entry-failed")
                && site.says("ENGINE", "/api/customers/" + MARK + what + "/timeline", "\"outcome\":\"not_entered\"");
    }

    private boolean arrived(Site site) {
        return site.says("SANDBOX", "/outbox?to=" + mail.replace("@", "%40"), "\"messageId\"");
    }
}
