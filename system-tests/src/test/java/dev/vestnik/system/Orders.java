package dev.vestnik.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of orders as a shop would send it: each customer is made known, orders, and gets the order; every tenth is told of too late. */
final class Orders {
    private final int count;

    Orders(int count) {
        this.count = count;
    }

    /** How many order.shipped and order.delivered belong to a customer whose phone was known by then. */
    int reachable() {
        int unknown = 0;
        for (int order = 0; order < count; order++) {
            unknown += late(order) ? 1 : 0;
        }
        return 2 * count - unknown;
    }

    private static boolean late(int order) {
        return order % 10 == 9;
    }

    Path write(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int order = 0; order < count; order++) {
            String profile = event(order, "customer.updated", "\"phone\": \"+7495%07d\"".formatted(1_000_000 + order));
            String number = "\"orderId\": \"o-%d\", \"number\": \"%d\"".formatted(order, order);
            String shipped = event(order, "order.shipped", number + ", \"carrier\": \"Parcel\"");
            lines.add(late(order) ? shipped : profile);
            lines.add(late(order) ? profile : shipped);
            lines.add(event(order, "order.delivered", number));
        }
        return Files.write(file, lines);
    }

    private static String event(int order, String type, String data) {
        return """
                {"specversion": "1.0", "id": "%d-%s", "source": "/shops/main", "type": "%s", "time": "2018-03-01T10:00:00Z", \
                "subject": "c-%d", "data": {%s}}""".formatted(order, type, type, order, data);
    }
}
