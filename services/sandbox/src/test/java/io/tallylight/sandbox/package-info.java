/** Tests of the sandbox; its broker and registry are also where the contract's own classes are tested for real. */
package io.tallylight.sandbox;
