package dev.vestnik.benchmarks.timers;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.vestnik.benchmarks.harness.Median;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fires one-time tasks that are all due, with db-scheduler as it is fastest: locking and fetching in one statement, batches of many
 * tasks, several threads. A task does what a wake-up of the engine does at least: it writes its message, here into an outbox table.
 */
final class DbSchedulerProcess {
    private static final int WARM_UP = 100_000;
    private static final int ROUNDS = 3;
    /** Multiples of the threads: fewer known tasks than the first let it fetch, up to the second. */
    private static final double FETCH_BELOW = 4;

    private static final double FETCH_UP_TO = 16;

    private final HikariDataSource database;
    private final int threads;
    private final AtomicInteger left = new AtomicInteger();
    private CountDownLatch done = new CountDownLatch(1);

    private DbSchedulerProcess(HikariDataSource database, int threads) {
        this.database = database;
        this.threads = threads;
    }

    /** Arguments: JDBC URL, number of tasks, threads, file for the tasks per second, the median of some rounds. */
    public static void main(String[] arguments) throws SQLException, InterruptedException, IOException {
        int threads = Integer.parseInt(arguments[2]);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername("vestnik");
        config.setMaximumPoolSize(threads + 4);
        try (HikariDataSource database = new HikariDataSource(config)) {
            DbSchedulerProcess process = new DbSchedulerProcess(database, threads);
            process.createTables();
            process.fire(WARM_UP);
            List<Double> rounds = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                rounds.add(process.fire(Integer.parseInt(arguments[1])));
            }
            Files.writeString(Path.of(arguments[3]), String.valueOf(Median.of(rounds)));
        }
    }

    private void createTables() throws SQLException {
        // The first as db-scheduler's documentation has it for PostgreSQL.
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
                "create index last_heartbeat_idx on scheduled_tasks (last_heartbeat)",
                "create table outbox (id bigserial primary key, customer text not null, message text not null)");
    }

    /** Tasks per second, from the scheduler's start until the last is done. */
    private double fire(int tasks) throws SQLException, InterruptedException {
        execute(
                "insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
                        + " select 'wake-up', 'main/c' || n, now(), false, 1 from generate_series(1, " + tasks + ") n",
                "vacuum analyze scheduled_tasks",
                "checkpoint");
        left.set(tasks);
        done = new CountDownLatch(1);
        OneTimeTask<Void> task = Tasks.oneTime("wake-up").execute((instance, context) -> {
            write(instance.getId());
            count();
        });
        Scheduler scheduler = Scheduler.create(database, task)
                .threads(threads)
                .pollingInterval(Duration.ofMillis(50))
                .pollUsingLockAndFetch(FETCH_BELOW, FETCH_UP_TO)
                .build();
        long from = System.nanoTime();
        scheduler.start();
        done.await();
        double perSecond = tasks / ((System.nanoTime() - from) / 1e9);
        scheduler.stop();
        System.out.println(tasks + " tasks, " + perSecond + " a second");
        return perSecond;
    }

    private void write(String customer) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into outbox (customer, message) values (?, ?)")) {
            insert.setString(1, customer);
            insert.setString(2, "We call you about order " + customer + " now");
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the outbox takes nothing", e);
        }
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
