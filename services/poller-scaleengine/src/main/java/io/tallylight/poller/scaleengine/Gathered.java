package io.tallylight.poller.scaleengine;

import io.tallylight.poller.Answer;
import io.tallylight.poller.Chunks;
import io.tallylight.poller.Misfit;
import io.tallylight.poller.Row;
import java.util.ArrayList;
import java.util.List;

/** Chunks for whoever wants the whole answer at once. */
final class Gathered implements Chunks {

    private final List<Row> rows = new ArrayList<>();
    private final List<Misfit> misfits = new ArrayList<>();

    @Override
    public void put(List<Row> some, List<Misfit> bad) {
        rows.addAll(some);
        misfits.addAll(bad);
    }

    @Override
    public boolean full() {
        return false;
    }

    @Override
    public void whenRoom(Runnable again) {}

    @Override
    public boolean closed() {
        return false;
    }

    /** The answer with what was handed over before it. */
    Answer<ScaleEngineAsk> with(Answer<ScaleEngineAsk> answer) {
        if (answer instanceof Answer.Data<ScaleEngineAsk> data) {
            put(data.rows(), data.misfits());
            return new Answer.Data<>(rows, misfits, data.next(), data.urgentUntil());
        }
        return answer;
    }
}
