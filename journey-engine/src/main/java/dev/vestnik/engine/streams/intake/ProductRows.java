package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.codec.ProductRowCodec;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.product.InterestedRows;
import dev.vestnik.rules.product.WaitingRows;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one product, or of one bucket, in the store. */
final class ProductRows implements InterestedRows, WaitingRows {
    private final CustomerStore store;
    private final byte[] owner;

    ProductRows(CustomerStore store, byte[] owner) {
        this.store = store;
        this.owner = owner;
    }

    @Override
    public List<Interested> behind(String customer, int most) {
        byte[] from =
                customer.isEmpty() ? ProductRowCodec.interested(owner, "") : ProductRowCodec.behind(owner, customer);
        return store.rows(from, ProductRowCodec.lastInterested(owner), most).stream()
                .map(row -> new Interested(ProductRowCodec.customer(owner, row.key), ProductRowCodec.kinds(row.value)))
                .toList();
    }

    @Override
    public @Nullable Long placeOf(CustomerKey customer) {
        byte[] row = store.row(ProductRowCodec.waits(owner, customer));
        return row == null ? null : ByteBuffer.wrap(row).getLong();
    }

    @Override
    public List<Place> from(long number, int most) {
        return store.rows(ProductRowCodec.place(owner, number), ProductRowCodec.lastPlace(owner), most).stream()
                .map(row -> new Place(
                        ProductRowCodec.number(row.key),
                        CustomerKey.parse(new String(row.value, StandardCharsets.UTF_8))))
                .toList();
    }
}
