package io.tallylight.poller.scaleengine;

import io.tallylight.poller.Answer;
import io.tallylight.poller.Chunks;
import io.tallylight.poller.Misfit;
import io.tallylight.poller.Row;
import io.tallylight.poller.http.BodyReader;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The body of one answer on its way from the wire to {@link Chunks}, a batch of rows at a time. */
final class ScaleEngineReading implements BodyReader {

    static final int BATCH = 1000;

    /** More than is ever shown, so that a secret in it is whole and can be redacted. */
    private static final int BEGINNING = 1000;

    /** So many bytes without a record are no answer any more, and many times a record with the longest of names. */
    static final int MOST_BETWEEN_RECORDS = 1 << 20;

    /** So many rows from before the start, or told again, are no answer to what was asked. */
    static final int MOST_STRAYS = 100_000;

    private final Chunks chunks;
    private final ScaleEngineRows rows;
    private final ScaleEngineJson json;
    private final Buffer beginning = Buffer.buffer();
    private List<Row> batch = new ArrayList<>();
    private List<Misfit> misfits = new ArrayList<>();
    private boolean malformed;
    private String endless = "";

    ScaleEngineReading(ScaleEngineRows.Known known, String account, ScaleEngineAsk ask, Chunks chunks) {
        this.chunks = chunks;
        this.rows = new ScaleEngineRows(known, account, ask.span(), ask.graph().windowSeconds(), this::add);
        this.json = new ScaleEngineJson(rows::add, this::add);
    }

    @Override
    public void read(Buffer piece) throws IOException {
        if (beginning.length() < BEGINNING) {
            beginning.appendBuffer(piece, 0, Math.min(piece.length(), BEGINNING - beginning.length()));
        }
        malformed = true; // until it has proven well
        json.read(piece.getBytes());
        expectAnEnd();
        malformed = false;
    }

    /** What never ends shows it long before the limits of time and length do. */
    private void expectAnEnd() throws IOException {
        if (json.sinceRecord() > MOST_BETWEEN_RECORDS) {
            endless = "more than " + MOST_BETWEEN_RECORDS + " bytes without a record";
        } else if (rows.strays() > MOST_STRAYS) {
            endless = "more than " + MOST_STRAYS + " rows from before the start, or repeated";
        }
        if (!endless.isEmpty()) {
            throw new IOException(endless);
        }
    }

    @Override
    public void end() throws IOException {
        malformed = true;
        json.end();
        malformed = false;
        rows.end();
    }

    @Override
    public boolean full() {
        return chunks.full();
    }

    @Override
    public void whenRoom(Runnable again) {
        chunks.whenRoom(again);
    }

    @Override
    public boolean closed() {
        return chunks.closed();
    }

    ScaleEngineJson said() {
        return json;
    }

    /** Rows that were not asked for, or came again. */
    long dropped() {
        return rows.dropped();
    }

    /** Whether it was the body that could not be read, and not the exchange that failed. */
    boolean malformed() {
        return malformed;
    }

    /** Why the answer was given up although more came; empty where it was not. */
    String endless() {
        return endless;
    }

    /** The first bytes of the body, for messages; the caller redacts. */
    String beginning() {
        return beginning.toString(StandardCharsets.UTF_8);
    }

    /** What was not handed over yet. */
    Answer<ScaleEngineAsk> rest() {
        return new Answer.Data<>(batch, misfits, List.of());
    }

    private void add(Row row) {
        batch.add(row);
        handOver();
    }

    private void add(Misfit misfit) {
        misfits.add(misfit);
        handOver();
    }

    private void handOver() {
        if (batch.size() + misfits.size() == BATCH) {
            chunks.put(batch, misfits);
            batch = new ArrayList<>(BATCH);
            misfits = new ArrayList<>();
        }
    }
}
