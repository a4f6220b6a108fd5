package dev.vestnik.benchmarks.timers;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fires one-time tasks that are all due, with db-scheduler as it is fastest: locking and fetching in one statement, batches of many
 * tasks, several threads. A task does nothing but be counted, so it writes less than a wake-up of the engine, which sends a message.
 */
final class DbSchedulerProcess {
    private static final String TASK = "wake-up";
    private static final int WARM_UP = 20_000;
    private static final int THREADS = Integer.getInteger("threads", 16);
    private static final double LOWER = Double.parseDouble(System.getProperty("lower", "4"));
    private static final double UPPER = Double.parseDouble(System.getProperty("upper", "16"));

    private final HikariDataSource database;
    private final AtomicInteger left = new AtomicInteger();
    private CountDownLatch done = new CountDownLatch(1);

    private DbSchedulerProcess(HikariDataSource database) {
        this.database = database;
    }

    /** Arguments: JDBC URL, number of tasks, file for the tasks per second. */
    public static void main(String[] arguments) throws SQLException, InterruptedException, IOException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername("vestnik");
        config.setMaximumPoolSize(THREADS + 4);
        try (HikariDataSource database = new HikariDataSource(config)) {
            DbSchedulerProcess process = new DbSchedulerProcess(database);
            process.createTable();
            process.fire(WARM_UP);
            double perSecond = process.fire(Integer.parseInt(arguments[1]));
            Files.writeString(Path.of(arguments[2]), String.valueOf(perSecond));
        }
    }

    private void createTable() throws SQLException {
        // As db-scheduler's documentation has it for PostgreSQL.
        execute(
                """
                create table scheduled_tasks (
                  task_name text not null,
                  task_instance text not null,
                  task_data bytea,
                  execution_time timestamp with time zone not null,
                  picked BOOLEAN not null,
                  picked_by text,
                  last_success timestamp with time zone,
                  last_failure timestamp with time zone,
                  consecutive_failures INT,
                  last_heartbeat timestamp with time zone,
                  version BIGINT not null,
                  priority SMALLINT,
                  PRIMARY KEY (task_name, task_instance)
                )
                """,
                "create index execution_time_idx on scheduled_tasks (execution_time)",
                "create index last_heartbeat_idx on scheduled_tasks (last_heartbeat)");
    }

    /** Tasks per second, from the scheduler's start until the last is done and its row is gone. */
    private double fire(int tasks) throws SQLException, InterruptedException {
        execute(
                "insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version) select '"
                        + TASK + "', 'main/c' || n, now(), false, 1 from generate_series(1, " + tasks + ") n",
                "vacuum analyze scheduled_tasks");
        left.set(tasks);
        done = new CountDownLatch(1);
        OneTimeTask<Void> task = Tasks.oneTime(TASK).execute((instance, context) -> count());
        Scheduler scheduler = Scheduler.create(database, task)
                .threads(THREADS)
                .pollingInterval(Duration.ofMillis(50))
                .pollUsingLockAndFetch(LOWER, UPPER)
                .build();
        long from = System.nanoTime();
        scheduler.start();
        done.await();
        scheduler.stop();
        double perSecond = tasks / ((System.nanoTime() - from) / 1e9);
        System.out.println(tasks + " tasks, " + perSecond + " a second");
        return perSecond;
    }

    private void count() {
        if (left.decrementAndGet() == 0) {
            done.countDown();
        }
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
