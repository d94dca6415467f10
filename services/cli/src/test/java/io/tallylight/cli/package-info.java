/** Tests of the {@code tallylight} command. {@link io.tallylight.cli.Run} runs it as a user would. */
@NullMarked
package io.tallylight.cli;

import org.jspecify.annotations.NullMarked;
