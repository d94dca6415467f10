package io.tallylight.sandbox;

import io.vertx.core.Future;
import java.net.URI;

/** One provider on loopback. {@link #calls()} counts what it was asked, so that tests can prove restraint. */
public interface Simulator {

    /** scaleengine, polyv, huawei or wangsu. */
    String provider();

    /** Where its API is, as the poller's ..._API setting wants it. */
    URI api();

    Faults faults();

    /** Calls so far, refused ones too. */
    long calls();

    /** Calls that were refused because there had been too many: the provider's own limit, not a fault that was struck. */
    long overLimit();

    Future<Void> close();
}
