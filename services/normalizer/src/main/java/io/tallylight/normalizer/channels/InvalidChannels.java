package io.tallylight.normalizer.channels;

import java.util.List;

/** All that is wrong with a channels file, one problem a line. */
public final class InvalidChannels extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidChannels(List<String> problems) {
        super(String.join("\n", problems));
    }
}
