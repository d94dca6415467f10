package io.tallylight.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceNameTest {

    @Test
    void isWhatWasGiven() {
        assertThat(read("a-b_c.1", 8088)).contains("a-b_c.1");
        assertThat(read("given", 0)).contains("given");
    }

    @Test
    void isTheHostsWithThePortSoThatTwoOnOneHostDiffer() {
        assertThat(InstanceName.of("host", 8088)).contains("host-8088");
        assertThat(InstanceName.of("host", 8089)).contains("host-8089");
    }

    @Test
    void holdsOnlyWhatKafkaTakes() {
        assertThat(InstanceName.of("hôst/1", 1)).contains("h_st_1-1");
        assertThat(InstanceName.of("h".repeat(250), 65535).orElse("")).hasSize(196);
    }

    @Test
    void isNoneWhereItWouldBeAnothersToo() {
        assertThat(read("", 0)).isEmpty();
        assertThat(InstanceName.of("localhost.localdomain", 8088)).isEmpty();
        assertThat(InstanceName.of("", 8088)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/1", ".", "..", "ä"})
    void refusesWhatKafkaRefuses(String name) {
        assertThatThrownBy(() -> read(name, 0))
                .hasMessageContainingAll("INSTANCE is malformed", "letters, digits, dots, underscores and hyphens");
    }

    private static Optional<String> read(String instance, int port) {
        return Env.read(Map.of("INSTANCE", instance), env -> InstanceName.from(env, port));
    }
}
