package dev.vestnik.rules.report;

import java.util.List;

/** Names the figures of reports, as stores and other engines know them. Those that end with a space have a reason or a currency behind it. */
public final class ReportFigure {
    public static final String ENTERED = "entered";
    /** Customers held out: they enter and get nothing. */
    public static final String CONTROL = "control";

    public static final String QUEUED = "queued";
    public static final String NOT_ENTERED = "not-entered ";
    /** The begin of the names for ends of runs, in the cell of the step where they ended. */
    public static final String LEFT = "left ";

    public static final String SENT = "sent";
    public static final String RETRIED = "retried";
    public static final String SKIPPED = "skipped ";
    public static final String HELD = "held ";
    public static final String DROPPED = "dropped ";
    public static final String REVOKED = "revoked ";
    public static final String STUCK = "stuck";
    public static final String RECEIPT = "receipt ";
    public static final String TASK = "task ";
    public static final String OFFERED = "offered";
    public static final String REDEEMED = "redeemed";
    /** Runs that reached their goal. */
    public static final String CONVERTED = "converted";
    /** The value of the goals of those runs, by currency, in minor units. */
    public static final String VALUE = "value ";
    /** Goals whose value is no number, or too large for a sum. */
    public static final String NOT_SUMMED = "not-summed";
    /** The charges of gateways, by currency, in millionths of a unit. */
    public static final String COST = "cost ";

    /** Sales, each counted once; of the whole shop. */
    public static final String SALES = "sales";
    /** Their revenue, by currency, in minor units. */
    public static final String REVENUE = "revenue ";
    /** Sales that are owed to the last message before them, in the cell of that message. */
    public static final String LAST_TOUCH = "last-touch";

    public static final String LAST_REVENUE = "last-revenue ";
    /** Sales that are owed to the first message of the week before them. */
    public static final String FIRST_TOUCH = "first-touch";

    public static final String FIRST_REVENUE = "first-revenue ";

    /** Customers who came to the arm of a comparison for the first time. */
    public static final String EXPOSED = "exposed";
    /** The exposed customers who reached the goal in time. */
    public static final String WON = "won";
    /** The value of what they did, by currency, in minor units. */
    public static final String WON_VALUE = "won-value ";
    /** The sum of the squares of these values, each in hundreds of minor units. */
    public static final String WON_SQUARES = "won-squares ";
    /** Goals that customers of the arm reached again in the same time. */
    public static final String WON_AGAIN = "won-again";

    /** Figures with a reason behind them, which journeys may choose freely. */
    public static final List<String> WITH_REASONS =
            List.of(NOT_ENTERED, LEFT, SKIPPED, HELD, DROPPED, REVOKED, RECEIPT, TASK);

    private ReportFigure() {}
}
