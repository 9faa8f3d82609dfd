package dev.plenum.platform.traffic;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;

import dev.plenum.platform.security.LocalMode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The number of remembered clients.
 */
class RatesTests {

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final Rates rates = new Rates(
			new Binder(new MapConfigurationPropertySource(Map.of("plenum.rates.enabled", "true")))
				.bindOrCreate("plenum.rates", RateSettings.class),
			new StaticListableBeanFactory().getBeanProvider(LocalMode.class), this.meters);

	@Test
	void veryManyAddressesAreForgotten() throws UnknownHostException {
		for (int i = 0; i < 150_000; i++) {
			byte[] address = { 10, (byte) (i >> 16), (byte) (i >> 8), (byte) i };
			this.rates.take(Traffic.QUERIES, new InetSocketAddress(InetAddress.getByAddress(address), 1), 1);
		}
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> remembered() < 70_000);
		assertThat(remembered()).isGreaterThan(50_000);
	}

	@Test
	void aLongNameCountsWithItsMemory() {
		for (int i = 0; i < 20_000; i++) {
			this.rates.take(Traffic.QUERIES, "a".repeat(2000) + i, 1);
		}
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> remembered() < 9_000);
	}

	private double remembered() {
		return this.meters.get("plenum.rate.entries").gauge().value();
	}

}
