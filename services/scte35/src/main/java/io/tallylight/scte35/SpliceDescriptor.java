package io.tallylight.scte35;

import java.util.OptionalLong;

/** One splice_descriptor (SCTE 35, 10.1). */
public sealed interface SpliceDescriptor permits SegmentationDescriptor, SpliceDescriptor.Standard {
    /** "CUEI": the descriptors that the specification itself defines. */
    long CUEI = 0x43554549L;

    /** splice_descriptor_tag. */
    int tag();

    <X> X match(Cases<X> cases);

    /**
     * A method for each kind of descriptor: a new kind does not compile until every reader has thought of
     * it.
     */
    interface Cases<X> {
        X avail(AvailDescriptor descriptor);

        X dtmf(DtmfDescriptor descriptor);

        X segmentation(SegmentationDescriptor descriptor);

        X time(TimeDescriptor descriptor);

        X raw(RawDescriptor descriptor);
    }

    /** The small ones, which fit below. */
    sealed interface Standard extends SpliceDescriptor {}

    /** Names an avail as the provider does. */
    record AvailDescriptor(long providerAvailId) implements Standard {
        public static final int TAG = 0x00;

        @Override
        public int tag() {
            return TAG;
        }

        @Override
        public <X> X match(Cases<X> cases) {
            return cases.avail(this);
        }
    }

    /** Tones for analogue equipment; {@code preroll} in tenths of a second. */
    record DtmfDescriptor(int preroll, String chars) implements Standard {
        public static final int TAG = 0x01;

        @Override
        public int tag() {
            return TAG;
        }

        @Override
        public <X> X match(Cases<X> cases) {
            return cases.dtmf(this);
        }
    }

    /** Wall-clock time: TAI seconds (48 bits) and nanoseconds, and TAI - UTC in seconds. */
    record TimeDescriptor(long taiSeconds, long taiNs, int utcOffset) implements Standard {
        public static final int TAG = 0x03;

        @Override
        public int tag() {
            return TAG;
        }

        @Override
        public <X> X match(Cases<X> cases) {
            return cases.time(this);
        }
    }

    /** A private, unknown or broken descriptor: everything after descriptor_length, the identifier too. */
    record RawDescriptor(int tag, Bytes content) implements Standard {
        /** Empty if the descriptor is too short to have one. */
        public OptionalLong identifier() {
            return content.size() < 4
                    ? OptionalLong.empty()
                    : OptionalLong.of(content.cursor().u32());
        }

        /** What follows the identifier. */
        public Bytes bytes() {
            return content.size() < 4 ? content : content.slice(4, content.size());
        }

        @Override
        public <X> X match(Cases<X> cases) {
            return cases.raw(this);
        }
    }
}
