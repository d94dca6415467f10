package io.tallylight.scte35;

import java.util.ArrayList;
import java.util.List;

/** The findings of one reading, in the order of the bytes; costs nothing while there are none. */
final class Findings {
    private List<Finding> found = List.of();

    void add(Finding.Code code, String detail) {
        if (found.isEmpty()) found = new ArrayList<>(2);
        found.add(new Finding(code, detail));
    }

    List<Finding> list() {
        return found;
    }
}
