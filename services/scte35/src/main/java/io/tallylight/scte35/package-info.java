/**
 * SCTE-35: bytes to splice_info_section and back; specification read: SCTE 35 2022b. Start at {@link
 * io.tallylight.scte35.Splice}; what it reads is {@link io.tallylight.scte35.SpliceInfo}, what it complains
 * about {@link io.tallylight.scte35.Finding}. {@code SectionReader} walks the bytes, {@code SectionWriter}
 * writes them.
 */
@NullMarked
package io.tallylight.scte35;

import org.jspecify.annotations.NullMarked;
