package io.tallylight.poller.polyv;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallylight.event.Completeness;
import io.tallylight.event.DevicePlayback;
import io.tallylight.event.HourlyPlayback;
import io.tallylight.poller.Misfit;
import io.tallylight.poller.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hours of one answered day as events. Rows carry no date: the day is the one that was asked for. Hours that have not
 * begun are the provider's filling and are left out.
 */
final class PolyvHours {

    /** A field that is not what it must be. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
        final String field;

        Unreadable(String field, String reason) {
            super(reason);
            this.field = field;
        }
    }

    /** One row, its numbers read; the provider's names in lower case, because text and example write them differently. */
    private record Hour(int hour, DevicePlayback desktop, DevicePlayback mobile, boolean disagrees) {
        List<Long> figures() {
            List<Long> figures = new ArrayList<>();
            for (DevicePlayback device : List.of(desktop, mobile)) {
                figures.addAll(List.of(
                        device.getPlaySeconds(), device.getBytes(), device.getViews(), device.getUniqueViewers()));
            }
            return figures;
        }
    }

    private static final int HOURS = 24;
    private static final int HOUR_SECONDS = 3600;
    private static final Pattern FORMATTED = Pattern.compile("(\\d{1,9}):([0-5]\\d):([0-5]\\d)");

    private final List<Row> rows = new ArrayList<>();
    private final List<Misfit> misfits = new ArrayList<>();

    /** @param now the provider's time: it says which hours have begun and whether the traffic is summed up */
    PolyvHours(String account, PolyvAsk ask, JsonNode data, Instant now) {
        Map<Integer, Hour> hours = read(data);
        boolean incomplete = hours.size() != HOURS;
        boolean bytesFinal = !now.isBefore(PolyvAsk.bytesFinalFrom(ask.day(), ask.zone()));
        hours.values().forEach(hour -> {
            Instant start = ask.day().atTime(hour.hour(), 0).atZone(ask.zone()).toInstant();
            if (!start.isAfter(now)) {
                HourlyPlayback event = event(account, ask, hour, start, bytesFinal, flags(hour, incomplete));
                rows.add(Row.of("polyv/" + account, start, event).growing(hour.figures()));
            }
        });
    }

    List<Row> rows() {
        return rows;
    }

    List<Misfit> misfits() {
        return misfits;
    }

    private Map<Integer, Hour> read(JsonNode data) {
        Map<Integer, Hour> hours = new TreeMap<>();
        for (JsonNode row : data) {
            try {
                Hour hour = hour(row);
                hours.put(hour.hour(), hour);
            } catch (Unreadable unreadable) {
                misfits.add(new Misfit(String.valueOf(unreadable.getMessage()), unreadable.field, row.toString()));
            }
        }
        return hours;
    }

    private static Hour hour(JsonNode row) throws Unreadable {
        Map<String, JsonNode> fields = new HashMap<>();
        row.properties().forEach(field -> fields.put(field.getKey().toLowerCase(Locale.ROOT), field.getValue()));
        long hour = number(fields, "currentHour");
        if (hour >= HOURS) {
            throw new Unreadable("currentHour", "expected an hour from 0 to 23, found " + hour);
        }
        DevicePlayback desktop = device(fields, "pc");
        DevicePlayback mobile = device(fields, "mobile");
        boolean disagrees = disagrees(fields, "formatPcPlayDuration", desktop)
                || disagrees(fields, "formatMobilePlayDuration", mobile);
        return new Hour((int) hour, desktop, mobile, disagrees);
    }

    private static DevicePlayback device(Map<String, JsonNode> fields, String device) throws Unreadable {
        return new DevicePlayback(
                number(fields, device + "PlayDuration"),
                number(fields, device + "FlowSize"),
                number(fields, device + "VideoView"),
                number(fields, device + "UniqueViewer"));
    }

    private static long number(Map<String, JsonNode> fields, String name) throws Unreadable {
        JsonNode node = fields.get(name.toLowerCase(Locale.ROOT));
        if (node == null) {
            throw new Unreadable(name, "is missing");
        }
        try {
            long number = new BigDecimal(node.asText().strip()).longValueExact();
            if (number >= 0) {
                return number;
            }
        } catch (ArithmeticException | NumberFormatException malformed) {
            throw new Unreadable(name, "expected a whole number from 0, found " + shown(node));
        }
        throw new Unreadable(name, "expected a whole number from 0, found " + shown(node));
    }

    private static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    private static boolean disagrees(Map<String, JsonNode> fields, String name, DevicePlayback device) {
        JsonNode node = fields.get(name.toLowerCase(Locale.ROOT));
        if (node == null || node.isNull()) {
            return false;
        }
        Matcher parts = FORMATTED.matcher(node.asText());
        return !parts.matches()
                || Long.parseLong(parts.group(1)) * HOUR_SECONDS
                                + Long.parseLong(parts.group(2)) * 60
                                + Long.parseLong(parts.group(3))
                        != device.getPlaySeconds();
    }

    private static List<String> flags(Hour hour, boolean incomplete) {
        List<String> flags = new ArrayList<>(); // sorted: incomplete before disagrees
        if (incomplete) {
            flags.add("day_incomplete");
        }
        if (hour.disagrees()) {
            flags.add("duration_disagrees");
        }
        return flags;
    }

    private static HourlyPlayback event(
            String account, PolyvAsk ask, Hour hour, Instant start, boolean bytesFinal, List<String> flags) {
        String id = String.format(Locale.ROOT, "polyv/%s/%s/%02d", account, ask.day(), hour.hour());
        return new HourlyPlayback(
                id,
                0,
                Instant.EPOCH,
                Completeness.PROVISIONAL,
                "polyv",
                account,
                ask.day().toString(),
                hour.hour(),
                ask.zone().getId(),
                start,
                HOUR_SECONDS,
                hour.desktop(),
                hour.mobile(),
                bytesFinal,
                flags);
    }
}
