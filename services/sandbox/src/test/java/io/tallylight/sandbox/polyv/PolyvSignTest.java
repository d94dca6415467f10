package io.tallylight.sandbox.polyv;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallylight.sandbox.Vectors;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolyvSignTest {

    static Stream<JsonNode> vectors() {
        return Vectors.of("polyv");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void acceptsThePublishedSigns(JsonNode vector) {
        Map<String, String> params = PolyvQuery.of(vector.path("query_string").textValue())
                .orElseThrow()
                .params();
        String key = vector.path("secretkey").textValue();

        assertThat(PolyvSign.verifies(params, key)).isTrue();
        assertThat(PolyvSign.verifies(params, key + "x")).isFalse();
        assertThat(PolyvSign.verifies(with(params, "extra", "1"), key)).isFalse();
        assertThat(PolyvSign.verifies(with(params, "extra", ""), key)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void wantsUpperCase(JsonNode vector) {
        Map<String, String> params = PolyvQuery.of(vector.path("query_string").textValue())
                .orElseThrow()
                .params();
        String lower = params.getOrDefault("sign", "").toLowerCase(Locale.ROOT);

        assertThat(PolyvSign.verifies(
                        with(params, "sign", lower), vector.path("secretkey").textValue()))
                .isFalse();
    }

    @Test
    void readsValuesAsTheyWereBeforeTheyWereEncoded() {
        assertThat(PolyvQuery.of("b=a+b%2B%E4%BD%A0&a&b=2").map(PolyvQuery::params))
                .contains(Map.of("a", "", "b", "a b+你"));
        assertThat(PolyvQuery.of("a=%zz")).isEmpty();
    }

    private static Map<String, String> with(Map<String, String> params, String name, String value) {
        Map<String, String> more = new TreeMap<>(params);
        more.put(name, value);
        return more;
    }
}
