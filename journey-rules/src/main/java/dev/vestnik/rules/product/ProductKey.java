package dev.vestnik.rules.product;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Interest.Subject;
import dev.vestnik.rules.owner.Owner;
import dev.vestnik.rules.owner.OwnerKind;

/**
 * The key of a product, {@code /product/SHOP/p/ID}, or of one of the buckets into which those are put who are interested in a product or a
 * category: {@code /product/SHOP/p7/ID}, {@code /product/SHOP/c7/NAME}.
 *
 * @param bucket {@link #ITSELF} or one of {@link #BUCKETS}
 */
public record ProductKey(String shop, Subject subject, int bucket) {
    /** So many partitions may share the customers of one product. */
    public static final int BUCKETS = 16;

    /** The product itself, which knows its facts and its waiting list. */
    public static final int ITSELF = -1;

    private static final int PARTS = 3;

    public ProductKey {
        if (bucket < ITSELF || bucket >= BUCKETS) {
            throw new IllegalArgumentException("there is no bucket " + bucket);
        }
    }

    /** The product itself. */
    public static ProductKey of(String shop, String product) {
        return new ProductKey(shop, Subject.product(product), ITSELF);
    }

    /** The bucket that this customer is in. */
    public static ProductKey of(CustomerKey customer, Subject subject) {
        return new ProductKey(
                customer.shop(), subject, (customer.murmur2() >>> 8) % BUCKETS); // the lowest bits choose the partition
    }

    /**
     * Reads what {@link #toString} gives.
     *
     * @throws IllegalArgumentException when it is the key of another owner
     */
    public static ProductKey parse(String text) {
        Owner owner = Owner.parse(text);
        String[] parts = owner.key().split("/", PARTS);
        if (owner.kind() != OwnerKind.PRODUCT || parts.length < PARTS || parts[1].isEmpty()) {
            throw new IllegalArgumentException("not the key of a product");
        }
        Subject subject = new Subject(Subject.Kind.of(parts[1].charAt(0)), parts[2]);
        return new ProductKey(
                parts[0], subject, parts[1].length() == 1 ? ITSELF : Integer.parseInt(parts[1].substring(1)));
    }

    /** The product whose bucket it is. */
    public ProductKey itself() {
        return new ProductKey(shop, subject, ITSELF);
    }

    /** Whether it is the product itself. */
    public boolean isItself() {
        return bucket == ITSELF;
    }

    public Owner owner() {
        String place = subject.kind().letter() + (isItself() ? "" : String.valueOf(bucket));
        return new Owner(OwnerKind.PRODUCT, shop + "/" + place + "/" + subject.id());
    }

    @Override
    public String toString() {
        return owner().toString();
    }
}
