package io.tallylight.scte35;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading one message: the section if it could be read, and all that was odd about it. {@code
 * crcValid} is false if the CRC differs and also if there was none to compare.
 */
public record Decoded(@Nullable SpliceInfo info, List<Finding> findings, boolean crcValid) {
    public Decoded {
        findings = List.copyOf(findings);
    }

    public boolean readable() {
        return info != null;
    }

    public boolean has(Finding.Code code) {
        for (Finding finding : findings) if (finding.code() == code) return true;
        return false;
    }
}
