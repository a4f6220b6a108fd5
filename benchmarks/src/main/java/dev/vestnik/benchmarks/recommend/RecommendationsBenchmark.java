package dev.vestnik.benchmarks.recommend;

import dev.vestnik.benchmarks.harness.Figure;
import dev.vestnik.benchmarks.harness.Report;
import dev.vestnik.benchmarks.harness.Scale;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code bench recommendations}: how often the product that a customer really chose next is among five that are recommended. Each order and each
 * visit of a generated shop is asked about before it is counted. The control is the shop's most popular products.
 */
public final class RecommendationsBenchmark {
    private static final int ROUNDS = 200_000;
    private static final int MOST = 5;
    private static final int BEFORE = 3;
    private static final Duration TIME = Duration.ofDays(120);
    private static final Instant BEGIN = Instant.parse("2026-08-01T00:00:00Z");
    private static final long SEED = 20_261_130;

    private final Report report;
    private final Scale scale;

    public RecommendationsBenchmark(Report report, Scale scale) {
        this.report = report;
        this.scale = scale;
    }

    /** Counts the questions, and those to which one of the three had the right answer. */
    private static final class Hits {
        private int asked;
        private int ours;
        private int unbounded;
        private int popular;

        void ask(Recommenders recommenders, List<String> about, String chosen, Instant now) {
            asked++;
            ours += recommenders.recommended(about, MOST, now).contains(chosen) ? 1 : 0;
            unbounded += recommenders.unbounded(about, MOST).contains(chosen) ? 1 : 0;
            popular += recommenders.mostPopular(about, MOST).contains(chosen) ? 1 : 0;
        }

        List<Figure> figures(String name, Recommenders recommenders) {
            double control = share(popular);
            return List.of(
                    Figure.against(name + ": chosen among 5", share(ours), "% of " + asked, control),
                    Figure.against(name + ": the same without a bound", share(unbounded), "% of " + asked, control),
                    Figure.against(
                            name + ": companions kept of a product, control all",
                            recommenders.meanCompanions(),
                            "mean",
                            recommenders.meanExact()));
        }

        private double share(int hits) {
            return 100.0 * hits / asked;
        }
    }

    public void run() {
        int rounds = scale.of(ROUNDS);
        GeneratedShop shop = new GeneratedShop(SEED);
        Recommenders bought = new Recommenders();
        Recommenders viewed = new Recommenders();
        Hits orders = new Hits();
        Hits visits = new Hits();
        for (int round = 0; round < rounds; round++) {
            Instant now = BEGIN.plus(TIME.multipliedBy(round).dividedBy(rounds));
            if (round == rounds / 2) {
                shop.change();
            }
            boolean asks = round % 20 == 0 && round > rounds / 4;
            order(shop.order(), bought, asks ? orders : null, now);
            visit(shop.visit(), viewed, asks ? visits : null, now);
        }
        List<Figure> figures = new ArrayList<>(orders.figures("bought together", bought));
        figures.addAll(visits.figures("viewed together", viewed));
        report.say(rounds + " orders and as many visits in " + TIME.toDays()
                + " days; what goes together changes in the middle; seed " + SEED);
        report.print("recommendations", figures);
    }

    private static void order(List<String> products, Recommenders recommenders, @Nullable Hits hits, Instant now) {
        if (hits != null && products.size() > 1) {
            hits.ask(recommenders, products.subList(0, products.size() - 1), products.getLast(), now);
        }
        for (String product : products) {
            recommenders.chosen(product);
            recommenders.had(
                    product,
                    products.stream().filter(other -> !other.equals(product)).toList(),
                    now);
        }
    }

    private static void visit(List<String> products, Recommenders recommenders, @Nullable Hits hits, Instant now) {
        for (int view = 0; view < products.size(); view++) {
            String product = products.get(view);
            List<String> before = products.subList(Math.max(0, view - BEFORE), view);
            if (hits != null && view == products.size() - 1 && view > 0) {
                hits.ask(recommenders, before, product, now);
            }
            recommenders.chosen(product);
            recommenders.had(product, before, now);
            before.forEach(other -> recommenders.had(other, List.of(product), now));
        }
    }
}
