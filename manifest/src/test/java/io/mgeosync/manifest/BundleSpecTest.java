package io.mgeosync.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.manifest.smoke.Decimal;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleSpecTest {

  @Test
  void driversAreOrderedAsNumbersPartByPart() {
    assertThat(
            Stream.of("535.104.5", "550", "535.54", "535", "1000.1", "535.104.12")
                .map(DriverVersion::new)
                .sorted()
                .map(DriverVersion::value))
        .containsExactly("535", "535.54", "535.104.5", "535.104.12", "550", "1000.1");
  }

  @Test
  void computeCapabilitiesAreOrderedAsNumbers() {
    assertThat(
            Stream.of("10.0", "8.6", "9.0", "8.0").map(ComputeCapability::parse).sorted().toList())
        .extracting(ComputeCapability::toString)
        .containsExactly("8.0", "8.6", "9.0", "10.0");
  }

  @Test
  void onlySha256IsBelieved() {
    Digest md5 = Digest.md5("0".repeat(32));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Requirements(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(md5),
                    Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "0.5", "999999999.999999999999", "-0.000000000001"})
  void aDecimalHasOneSpellingAndKeepsIt(String text) {
    assertThat(Decimal.parse(text)).hasToString(text);
    assertThat(new Decimal(new BigDecimal(text + (text.contains(".") ? "000" : ".000"))))
        .isEqualTo(Decimal.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000000000", "1e9", "1e-13", "-1e400000000"})
  void aDecimalHasItsLimits(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Decimal(new BigDecimal(text)));
  }
}
