package io.tallylight.sandbox.huawei;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.tallylight.sandbox.Scenario;
import java.util.EnumSet;
import java.util.Set;

/**
 * What can be set about this provider. {@code channels} are those it knows, as domain/app/id; {@code tokenLength} may
 * be up to 100 000 characters, as IAM's pages allow.
 */
public record HuaweiRules(Filter filter, int callsPerMinute, int tokenLength, Set<String> channels, Set<Quirk> quirks) {

    /** What start_time and end_time are held against: not documented, so both can be had. End is excluded. */
    public enum Filter {
        START_DATE,
        ARRIVAL
    }

    /** Things that the document shows or leaves open, each off unless switched on. */
    public enum Quirk {
        /** "Splice Insert" and names with blanks, as the example has them, for splice_insert and PascalCase. */
        TITLE_CASE_TYPES,
        /** base64_data and raw_splice of the document's example in every row: three events in one. */
        MISMATCHING_CARRIERS,
        /** The oldest row shows only from the first call with an offset on: total changes between two pages. */
        INSERTED_WHILE_PAGING,
        /** scte35_info is null where nothing was found. */
        NULL_ARRAY,
        /** The newer API: region_type in the request, region_type and region in the rows. */
        REGIONS,
        /** event_id beyond 2^31. */
        LARGE_EVENT_IDS
    }

    public HuaweiRules {
        channels = Set.copyOf(channels);
        quirks = Set.copyOf(quirks);
    }

    /** As documented: 80 calls a minute, filtered by execution time, no quirk, and the channels of the scenario. */
    public static HuaweiRules documented() {
        Set<String> channels = Scenario.INGEST_CHANNELS.stream()
                .map(id -> Scenario.INGEST_DOMAIN + "/" + Scenario.INGEST_APP + "/" + id)
                .collect(toUnmodifiableSet());
        return new HuaweiRules(Filter.START_DATE, 80, 3000, channels, Set.of());
    }

    public HuaweiRules filteredBy(Filter other) {
        return new HuaweiRules(other, callsPerMinute, tokenLength, channels, quirks);
    }

    public HuaweiRules callsPerMinute(int calls) {
        return new HuaweiRules(filter, calls, tokenLength, channels, quirks);
    }

    public HuaweiRules tokenLength(int characters) {
        return new HuaweiRules(filter, callsPerMinute, characters, channels, quirks);
    }

    public HuaweiRules with(Quirk quirk) {
        Set<Quirk> more = EnumSet.of(quirk);
        more.addAll(quirks);
        return new HuaweiRules(filter, callsPerMinute, tokenLength, channels, more);
    }

    boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }
}
