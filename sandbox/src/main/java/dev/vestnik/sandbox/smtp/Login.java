package dev.vestnik.sandbox.smtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Handles AUTH PLAIN and AUTH LOGIN (RFC 4954). */
final class Login {
    private static final String USERNAME = "334 VXNlcm5hbWU6";
    private static final String PASSWORD = "334 UGFzc3dvcmQ6";

    private final SmtpWire wire;
    private final SmtpSettings settings;

    Login(SmtpWire wire, SmtpSettings settings) {
        this.wire = wire;
        this.settings = settings;
    }

    /** Checks name and password and replies; true when they are right. */
    boolean run(String arguments) throws IOException {
        String[] words = arguments.strip().split(" ", 2);
        String initial = words.length == 2 ? words[1].strip() : null;
        try {
            return switch (words[0].toUpperCase(Locale.ROOT)) {
                case "PLAIN" -> plain(initial);
                case "LOGIN" -> verdict(answer(initial, USERNAME), answer(null, PASSWORD));
                default -> refused("504 5.5.4 only PLAIN and LOGIN are known");
            };
        } catch (IllegalArgumentException e) {
            return refused("501 5.5.2 that is not base64");
        }
    }

    private boolean plain(@Nullable String initial) throws IOException {
        String[] fields = answer(initial, "334 ").split("\0", -1);
        return fields.length == 3 ? verdict(fields[1], fields[2]) : refused("501 5.5.2 that is not PLAIN");
    }

    private boolean verdict(String name, String secret) throws IOException {
        if (!settings.admits(name, secret)) {
            return refused("535 5.7.8 wrong user name or password");
        }
        wire.reply("235 2.7.0 welcome");
        return true;
    }

    private boolean refused(String reply) throws IOException {
        wire.reply(reply);
        return false;
    }

    private String answer(@Nullable String known, String question) throws IOException {
        String line = known;
        if (line == null) {
            wire.reply(question);
            line = wire.readLine();
        }
        if (line == null || line.equals("*")) {
            throw new IllegalArgumentException("cancelled");
        }
        return line.equals("=") ? "" : new String(Base64.getDecoder().decode(line.strip()), StandardCharsets.UTF_8);
    }
}
