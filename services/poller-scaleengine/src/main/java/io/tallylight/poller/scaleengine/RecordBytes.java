package io.tallylight.poller.scaleengine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The last bytes of a body that comes in pieces: those of the record that is being read, so that a bad one can be shown. */
final class RecordBytes {

    /** As much of a bad record as is kept in its rejection. */
    private static final int MOST = 8192;

    private static final long NO_RECORD = Long.MAX_VALUE;

    private final ByteArrayOutputStream earlier = new ByteArrayOutputStream();
    private byte[] piece = {};
    private long pieceFrom;
    private long recordFrom = NO_RECORD;
    private boolean endedWithComma;

    /** The next piece; what it replaces is kept as far as the record began there. */
    void add(byte[] next) {
        long end = pieceFrom + piece.length;
        if (recordFrom < end) {
            keep(Math.max(recordFrom, pieceFrom), end);
        }
        endedWithComma = commaBefore(end);
        pieceFrom = end;
        piece = next;
    }

    /** A record begins at this byte of the body, which is in the last piece. */
    void begin(long offset) {
        recordFrom = offset;
    }

    void end() {
        recordFrom = NO_RECORD;
        earlier.reset();
    }

    /** The record up to this byte of the body, exclusive, which is in the last piece. */
    String text(long offset) {
        keep(Math.max(recordFrom, pieceFrom), offset);
        return earlier.toString(StandardCharsets.UTF_8);
    }

    /** Whether a comma comes right before this byte of the last piece, apart from white space. */
    boolean commaBefore(long offset) {
        for (int at = (int) (offset - pieceFrom) - 1; at >= 0; at--) {
            if (!blank(piece[at])) {
                return piece[at] == ',';
            }
        }
        return endedWithComma;
    }

    private void keep(long from, long to) {
        int room = MOST - earlier.size();
        earlier.write(piece, (int) (from - pieceFrom), (int) Math.min(to - from, room));
    }

    private static boolean blank(byte one) {
        return one == ' ' || one == '\n' || one == '\r' || one == '\t';
    }
}
