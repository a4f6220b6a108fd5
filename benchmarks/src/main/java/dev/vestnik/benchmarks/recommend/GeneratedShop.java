package dev.vestnik.benchmarks.recommend;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A shop whose customers choose by popularity (Zipf), by category and by what goes with what: each product has three that complement it, and
 * a third of the products get others in the middle of the time. The same seed makes the same shop.
 */
final class GeneratedShop {
    private static final int PRODUCTS = 2_000;
    private static final int CATEGORIES = 40;
    private static final int COMPLEMENTS = 3;
    private static final double COMPLEMENT_BOUGHT = 0.3;
    private static final double CHANCE_BOUGHT = 0.5;
    private static final double CATEGORY_VIEWED = 0.6;
    private static final double COMPLEMENT_VIEWED = 0.15;
    private static final int VIEWS = 6;

    private final Random random;
    private final double[] popularity = new double[PRODUCTS];
    private final List<List<String>> complements = new ArrayList<>();

    GeneratedShop(long seed) {
        random = new Random(seed);
        double sum = 0;
        for (int product = 0; product < PRODUCTS; product++) {
            sum += 1.0 / (product + 1);
            popularity[product] = sum;
            complements.add(complementsOf());
        }
    }

    private List<String> complementsOf() {
        return IntStream.range(0, COMPLEMENTS)
                .mapToObj(i -> name(random.nextInt(PRODUCTS)))
                .toList();
    }

    /** Other products go with a third of them from now on. */
    void change() {
        for (int product = 0; product < PRODUCTS; product += 3) {
            complements.set(product, complementsOf());
        }
    }

    /** The products of an order, each once. */
    List<String> order() {
        int main = popular();
        Set<String> basket = new LinkedHashSet<>(List.of(name(main)));
        for (String complement : complements.get(main)) {
            if (random.nextDouble() < COMPLEMENT_BOUGHT) {
                basket.add(complement);
            }
        }
        if (random.nextDouble() < CHANCE_BOUGHT) {
            basket.add(name(popular()));
        }
        return List.copyOf(basket);
    }

    /** The products that a customer looks at, each once, in their order. */
    List<String> visit() {
        int product = popular();
        Set<String> viewed = new LinkedHashSet<>();
        for (int view = 0; view < VIEWS; view++) {
            viewed.add(name(product));
            product = next(product);
        }
        return List.copyOf(viewed);
    }

    private int next(int product) {
        double chance = random.nextDouble();
        if (chance < CATEGORY_VIEWED) {
            int inCategory = (int) (Math.pow(random.nextDouble(), 2) * (PRODUCTS / CATEGORIES));
            return inCategory * CATEGORIES + product % CATEGORIES;
        }
        return chance < CATEGORY_VIEWED + COMPLEMENT_VIEWED
                ? Integer.parseInt(complements
                        .get(product)
                        .get(random.nextInt(COMPLEMENTS))
                        .substring(1))
                : popular();
    }

    private int popular() {
        double drawn = random.nextDouble() * popularity[PRODUCTS - 1];
        int low = 0;
        int high = PRODUCTS - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (popularity[middle] < drawn) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static String name(int product) {
        return "p" + product;
    }
}
