package io.tallylight.sandbox.wangsu;

import io.tallylight.sandbox.wangsu.Sessions.Piece;
import io.tallylight.sandbox.wangsu.WangsuRules.OpenEnd;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer in one of the two formats that Accept can ask for. */
interface Writing {

    String contentType();

    String error(WangsuError error);

    /** Pieces by stream (named as the provider names it) by domain. */
    String answer(Map<String, Map<String, List<Piece>>> domains, Times times);

    /** How instants are told: epoch seconds, and the account's way to say that a push still runs. */
    record Times(OpenEnd open, Instant now) {

        static String of(Instant at) {
            return Long.toString(at.getEpochSecond());
        }

        /** Null where the provider says null. */
        @Nullable
        String end(@Nullable Instant end) {
            if (end != null) {
                return of(end);
            }
            return switch (open) {
                case NULL, HIDDEN -> null;
                case EMPTY -> "";
                case ZERO -> "0";
                case NOW -> of(now);
            };
        }
    }
}
