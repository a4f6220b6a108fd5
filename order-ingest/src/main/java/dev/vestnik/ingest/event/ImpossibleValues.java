package dev.vestnik.ingest.event;

import dev.vestnik.schemas.shop.AccountVerificationRequested;
import dev.vestnik.schemas.shop.CustomerIdentified;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.shop.DeviceRegistered;
import dev.vestnik.schemas.shop.DeviceRemoved;
import dev.vestnik.schemas.shop.Money;
import dev.vestnik.schemas.shop.OrderPlaced;
import dev.vestnik.schemas.shop.Platform;
import dev.vestnik.schemas.shop.ProductUpdated;
import dev.vestnik.schemas.shop.RatingGiven;
import dev.vestnik.schemas.shop.Window;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Values that fit their type and cannot be. A record that is looked at may be incomplete: its other faults are reported with
 * these.
 */
final class ImpossibleValues {
    private final @Nullable Instant occurredAt;
    private final FieldFaults faults;

    /** @param occurredAt when the event happened; null when that is not known */
    ImpossibleValues(@Nullable Instant occurredAt, FieldFaults faults) {
        this.occurredAt = occurredAt;
        this.faults = faults;
    }

    /**
     * Adds a fault for each.
     *
     * @param json what the record was made from
     */
    void check(SpecificRecordBase record, JsonNode json, String path) {
        switch (record) {
            case Window window -> window(window, path);
            case Money money -> atLeastZero(money.getAmount(), path + ".amount");
            case OrderPlaced order -> someItems(order, path);
            case DeviceRegistered device -> address(device.getPlatform(), json, path);
            case DeviceRemoved device -> address(device.getPlatform(), json, path);
            case ProductUpdated product -> atLeastZero(product.getStock(), path + ".stock");
            case RatingGiven rating -> atLeastZero(rating.getScore(), path + ".score");
            case CustomerUpdated customer -> born(customer, path);
            case CustomerIdentified customer -> visitor(customer, path);
            case AccountVerificationRequested code -> code(code, path);
            default -> {}
        }
    }

    private void window(Window window, String path) {
        if (window.getFrom() != null
                && window.getTo() != null
                && !window.getTo().isAfter(window.getFrom())) {
            faults.add(path + ".to", "must be after from");
        }
    }

    private void atLeastZero(double number, String path) {
        if (number < 0) {
            faults.add(path, "must not be negative");
        }
    }

    private void someItems(OrderPlaced order, String path) {
        if (order.getItems() != null && order.getItems().isEmpty()) {
            faults.add(path + ".items", "must have at least one item: an order is of something");
        }
    }

    private void address(@Nullable Platform platform, JsonNode json, String path) {
        if (platform == null) {
            return;
        }
        String field = platform == Platform.web ? "subscription" : "token";
        if (!json.hasNonNull(field)) {
            faults.add(path + "." + field, "is required for " + platform);
        } else if (json.path(field).asString("x").isBlank()) {
            faults.add(path + "." + field, "must not be empty");
        }
    }

    private void born(CustomerUpdated customer, String path) {
        if (occurredAt != null
                && customer.getBirthday() != null
                && customer.getBirthday()
                        .isAfter(occurredAt.atOffset(ZoneOffset.MAX).toLocalDate())) {
            faults.add(path + ".birthday", "must not be in the future");
        }
    }

    private void visitor(CustomerIdentified customer, String path) {
        if (customer.getVisitorId() != null && customer.getVisitorId().startsWith("~")) {
            faults.add(path + ".visitorId", "must be the visitor's id without the leading ~");
        }
    }

    private void code(AccountVerificationRequested code, String path) {
        if (code.getCode() != null && code.getCode().isBlank()) {
            faults.add(path + ".code", "must not be empty");
        }
        if (occurredAt != null
                && code.getExpiresAt() != null
                && !code.getExpiresAt().isAfter(occurredAt)) {
            faults.add(path + ".expiresAt", "must be after the event's time");
        }
    }
}
