package dev.vestnik.engine.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Interest;
import dev.vestnik.rules.decide.Signal.WakeClass;
import dev.vestnik.rules.product.BucketState;
import dev.vestnik.rules.product.PriceHistory;
import dev.vestnik.rules.product.ProductFacts;
import dev.vestnik.rules.product.ProductFanOut;
import dev.vestnik.rules.product.ProductNews;
import dev.vestnik.rules.product.ProductPrice;
import dev.vestnik.rules.product.ProductState;
import dev.vestnik.rules.product.ProductUpdate;
import dev.vestnik.rules.product.WaitingList;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The states and rows of products and buckets: what was written stays readable, what is not known is kept or says so. */
class ProductCodecTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");
    private static final ProductFacts FACTS = new ProductFacts(
            "Kettle",
            new ProductPrice(249_000, "RUB"),
            5,
            "kitchen",
            "https://shop.example/kettle",
            null,
            "old-kettle");
    private static final ProductState PRODUCT = new ProductState(
            new ProductUpdate("e7", FACTS, NOON),
            NOON.minusSeconds(3600),
            new PriceHistory(List.of(new PriceHistory.Past(new ProductPrice(299_000, "RUB"), NOON.minusSeconds(60)))),
            NOON,
            List.of(0x1122334455667788L, -1L),
            new WaitingList(3, 1_000, 2),
            NOON);
    private static final BucketState BUCKET = new BucketState(
            List.of(
                    new ProductFanOut(
                            new ProductNews(
                                    ProductNews.Kind.PRICE_DROPPED,
                                    "kettle",
                                    FACTS,
                                    new ProductPrice(299_000, "RUB"),
                                    "/shops/main e1",
                                    NOON),
                            "main/anna",
                            NOON.plusSeconds(60)),
                    new ProductFanOut(
                            new ProductNews(ProductNews.Kind.LAUNCHED, "pot", FACTS, null, "/shops/main e2", NOON),
                            "",
                            NOON.plusSeconds(61))),
            new BucketState.Known(FACTS, NOON.plusSeconds(62)),
            NOON);
    private static final ProductState DELETED = new ProductState(
            new ProductUpdate("e8", null, NOON), null, PriceHistory.NONE, null, List.of(), WaitingList.NONE, NOON);

    /** What the first engine that knew products wrote: it stays readable. */
    private static final String STORED_PRODUCT =
            "0302fbfc9bc2a03400026d0f0465370c4b6574746c65a8990f9901050e6b69746368656e3668747470733a2f2f73686f702e6578616d706c652f6b6574746c6501146f6c642d6b6574746c65f6f9b784c168ffb9b70301f89f129901c090b003c0a907021122334455667788ffffffffffffffff03e80702";

    private static final String STORED_BUCKET =
            "0302fbfc9bc2a0340003ab0102000c6b6574746c650c4b6574746c65a8990f9901050e6b69746368656e3668747470733a2f2f73686f702e6578616d706c652f6b6574746c6501146f6c642d6b6574746c6501f89f1299011c2f73686f70732f6d61696e206531f6f9b784c168126d61696e2f616e6e61c0a9070306706f74c901a8990f990105cb01cd0101cf01001c2f73686f70732f6d61696e206532bfa9070090b90701c901a8990f990105cb01cd0101cf01d00f";

    private final ProductCodec codec = new ProductCodec();

    @Test
    void readsWhatItWrote() {
        for (ProductState state : List.of(ProductState.NONE, PRODUCT, DELETED)) {
            assertThat(codec.product(codec.write(state, null)).state()).isEqualTo(state);
        }
        for (BucketState state : List.of(BucketState.NONE, BUCKET)) {
            assertThat(codec.bucket(codec.write(state, null)).state()).isEqualTo(state);
        }
    }

    @Test
    void writesAsTheFirstEngineDid() {
        assertThat(HexFormat.of().formatHex(codec.write(PRODUCT, null))).isEqualTo(STORED_PRODUCT);
        assertThat(HexFormat.of().formatHex(codec.write(BUCKET, null))).isEqualTo(STORED_BUCKET);
    }

    @Test
    void theirWakeUpsAreFoundAsACustomersIs() {
        for (byte[] bytes : List.of(codec.write(PRODUCT, null), codec.write(BUCKET, null))) {
            assertThat(StateCodec.armed(bytes, WakeClass.MARKETING)).isEqualTo(NOON.toEpochMilli());
            assertThat(StateCodec.armed(bytes, WakeClass.SERVICE)).isEqualTo(StateCodec.NOT_ARMED);
            assertThat(StateCodec.parked(bytes)).isZero();
        }
    }

    @Test
    void keepsWhatALaterEngineHasAdded() {
        byte[] bytes = codec.write(BUCKET, null);
        byte[] later = Arrays.copyOf(bytes, bytes.length + 3);
        later[bytes.length] = 9;
        later[bytes.length + 1] = 1;
        later[bytes.length + 2] = 77;
        byte[] written = codec.write(BucketState.NONE, codec.bucket(later));
        assertThat(codec.bucket(written).hasUnknown()).isTrue();
        assertThat(Arrays.copyOfRange(written, written.length - 3, written.length))
                .containsExactly(9, 1, 77);
    }

    @Test
    void whatItDoesNotKnowOrIsBrokenIsNoState() {
        byte[] bytes = codec.write(PRODUCT, null);
        assertThatThrownBy(() -> codec.bucket(bytes)).isInstanceOf(UnreadableStateException.class);
        assertThatThrownBy(() -> codec.product(new byte[] {4})).isInstanceOf(UnreadableStateException.class);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> codec.product(cut)).isInstanceOf(UnreadableStateException.class);
        }
    }

    @Test
    void rowsAreFoundInTheOrderOfTheirCustomersAndPlaces() {
        byte[] bucket = "/product/main/p3/kettle".getBytes(StandardCharsets.UTF_8);
        byte[] anna = ProductRowCodec.interested(bucket, "main/anna");
        assertThat(ProductRowCodec.customer(bucket, anna)).isEqualTo(new CustomerKey("main", "anna"));
        assertThat(Arrays.compareUnsigned(anna, ProductRowCodec.behind(bucket, "main/anna")))
                .isNegative();
        assertThat(Arrays.compareUnsigned(
                        ProductRowCodec.behind(bucket, "main/anna"), ProductRowCodec.interested(bucket, "main/anna-2")))
                .isNegative();
        assertThat(Arrays.compareUnsigned(anna, ProductRowCodec.lastInterested(bucket)))
                .isNegative();
        assertThat(StoreKeys.isLogged(anna)).isTrue();
        byte[] place = ProductRowCodec.place(bucket, 258);
        assertThat(ProductRowCodec.number(place)).isEqualTo(258);
        assertThat(Arrays.compareUnsigned(ProductRowCodec.place(bucket, 7), place))
                .isNegative();
        Set<Interest.Kind> kinds = EnumSet.of(Interest.Kind.VIEWED, Interest.Kind.LIKES);
        assertThat(ProductRowCodec.kinds(ProductRowCodec.kinds(kinds))).isEqualTo(kinds);
        assertThat(ProductRowCodec.kinds(Set.of())).isNull();
    }
}
