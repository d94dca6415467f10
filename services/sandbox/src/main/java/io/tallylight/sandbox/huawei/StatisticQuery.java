package io.tallylight.sandbox.huawei;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tallylight.sandbox.SimulatorServer.Request;
import java.util.Arrays;
import java.util.List;

/** A well-formed question: tables 2, 4 and 5 of the document. Times are seconds. */
record StatisticQuery(
        String domain,
        String app,
        String id,
        String type,
        long startTime,
        long endTime,
        String regionType,
        long limit,
        long offset) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final List<String> SIGNAL_TYPES = List.of("all", "splice_insert", "time_signal");
    private static final List<String> REGION_TYPES = List.of("master", "slave", "all");

    /** What is wrong with a question. */
    static final class Invalid extends Exception {
        private static final long serialVersionUID = 1;

        Invalid(String what) {
            super(what);
        }

        Refusal refusal() {
            return Refusal.invalid(String.valueOf(getMessage()));
        }
    }

    static StatisticQuery of(Request request) throws Invalid {
        JsonNode body = parse(request.text());
        if (!"scte35".equals(text(body, "type"))) {
            throw new Invalid("type");
        }
        JsonNode scte35 = body.path("scte35");
        StatisticQuery query = new StatisticQuery(
                text(body, "domain"),
                text(body, "app_name"),
                text(body, "id"),
                oneOf(SIGNAL_TYPES, text(scte35, "type"), "scte35.type"),
                seconds(scte35, "start_time"),
                seconds(scte35, "end_time"),
                oneOf(REGION_TYPES, body.path("region_type").asText("master"), "region_type"),
                number(request.query(), "limit", 10, 1, 100),
                number(request.query(), "offset", 0, 0, Integer.MAX_VALUE));
        if (query.endTime() <= query.startTime()) {
            throw new Invalid("end_time must be later than start_time");
        }
        return query;
    }

    String channel() {
        return domain + "/" + app + "/" + id;
    }

    boolean wants(String signalType) {
        return type.equals("all") || type.equals(signalType);
    }

    boolean covers(long second) {
        return second >= startTime && second < endTime;
    }

    private static JsonNode parse(String body) throws Invalid {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            throw new Invalid("the body is not JSON");
        }
    }

    private static String text(JsonNode node, String name) throws Invalid {
        JsonNode value = node.path(name);
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw new Invalid(name);
        }
        return value.asText();
    }

    private static String oneOf(List<String> allowed, String value, String name) throws Invalid {
        if (!allowed.contains(value)) {
            throw new Invalid(name);
        }
        return value;
    }

    private static long seconds(JsonNode node, String name) throws Invalid {
        JsonNode value = node.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new Invalid(name);
        }
        return value.asLong();
    }

    private static long number(String query, String name, long standard, long low, long high) throws Invalid {
        String value = Arrays.stream(query.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst()
                .orElse(String.valueOf(standard));
        if (!value.matches("-?\\d{1,10}") || Long.parseLong(value) < low || Long.parseLong(value) > high) {
            throw new Invalid(name);
        }
        return Long.parseLong(value);
    }
}
