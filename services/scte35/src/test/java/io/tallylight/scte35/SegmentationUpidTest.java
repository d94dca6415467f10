package io.tallylight.scte35;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SegmentationUpidTest {
    private static SegmentationUpid upid(int type, String hex) {
        return new SegmentationUpid(type, Bytes.ofHex(hex));
    }

    @Test
    void writesTextTypesAsLatin1() {
        assertThat(upid(SegmentationUpid.ADI, "c34d").text()).isEqualTo("\u00c3M");
        assertThat(SegmentationUpid.ofText(SegmentationUpid.URI, "urn:a").hex()).isEqualTo("75726e3a61");
    }

    @Test
    void writesNumbersAsTheirUsersDo() {
        assertThat(upid(0x08, "000000002ca0a18a").text()).isEqualTo("0x000000002CA0A18A");
        assertThat(upid(0x0A, "1478f85ae100b0685b8fb1c8").text()).isEqualTo("10.5240/F85A-E100-B068-5B8F-B1C8-T");
        assertThat(upid(0x05, "000000003a8d0000").text()).isEqualTo("0000-0000-3A8D-0000-Z");
        assertThat(upid(0x06, "000000003a8d000000000000").text()).isEqualTo("0000-0000-3A8D-0000-Z-0000-0000-6");
        assertThat(upid(0x10, "aa85bbb65c434b6abebbee3b13eb7999").text())
                .isEqualTo("aa85bbb6-5c43-4b6a-bebb-ee3b13eb7999");
    }

    @Test
    void hasNoTextForBytesWithoutAForm() {
        assertThat(upid(0x0A, "30").text()).isNull();
        assertThat(upid(SegmentationUpid.MPU, "4144465200").text()).isNull();
        assertThat(upid(0xEE, "4144465200").text()).isNull();
        assertThat(SegmentationUpid.NONE.text()).isNull();
    }

    @Test
    void keepsTheTextOfAnAdIdWithTheWrongLength() {
        assertThat(upid(SegmentationUpid.AD_ID, "41424344").text()).isEqualTo("ABCD");
        assertThat(upid(SegmentationUpid.AD_ID, "41424344").wellFormed()).isFalse();
    }

    @Test
    void listsTheMembersOfAMid() {
        SegmentationUpid mid = upid(SegmentationUpid.MID, "0e054c413330390808000000002e538481");

        assertThat(mid.members()).extracting(SegmentationUpid::text).containsExactly("LA309", "0x000000002E538481");
        assertThat(mid.wellFormed()).isTrue();
    }

    @Test
    void keepsTheWholeMembersOfAMidThatBreaksOff() {
        SegmentationUpid mid = upid(SegmentationUpid.MID, "0e024c410f094c");

        assertThat(mid.members()).containsExactly(SegmentationUpid.ofText(SegmentationUpid.ADS, "LA"));
        assertThat(mid.wellFormed()).isFalse();
    }

    @Test
    void namesSegmentationTypesAsTheSpecificationDoes() {
        assertThat(SegmentationType.nameOf(0x34)).isEqualTo("Provider Placement Opportunity Start");
        assertThat(SegmentationType.nameOf(0x3F)).isEqualTo("Distributor Promo End");
        assertThat(SegmentationType.nameOf(0x70)).isEqualTo("Reserved");
        assertThat(SegmentationType.isReserved(0x05)).isTrue();
    }
}
