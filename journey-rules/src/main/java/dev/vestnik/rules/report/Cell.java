package dev.vestnik.rules.report;

/**
 * The place of a count within its journey. Sums over cells count everything once.
 *
 * @param version 0 where the count is of none
 * @param step empty where the count is of none
 * @param channel empty where the count is of none
 * @param arm of a comparison, whose figures are its own ({@link ReportFigure#EXPOSED} and those after it); empty for all others
 */
public record Cell(int version, String step, String channel, String arm) {
    /** The cell of what is of no version, step, channel and arm. */
    public static final Cell NONE = new Cell(0, "", "", "");

    Cell ofArm(String name) {
        return new Cell(version, step, "", name);
    }

    /** The cell without version and channel: an arm is told apart however many cells there are. */
    public Cell folded() {
        return arm.isEmpty() ? NONE : new Cell(0, step, "", arm);
    }

    Cell ofStep(String name) {
        return new Cell(version, name, channel, arm);
    }
}
