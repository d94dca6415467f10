package io.tallylight.schemas;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Why a record could not be written or read. The subtype says what helps: {@link NotOurs} is poison and stays so;
 * {@link RegistryUnavailable} and {@link NotRegistered} pass once somebody has repaired something, so try again.
 */
public abstract sealed class WireException extends SerializationException {

    private static final long serialVersionUID = 1L;

    private WireException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** These bytes will never become a record, however often they are read. */
    public static final class NotOurs extends WireException {

        private static final long serialVersionUID = 1L;

        private final Reason reason;

        /** What is wrong with the bytes. */
        public enum Reason {
            TOO_SHORT,
            UNKNOWN_MAGIC_BYTE,
            UNKNOWN_SCHEMA_ID,
            BODY_DOES_NOT_FIT
        }

        NotOurs(Reason reason, String message, @Nullable Throwable cause) {
            super(message, cause);
            this.reason = reason;
        }

        public Reason reason() {
            return reason;
        }
    }

    /** The registry cannot be asked just now, or refuses to answer: nothing is known about the record itself. */
    public static final class RegistryUnavailable extends WireException {

        private static final long serialVersionUID = 1L;

        RegistryUnavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The registry lacks the schema that is to be written with: contracts have to be applied first. */
    public static final class NotRegistered extends WireException {

        private static final long serialVersionUID = 1L;

        NotRegistered(String subject, Throwable cause) {
            super(
                    "The registry lacks this version's schema under the subject " + subject
                            + ": run scripts/tallylight contracts apply",
                    cause);
        }
    }
}
