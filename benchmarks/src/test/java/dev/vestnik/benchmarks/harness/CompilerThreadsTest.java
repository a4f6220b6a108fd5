package dev.vestnik.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CompilerThreadsTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void aJvmThatHasStartedHasCompiled() {
        ProcessHandle here = ProcessHandle.current();
        Duration compiling = CompilerThreads.cpu(here.pid());

        assertThat(compiling).isPositive();
        assertThat(compiling).isLessThan(here.info().totalCpuDuration().orElseThrow());
    }

    @Test
    void aProcessThatIsGoneHasNone() {
        assertThat(CompilerThreads.cpu(Long.MAX_VALUE)).isZero();
    }
}
