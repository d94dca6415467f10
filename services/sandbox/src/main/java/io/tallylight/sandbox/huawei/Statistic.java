package io.tallylight.sandbox.huawei;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallylight.sandbox.Story;
import io.tallylight.sandbox.Story.Signal;
import io.tallylight.sandbox.huawei.HuaweiRules.Filter;
import io.tallylight.sandbox.huawei.HuaweiRules.Quirk;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The answer to a question: tables 6 to 8 of the document. A signal shows as soon as its message has arrived. */
final class Statistic {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** A message comes before its execution time, by less than this. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final long LARGE_ID = 1L << 31;
    private static final String EXAMPLE_BASE64 = "/DAlAAAAAAAAAP/wFAUAAAABf+/+AGAhYP4AKTLgAAEAAAAAjhdvmA==";
    private static final String EXAMPLE_RAW = """
            {"table_id":252,"section_syntax_indicator":false,"private_indicator":false,"section_length":32,\
            "protocol_version":0,"encrypted_packet":false,"encryption_algorithm":0,"pts_adjustment":0,"cw_index":0,\
            "tier":0,"splice_command_length":15,"splice_command_type":"Splice Insert","splice_command":{\
            "splice_event_id":9,"splice_event_cancel_indicator":false,"out_of_network_indicator":false,\
            "program_splice_flag":true,"duration_flag":false,"splice_immediate_flag":false,"splice_time":{\
            "time_specified_flag":true,"pts_time":429850800},"unique_program_id":0,"avail_num":0,\
            "avails_expected":0},"descriptor_loop_length":0,"descriptors":[],"crc32":2510451559}""";

    private final Story story;
    private final HuaweiRules rules;
    private boolean inserted;

    Statistic(Story story, HuaweiRules rules) {
        this.story = story;
        this.rules = rules;
    }

    String answer(StatisticQuery query, Instant now) {
        List<ObjectNode> rows = rows(query, now);
        ObjectNode body = JSON.objectNode()
                .put("domain", query.domain())
                .put("app_name", query.app())
                .put("id", query.id())
                .put("type", "scte35");
        ObjectNode scte35 = body.putObject("scte35").put("total", rows.size());
        if (rows.isEmpty() && rules.has(Quirk.NULL_ARRAY)) {
            scte35.putNull("scte35_info");
        } else {
            ArrayNode page = scte35.putArray("scte35_info");
            rows.stream().skip(query.offset()).limit(query.limit()).forEach(page::add);
        }
        return body.toString();
    }

    private List<ObjectNode> rows(StatisticQuery query, Instant now) {
        Instant from = Instant.ofEpochSecond(query.startTime()).minus(AHEAD);
        Instant end = Instant.ofEpochSecond(query.endTime());
        Instant to = now.isBefore(end) ? now.plusNanos(1) : end;
        List<ObjectNode> rows = story.signals(from, to).stream()
                .filter(s -> query.channel().equals(s.domain() + "/" + s.app() + "/" + s.channel()))
                .filter(s -> query.wants(s.type()) && query.covers(secondOf(s)))
                .sorted(Comparator.comparing(this::secondOf).thenComparing(Signal::arrivesAt))
                .flatMap(s -> row(s, query))
                .toList();
        inserted |= query.offset() > 0;
        boolean hides = rules.has(Quirk.INSERTED_WHILE_PAGING) && !inserted && !rows.isEmpty();
        return hides ? rows.subList(1, rows.size()) : rows;
    }

    private long secondOf(Signal signal) {
        return (rules.filter() == Filter.START_DATE ? signal.startAt() : signal.arrivesAt()).getEpochSecond();
    }

    private Stream<ObjectNode> row(Signal signal, StatisticQuery query) {
        if (!rules.has(Quirk.REGIONS)) {
            return Stream.of(row(signal));
        }
        return Stream.of("master", "slave")
                .filter(region ->
                        query.regionType().equals("all") || query.regionType().equals(region))
                .map(region -> row(signal).put("region_type", region).put("region", "sandbox-region-" + region));
    }

    private ObjectNode row(Signal signal) {
        boolean example = rules.has(Quirk.MISMATCHING_CARRIERS);
        return JSON.objectNode()
                .put("type", typeName(signal.type()))
                .put("event_id", signal.eventId() | (rules.has(Quirk.LARGE_EVENT_IDS) ? LARGE_ID : 0))
                .put("start_date", signal.startAt().getEpochSecond())
                .put("duration", signal.durationSeconds())
                .put("segmentation_type", segmentationName(signal.segmentationType()))
                .put("base64_data", example ? EXAMPLE_BASE64 : signal.base64())
                .put("raw_splice", example ? EXAMPLE_RAW : signal.rawSplice());
    }

    private String typeName(String type) {
        if (!rules.has(Quirk.TITLE_CASE_TYPES)) {
            return type;
        }
        return type.equals("splice_insert") ? "Splice Insert" : "Time Signal";
    }

    private String segmentationName(String name) {
        return rules.has(Quirk.TITLE_CASE_TYPES) ? name.replaceAll("(?<=[a-z])(?=[A-Z])", " ") : name;
    }
}
