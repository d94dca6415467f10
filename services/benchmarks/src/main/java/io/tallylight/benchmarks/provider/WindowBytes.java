package io.tallylight.benchmarks.provider;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The JSON of whole windows. Every row has the same length, so a window is a copy of one template with times and figures
 * put in; the last few are kept, because a poller reads a window several times.
 */
final class WindowBytes {

    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int KEPT = 12;
    private static final String ROW = "{\"app\":\"live\",\"video_url\":\"sestore3/bench/channel%05d.mp4\","
            + "\"viewer_count_avg\":AAAAA,\"viewer_count_min\":BBBBB,\"viewer_count_max\":CCCCC,"
            + "\"viewer_count_sum\":DDDDDD,\"time\":\"TTTTTTTTTTTTTTTTTTT\"},";
    private static final int SUM_ABOVE = 100_000;

    private final Truth truth;
    private final int average = place("AAAAA");
    private final int least = place("BBBBB");
    private final int greatest = place("CCCCC");
    private final int sum = place("DDDDDD");
    private final int time = place("TTTTT");
    private final byte[][] templates;
    private final Map<Long, byte[]> kept = new LinkedHashMap<>();

    WindowBytes(Truth truth) {
        this.truth = truth;
        this.templates = new byte[truth.rows()][];
        for (int row = 0; row < templates.length; row++) {
            templates[row] = String.format(Locale.ROOT, ROW, row).getBytes(US_ASCII);
        }
    }

    /** Rows with a comma after each; empty where none shows. */
    byte[] of(int window, int phase) {
        long key = window * 2L + phase;
        byte[] known = kept.get(key);
        if (known == null) {
            known = render(window, phase);
            kept.put(key, known);
            if (kept.size() > KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return known;
    }

    private byte[] render(int window, int phase) {
        byte[] at = TIME.format(Instant.ofEpochMilli(truth.start(window))).getBytes(US_ASCII);
        ByteArrayOutputStream out = new ByteArrayOutputStream(templates.length * (time + at.length + 3));
        for (int row = 0; row < templates.length; row++) {
            int version = truth.version(window, row, phase);
            if (version >= 0) {
                out.writeBytes(filled(templates[row], truth.average(window, row, version), at));
            }
        }
        return out.toByteArray();
    }

    private byte[] filled(byte[] row, int viewers, byte[] at) {
        digits(row, average, 5, viewers);
        digits(row, least, 5, viewers - 9);
        digits(row, greatest, 5, viewers + 9);
        digits(row, sum, 6, viewers + SUM_ABOVE);
        System.arraycopy(at, 0, row, time, at.length);
        return row;
    }

    private static void digits(byte[] row, int from, int count, int value) {
        int left = value;
        for (int i = from + count - 1; i >= from; i--) {
            row[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }

    /** Where a figure lies: the stream's number is as long as its pattern in every row. */
    private static int place(String mark) {
        return String.format(Locale.ROOT, ROW, 0).indexOf(mark);
    }
}
