/** The {@code tallylight} command. Start with {@link io.tallylight.cli.TallylightMain}, which lists its subcommands. */
@NullMarked
package io.tallylight.cli;

import org.jspecify.annotations.NullMarked;
