package dev.vestnik.rules.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The interval of a lift is as good as it says: measured over thousands of experiments whose truth is known. */
class LiftTest {
    private static final int EXPERIMENTS = 2_000;
    private static final long SEED = Long.getLong("vestnik.lift", 20_261_130L);

    /** Customers, the share of the control group, the rates of both. */
    @ParameterizedTest
    @CsvSource({
        "2000, 0.5, 0.05, 0.06",
        "20000, 0.1, 0.03, 0.036",
        "5000, 0.1, 0.1, 0.13",
        "20000, 0.05, 0.02, 0.02",
        "1000, 0.5, 0.3, 0.2",
    })
    void theIntervalHoldsTheTruthIn95Of100Experiments(int customers, double held, double control, double treated) {
        Random random = new Random(SEED);
        int right = 0;
        for (int i = 0; i < EXPERIMENTS; i++) {
            int controls = (int) (customers * held);
            Interval interval = Lift.of(arm(random, customers - controls, treated), arm(random, controls, control))
                    .interval();
            right += interval.low() <= treated - control && treated - control <= interval.high() ? 1 : 0;
        }
        assertThat((double) right / EXPERIMENTS).as("seed " + SEED).isBetween(0.93, 0.97);
    }

    @ParameterizedTest
    @CsvSource({"2000, 0.5, 0.05", "20000, 0.1, 0.03", "10000, 0.1, 0.1"})
    void twoEqualArmsDifferIn5Of100Experiments(int customers, double held, double rate) {
        Random random = new Random(SEED);
        int decided = 0;
        for (int i = 0; i < EXPERIMENTS; i++) {
            int controls = (int) (customers * held);
            decided += Lift.of(arm(random, customers - controls, rate), arm(random, controls, rate))
                            .isDecided()
                    ? 1
                    : 0;
        }
        assertThat((double) decided / EXPERIMENTS).as("seed " + SEED).isBetween(0.03, 0.07);
    }

    /** One customer in twenty buys, for sums that differ by much: most of them small, a few large. */
    @Test
    void theIntervalOfTheRevenueHoldsTheTruthIn95Of100ExperimentsToo() {
        Random random = new Random(SEED);
        double mean = Math.exp(0.5);
        double truth = 0.06 * mean - 0.05 * mean;
        int right = 0;
        for (int i = 0; i < EXPERIMENTS; i++) {
            Interval interval = Interval.ofMeans(revenue(random, 6_000, 0.06), revenue(random, 3_000, 0.05));
            right += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
        }
        assertThat((double) right / EXPERIMENTS).as("seed " + SEED).isBetween(0.93, 0.97);
    }

    @Test
    void saysHowManyCustomersAreWanting() {
        assertThat(Lift.of(new Arm(2_000, 120, 0, 0), new Arm(2_000, 100, 0, 0)).says())
                .isEqualTo("not enough customers yet: about 4,000 more");
        assertThat(Lift.of(new Arm(9_000, 450, 0, 0), new Arm(1_000, 50, 0, 0)).says())
                .isEqualTo("no difference is to be seen among 10000 customers");
        assertThat(Lift.of(new Arm(20, 10, 0, 0), new Arm(20, 1, 0, 0)).says())
                .isEqualTo("not enough customers yet: the arms have 20 and 20");
    }

    @Test
    void saysWhatTheJourneyBringsWhereThatIsMoreThanChance() {
        assertThat(Lift.of(new Arm(10_000, 600, 0, 0), new Arm(10_000, 400, 0, 0))
                        .says())
                .isEqualTo("of 100 customers 2.0 more reach the goal because of the journey (between 1.4 and 2.6)");
        assertThat(Lift.of(new Arm(10_000, 400, 0, 0), new Arm(10_000, 600, 0, 0))
                        .says())
                .isEqualTo("of 100 customers 2.0 fewer reach the goal because of the journey (between 1.4 and 2.6)");
        assertThat(Lift.of(new Arm(10_000, 400, 0, 0), new Arm(0, 0, 0, 0)).says())
                .startsWith("there is no control group yet");
    }

    private static Arm arm(Random random, int customers, double rate) {
        long won = 0;
        for (int i = 0; i < customers; i++) {
            won += random.nextFloat() < rate ? 1 : 0;
        }
        return new Arm(customers, won, 0, 0);
    }

    private static Arm revenue(Random random, int customers, double rate) {
        DoubleSupplier sums = () -> Math.exp(random.nextGaussian());
        long won = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < customers; i++) {
            if (random.nextFloat() < rate) {
                double value = sums.getAsDouble();
                won++;
                sum += value;
                squares += value * value;
            }
        }
        return new Arm(customers, won, sum, squares);
    }
}
