package io.tallylight.sandbox.wangsu;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the document leaves open or to the account, as settings. The tolerance of Date, the answer to too many calls,
 * running pushes and whether the day {@code dateTo} belongs to the answer are not documented. {@code domains} are the
 * account's valid ones.
 */
public record WangsuRules(
        Duration dateTolerance,
        int domainLimit,
        int callLimit,
        Duration callWindow,
        int spanDays,
        int historyDays,
        boolean dateToIncluded,
        OpenEnd openEnd,
        Set<String> domains,
        Set<Quirk> quirks) {

    /** Five minutes, one domain, 300 calls in five minutes, 31 and 183 days, dateTo included, endTime null. */
    public static WangsuRules documented() {
        return new WangsuRules(
                Duration.ofMinutes(5),
                1,
                300,
                Duration.ofMinutes(5),
                31,
                183,
                true,
                OpenEnd.NULL,
                Set.of("push.example-a.com", "push.example-b.com"),
                Set.of());
    }

    /** The endTime of a push that still runs. */
    public enum OpenEnd {
        NULL,
        EMPTY,
        ZERO,
        NOW,
        /** A push is told only when it has ended. */
        HIDDEN
    }

    /** Oddities of answers; most are in the document's own example. */
    public enum Quirk {
        /** No piece counts more than ten minutes, however long it is. */
        DURATION_MISMATCH,
        /** The body begins with two braces, as in the example: not JSON. */
        DOUBLE_BRACE,
        /** The last stream of a domain is called by another domain's name. */
        FOREIGN_STREAM,
        /** A push over midnight comes as one piece per day. */
        CLIPPED_AT_MIDNIGHT,
        /** Latest first. */
        UNSORTED,
        NUMERIC_TIMES
    }

    public WangsuRules {
        domains = Set.copyOf(domains);
        quirks = Set.copyOf(quirks);
    }

    public WangsuRules with(Quirk quirk) {
        Set<Quirk> more = EnumSet.of(quirk);
        more.addAll(quirks);
        return new WangsuRules(
                dateTolerance,
                domainLimit,
                callLimit,
                callWindow,
                spanDays,
                historyDays,
                dateToIncluded,
                openEnd,
                domains,
                more);
    }

    public WangsuRules with(OpenEnd shape) {
        return new WangsuRules(
                dateTolerance,
                domainLimit,
                callLimit,
                callWindow,
                spanDays,
                historyDays,
                dateToIncluded,
                shape,
                domains,
                quirks);
    }

    public WangsuRules domainLimit(int limit) {
        return new WangsuRules(
                dateTolerance,
                limit,
                callLimit,
                callWindow,
                spanDays,
                historyDays,
                dateToIncluded,
                openEnd,
                domains,
                quirks);
    }

    /** So many calls in five minutes. */
    public WangsuRules callLimit(int limit) {
        return new WangsuRules(
                dateTolerance,
                domainLimit,
                limit,
                callWindow,
                spanDays,
                historyDays,
                dateToIncluded,
                openEnd,
                domains,
                quirks);
    }

    public WangsuRules dateToIncluded(boolean included) {
        return new WangsuRules(
                dateTolerance,
                domainLimit,
                callLimit,
                callWindow,
                spanDays,
                historyDays,
                included,
                openEnd,
                domains,
                quirks);
    }

    /** Other valid domains of the account; what else is asked for is filtered. */
    public WangsuRules domains(Set<String> valid) {
        return new WangsuRules(
                dateTolerance,
                domainLimit,
                callLimit,
                callWindow,
                spanDays,
                historyDays,
                dateToIncluded,
                openEnd,
                valid,
                quirks);
    }

    boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }
}
