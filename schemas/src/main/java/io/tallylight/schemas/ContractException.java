package io.tallylight.schemas;

import org.jspecify.annotations.Nullable;

/** Kafka or the registry could not be asked about the contract, or refused to take it. The message says what helps. */
public final class ContractException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ContractException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
