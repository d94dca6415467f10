/** The contract. Start with {@link io.tallylight.schemas.Topics}, then Wire for the bytes on the topics. */
@NullMarked
package io.tallylight.schemas;

import org.jspecify.annotations.NullMarked;
