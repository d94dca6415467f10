/**
 * The contract. Start with {@link io.tallylight.schemas.Topics}, then {@link io.tallylight.schemas.Wire} for the bytes
 * on them and {@link io.tallylight.schemas.Contracts} for what a Kafka and a registry must hold.
 */
@NullMarked
package io.tallylight.schemas;

import org.jspecify.annotations.NullMarked;
