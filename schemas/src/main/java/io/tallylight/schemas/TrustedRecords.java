package io.tallylight.schemas;

import org.apache.avro.Conversion;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Makes Avro trust our own generated classes wherever they are used. It converts nothing: Avro looks for conversions
 * the moment it first meets a generated class, which is the one hook there is (see RATIONALE.md).
 */
public final class TrustedRecords extends Conversion<TrustedRecords> {

    /** The records of the contract, and those in which services keep their own state. */
    private static final String PACKAGES = "io.tallylight.";

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> type.getName().startsWith(PACKAGES)));
    }

    @Override
    public Class<TrustedRecords> getConvertedType() {
        return TrustedRecords.class;
    }

    @Override
    public String getLogicalTypeName() {
        return "tallylight-trusted";
    }
}
