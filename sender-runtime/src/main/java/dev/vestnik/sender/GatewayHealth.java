package dev.vestnik.sender;

/**
 * What a gateway knows about its wire.
 *
 * @param up whether it could send now
 * @param detail for people, without addresses and secrets: {@code "bound"}, {@code "connection refused"}
 */
public record GatewayHealth(boolean up, String detail) {

    /** It can send. */
    public static GatewayHealth ready() {
        return new GatewayHealth(true, "ready");
    }

    /** It cannot send now. */
    public static GatewayHealth down(String detail) {
        return new GatewayHealth(false, detail);
    }
}
