package dev.vestnik.engine.support;

/** Contacts for those who need not know them: enough to recognise one, too little to use it. */
final class Masking {
    private static final int SHOWN = 2;

    private Masking() {}

    /** {@code +79991234567} becomes {@code +7********67}. */
    static String phone(String phone) {
        return phone.length() <= SHOWN * 2
                ? "*".repeat(phone.length())
                : phone.substring(0, SHOWN)
                        + "*".repeat(phone.length() - 2 * SHOWN)
                        + phone.substring(phone.length() - SHOWN);
    }

    /** {@code anna@example.org} becomes {@code a***@example.org}. */
    static String email(String email) {
        int at = email.lastIndexOf('@');
        return at < 1 ? "***" : email.charAt(0) + "***" + email.substring(at);
    }

    /** A push address shows only that it is there. */
    static String device(String address) {
        return "…" + address.substring(Math.max(address.length() / 2, address.length() - 4));
    }
}
