package io.tallylight.normalizer.channels;

import io.tallylight.runtime.BadInput;
import java.util.List;

/** All that is wrong with a channels file, one problem a line. */
public final class InvalidChannels extends BadInput {
    private static final long serialVersionUID = 1L;

    InvalidChannels(List<String> problems) {
        super(problems);
    }
}
