package io.tallylight.poller.scaleengine;

import org.jspecify.annotations.Nullable;

/**
 * The names of streams as events use them, made once for as long as a stream keeps coming. Of two that share a place the
 * later one stays, so that memory is bounded. Any thread may use it: a race costs one name more.
 */
final class StreamNames {

    /** @param key of the events about the stream */
    record StreamName(String account, String app, String stream, String key) {

        boolean is(String account, String app, String stream) {
            return this.stream.equals(stream) && this.app.equals(app) && this.account.equals(account);
        }
    }

    private static final int PLACES = 1 << 15;

    private final @Nullable StreamName[] places = new StreamName[PLACES];

    StreamName of(String account, String app, String stream) {
        int hash = 31 * app.hashCode() + stream.hashCode();
        int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
        StreamName known = places[place];
        if (known == null || !known.is(account, app, stream)) {
            known = new StreamName(account, app, stream, "scaleengine/" + account + "/" + app + "/" + stream);
            places[place] = known;
        }
        return known;
    }
}
