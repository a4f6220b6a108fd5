package dev.vestnik.engine.simulation;

import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.simulation.Stories;
import dev.vestnik.rules.simulation.Tally;
import java.util.ArrayList;
import java.util.List;

/** The sum of a simulation over all partitions that are done; thread-safe. */
final class SimulationOutcome {
    private final List<Tally> tallies = new ArrayList<>();
    private final List<Stories> stories = new ArrayList<>();
    private long events;
    private long unreadable;
    private boolean gaps;

    SimulationOutcome(JourneyId journey, int variants) {
        for (int i = 0; i < variants; i++) {
            tallies.add(new Tally(journey));
            stories.add(new Stories(journey));
        }
    }

    synchronized void add(PartitionWork work) {
        for (int i = 0; i < tallies.size(); i++) {
            tallies.get(i).add(work.tally(i));
            stories.get(i).add(work.stories(i));
        }
        events += work.events();
        unreadable += work.unreadable();
    }

    /** Events were gone before they were read. */
    synchronized void addGap() {
        gaps = true;
    }

    synchronized boolean hasGaps() {
        return gaps;
    }

    synchronized Tally tally(int variant) {
        return tallies.get(variant);
    }

    synchronized Stories stories(int variant) {
        return stories.get(variant);
    }

    synchronized long events() {
        return events;
    }

    synchronized long unreadable() {
        return unreadable;
    }
}
