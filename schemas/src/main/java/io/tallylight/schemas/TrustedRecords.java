package io.tallylight.schemas;

import org.apache.avro.Conversion;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Makes Avro trust the contract's own classes wherever they are used. It converts nothing: Avro looks for conversions
 * the moment it first meets a generated class, which is the one hook there is (see RATIONALE.md).
 */
public final class TrustedRecords extends Conversion<TrustedRecords> {

    private static final String PACKAGE = "io.tallylight.event";

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().equals(PACKAGE)));
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
