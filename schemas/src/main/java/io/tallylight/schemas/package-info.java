/** The contract. Start with {@link io.tallylight.schemas.Topics}, then {@link io.tallylight.schemas.Wire} for the bytes and {@link io.tallylight.schemas.Contracts} for the brokers. */
@NullMarked
package io.tallylight.schemas;

import org.jspecify.annotations.NullMarked;
