package io.tallylight.scte35;

import io.tallylight.scte35.SpliceCommand.BandwidthReservation;
import io.tallylight.scte35.SpliceCommand.BreakDuration;
import io.tallylight.scte35.SpliceCommand.PrivateCommand;
import io.tallylight.scte35.SpliceCommand.RawCommand;
import io.tallylight.scte35.SpliceCommand.SpliceInsert;
import io.tallylight.scte35.SpliceCommand.SpliceNull;
import io.tallylight.scte35.SpliceCommand.SpliceTime;
import io.tallylight.scte35.SpliceCommand.TimeSignal;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Sections that keep the specification's rules, as many different ones as the seed gives. */
record RandomSplice(Random random) {
    SpliceInfo info() {
        SpliceCommand command = command();
        boolean hidden = command instanceof SpliceCommand.Encrypted;
        List<SpliceDescriptor> descriptors = hidden ? List.of() : listOf(4, this::descriptor);
        SpliceInfo plain = SpliceInfo.of(command, descriptors);
        boolean legacy = !hidden && CommandReader.knowsItsLength(command.type()) && random.nextInt(4) == 0;
        return new SpliceInfo(
                plain.tableId(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(4),
                0,
                0,
                hidden,
                hidden ? random.nextInt(64) : 0,
                number(33),
                random.nextInt(256),
                random.nextInt(4096),
                legacy ? SpliceInfo.LEGACY_COMMAND_LENGTH : 0,
                command,
                Bytes.EMPTY,
                0,
                descriptors,
                Bytes.EMPTY,
                hidden ? Bytes.EMPTY : bytes(random.nextInt(4)),
                0);
    }

    private SpliceCommand command() {
        return switch (random.nextInt(9)) {
            case 0 -> new SpliceNull();
            case 1 -> new BandwidthReservation();
            case 2 -> new PrivateCommand(number(32), bytes(random.nextInt(20)));
            case 3 -> new RawCommand(0x20 + random.nextInt(100), bytes(random.nextInt(20)));
            case 4 -> new SpliceCommand.Encrypted(bytes(8 + random.nextInt(40)));
            case 5 -> new TimeSignal(spliceTime());
            case 6 -> new SpliceSchedule(listOf(4, this::event));
            default -> random.nextInt(5) == 0 ? SpliceInsert.cancel(number(32)) : spliceInsert();
        };
    }

    private SpliceSchedule.Event event() {
        boolean program = random.nextBoolean();
        if (random.nextInt(4) == 0) return SpliceSchedule.Event.cancel(number(32), random.nextBoolean());
        return new SpliceSchedule.Event(
                number(32),
                false,
                random.nextBoolean(),
                random.nextBoolean(),
                program,
                program ? number(32) : 0,
                program ? List.of() : listOf(3, () -> new SpliceSchedule.Component(random.nextInt(256), number(32))),
                random.nextBoolean() ? new BreakDuration(random.nextBoolean(), number(33)) : null,
                random.nextInt(65536),
                random.nextInt(256),
                random.nextInt(256));
    }

    private SpliceInsert spliceInsert() {
        boolean program = random.nextBoolean();
        boolean immediate = random.nextBoolean();
        return new SpliceInsert(
                number(32),
                false,
                random.nextBoolean(),
                program,
                immediate,
                random.nextBoolean(),
                program && !immediate ? spliceTime() : null,
                program ? List.of() : listOf(4, () -> component(immediate)),
                random.nextBoolean() ? new BreakDuration(random.nextBoolean(), number(33)) : null,
                random.nextInt(65536),
                random.nextInt(256),
                random.nextInt(256));
    }

    private SpliceCommand.Component component(boolean immediate) {
        return new SpliceCommand.Component(random.nextInt(256), immediate ? null : spliceTime());
    }

    private SpliceTime spliceTime() {
        return random.nextInt(4) == 0 ? SpliceTime.UNSPECIFIED : SpliceTime.at(number(33));
    }

    private SpliceDescriptor descriptor() {
        return switch (random.nextInt(6)) {
            case 0 -> new SpliceDescriptor.AvailDescriptor(number(32));
            case 1 -> new SpliceDescriptor.DtmfDescriptor(random.nextInt(256), "0123*#9".substring(random.nextInt(8)));
            case 2 -> new SpliceDescriptor.TimeDescriptor(number(48), number(32), random.nextInt(65536));
            case 3 ->
                new SpliceDescriptor.RawDescriptor(
                        random.nextInt(256),
                        Bytes.ofHex("53415053" + bytes(random.nextInt(9)).hex()));
            case 4 -> SegmentationDescriptor.cancel(number(32));
            default -> segmentation();
        };
    }

    private SegmentationDescriptor segmentation() {
        boolean program = random.nextBoolean();
        return new SegmentationDescriptor(
                number(32),
                false,
                random.nextBoolean(),
                program,
                program
                        ? List.of()
                        : listOf(3, () -> new SegmentationDescriptor.Component(random.nextInt(256), number(33))),
                random.nextBoolean() ? restrictions() : null,
                random.nextBoolean() ? OptionalLong.of(number(40)) : OptionalLong.empty(),
                new SegmentationUpid(random.nextInt(256), bytes(random.nextInt(30))),
                random.nextInt(256),
                random.nextInt(256),
                random.nextInt(256),
                random.nextBoolean()
                        ? new SegmentationDescriptor.SubSegments(random.nextInt(256), random.nextInt(256))
                        : null,
                Bytes.EMPTY);
    }

    private SegmentationDescriptor.Restrictions restrictions() {
        return new SegmentationDescriptor.Restrictions(
                random.nextBoolean(), random.nextBoolean(), random.nextBoolean(), random.nextInt(4));
    }

    private long number(int bits) {
        return random.nextLong() >>> (64 - bits);
    }

    private Bytes bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return Bytes.of(bytes);
    }

    private <T> List<T> listOf(int bound, Supplier<T> supplier) {
        return Stream.generate(supplier).limit(random.nextInt(bound)).toList();
    }
}
