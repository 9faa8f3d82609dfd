package dev.plenum.platform.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.plenum.platform.traffic.LongLived;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The closing of connections when the server stops, with a virtual clock.
 */
class OpenStreamsTests {

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final List<Stream> told = new ArrayList<>();

	private boolean stopped;

	@ParameterizedTest
	@CsvSource(textBlock = """
			10000, PT5S,  200, 4900
			10000, PT20S, 100, 9900
			10000, PT1S, 1000,  900
			  250, PT5S,  100,  200
			  100, PT5S,  100,    0
			""")
	void connectionsAreClosedInBatches(int many, Duration drain, int first, int last) {
		OpenStreams streams = streams(drain);
		IntStream.range(0, many).forEach((i) -> streams.add(new Stream()));
		streams.stop(() -> this.stopped = true);
		pass(1);
		assertThat(this.told).hasSize(first);
		for (int millis = 100; millis < last; millis += 100) {
			int before = this.told.size();
			pass(100);
			assertThat(this.told.size() - before).isEqualTo(first);
		}
		assertThat(last == 0 || this.told.size() < many).as("the last are told at the end").isTrue();
		pass(100);
		assertThat(this.told).hasSize(many).doesNotHaveDuplicates();
	}

	@Test
	void theStopContinuesWhenTheLastConnectionHasEnded() {
		OpenStreams streams = streams(Duration.ofSeconds(5));
		List<Stream> three = List.of(new Stream(), new Stream(), new Stream());
		three.forEach(streams::add);
		streams.stop(() -> this.stopped = true);
		pass(1000);
		three.subList(0, 2).forEach(streams::remove);
		pass(100);
		assertThat(this.stopped).isFalse();
		streams.remove(three.get(2));
		pass(1);
		assertThat(this.stopped).isTrue();
	}

	@Test
	void aConnectionThatDoesNotEndDelaysTheStopForThreeSeconds() {
		OpenStreams streams = streams(Duration.ofSeconds(5));
		streams.add(new Stream());
		streams.stop(() -> this.stopped = true);
		pass(2900);
		assertThat(this.stopped).isFalse();
		pass(200);
		assertThat(this.stopped).isTrue();
	}

	@Test
	void withoutConnectionsTheStopContinuesAtOnce() {
		streams(Duration.ofSeconds(5)).stop(() -> this.stopped = true);
		pass(1);
		assertThat(this.stopped).isTrue();
	}

	@Test
	void aConnectionThatIsAddedDuringTheStopIsClosedAtOnce() {
		OpenStreams streams = streams(Duration.ofSeconds(5));
		assertThat(streams.closing()).isFalse();
		streams.stop(() -> this.stopped = true);
		assertThat(streams.closing()).isTrue();
		Stream late = new Stream();
		streams.add(late);
		assertThat(this.told).containsExactly(late);
	}

	private void pass(long millis) {
		this.time.advanceTimeBy(Duration.ofMillis(millis));
	}

	private OpenStreams streams(Duration drain) {
		WebSettings settings = new Binder(new MapConfigurationPropertySource(Map.of("plenum.web.drain", drain)))
			.bindOrCreate("plenum.web", WebSettings.class);
		OpenStreams streams = new OpenStreams(settings, new SimpleMeterRegistry(), this.time);
		streams.start();
		return streams;
	}

	private final class Stream implements OpenStream {

		@Override
		public LongLived kind() {
			return LongLived.SOCKETS;
		}

		@Override
		public void stop() {
			OpenStreamsTests.this.told.add(this);
		}

	}

}
