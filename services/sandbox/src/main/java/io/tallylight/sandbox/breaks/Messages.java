package io.tallylight.sandbox.breaks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The messages that one break is signalled by, repeats and wrong ones too. */
final class Messages {

    private static final Duration END_LEAD = Duration.ofSeconds(4);
    private static final Duration END_REPEAT_LEAD = Duration.ofSeconds(2);
    private static final Duration WRONG_COPY_LEAD = Duration.ofSeconds(1);
    private static final long WRONG_ID_BY = 1000;
    private static final long WRONG_SECONDS_BY = 90;
    private static final String NOT_BASE64 = "/DAl*this is not base64*";

    private Messages() {}

    static List<Message> of(Break b, PtsClock clock) {
        Cues cues = new Cues(b, clock);
        return switch (b.kind()) {
            case EXPLICIT_RETURN -> join(announced(cues.out(false)), returned(cues.in()));
            case RETURNS_LATE -> join(announced(cues.out(false)), List.of(late(cues.in())));
            case NEVER_RETURNS -> announced(cues.out(false));
            case AUTO_RETURN -> announced(cues.out(true));
            case CRC_ERROR -> join(announced(cues.out(true)), List.of(wrong(b, cues.corrupt(cues.out(true)))));
            case ORPHAN_RETURN -> List.of(cues.in().at(b.announcedAt()));
            case IMMEDIATE -> List.of(cues.outAtOnce(), cues.inAtOnce());
            case CANCELLED -> List.of(cues.out(false), cues.cancel());
            case PROVIDER_AD, BREAK, PROVIDER_PLACEMENT, DISTRIBUTOR_PLACEMENT ->
                join(announced(cues.start()), returned(cues.end()));
            case SUMMARY_DISAGREES -> join(announced(misstated(cues.start())), returned(cues.end()));
            case UNDECODABLE ->
                join(
                        announced(cues.start()),
                        List.of(wrong(b, cues.start().carrying(NOT_BASE64, ""))),
                        returned(cues.end()));
            case SEGMENT_CANCELLED -> List.of(cues.start(), cues.cancelSegment());
        };
    }

    /** The whole second in the middle. */
    static Instant half(Instant from, Instant to) {
        return from.plusSeconds(Duration.between(from, to).toSeconds() / 2);
    }

    private static List<Message> announced(Message first) {
        return List.of(first, first.at(half(first.arrivesAt(), first.startAt())));
    }

    private static List<Message> returned(Message in) {
        return List.of(in.at(in.startAt().minus(END_LEAD)), in.at(in.startAt().minus(END_REPEAT_LEAD)));
    }

    /** Once and at the last moment, so that the alert has had its time to fire. */
    private static Message late(Message in) {
        return in.at(in.startAt().minus(END_REPEAT_LEAD));
    }

    private static Message wrong(Break b, Message copy) {
        return copy.at(b.startAt().minus(WRONG_COPY_LEAD));
    }

    private static Message misstated(Message right) {
        return right.saying(right.eventId() + WRONG_ID_BY, right.durationSeconds() + WRONG_SECONDS_BY);
    }

    @SafeVarargs
    private static List<Message> join(List<Message>... parts) {
        return Stream.of(parts).flatMap(List::stream).toList();
    }
}
