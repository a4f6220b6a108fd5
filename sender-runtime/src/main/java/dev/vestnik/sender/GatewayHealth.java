package dev.vestnik.sender;

/**
 * The state of a gateway's connection.
 *
 * @param up whether the gateway could send now
 * @param detail for people, without addresses and secrets: {@code "bound"}, {@code "connection refused"}
 */
public record GatewayHealth(boolean up, String detail) {

    /** The gateway can send. */
    public static GatewayHealth ready() {
        return new GatewayHealth(true, "ready");
    }

    /** The gateway cannot send now. */
    public static GatewayHealth down(String detail) {
        return new GatewayHealth(false, detail);
    }
}
