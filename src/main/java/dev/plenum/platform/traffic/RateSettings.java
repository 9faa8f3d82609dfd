package dev.plenum.platform.traffic;

import java.time.Duration;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The rate limits and the limits of open connections. All phones of a venue share one
 * address. So the limits of an address allow a thousand phones to restart within a
 * minute, and still prevent one machine from using the whole server.
 *
 * @param enabled whether traffic is limited; null means everywhere except in local mode
 * @param queriesPerSubject the rate of requests of one subject
 * @param queriesPerAddress the rate of requests from one address; health checks are not
 * counted
 * @param mutationsPerSubject the rate of mutation fields of one subject
 * @param mutationsPerAddress the rate of mutation fields from one address
 * @param connectsPerSubject the rate at which one subject opens WebSockets
 * @param connectsPerAddress the rate at which one address opens WebSockets
 * @param codesPerSubject the rate of attempts to redeem a code of one subject
 * @param codesPerAddress the rate of attempts to redeem a code from one address
 * @param wrongCodesPerDevice the rate of wrong ticket codes of one device; a right code
 * is always accepted
 * @param wrongCodesPerAddress the rate of wrong ticket codes from one address; a right
 * code is always accepted
 * @param screenCodesPerAddress the rate of codes that screens request from one address.
 * It is less than the codes that an event can have at the same time
 * @param socketsPerSubject the maximum number of open WebSockets of one subject
 * @param socketsPerAddress the maximum number of open WebSockets from one address
 * @param sockets the maximum number of open WebSockets of the server
 * @param streamsPerSubject the maximum number of open event streams of one subject
 * @param streamsPerAddress the maximum number of open event streams from one address
 * @param streams the maximum number of open event streams of the server
 */
@ConfigurationProperties("plenum.rates")
record RateSettings(@Nullable Boolean enabled, @DefaultValue("300+600/min") Rate queriesPerSubject,
		@DefaultValue("10000+30000/min") Rate queriesPerAddress, @DefaultValue("200+300/min") Rate mutationsPerSubject,
		@DefaultValue("5000+12000/min") Rate mutationsPerAddress, @DefaultValue("20+30/min") Rate connectsPerSubject,
		@DefaultValue("3000+3000/min") Rate connectsPerAddress, @DefaultValue("60+120/min") Rate codesPerSubject,
		@DefaultValue("1000+1200/min") Rate codesPerAddress, @DefaultValue("10+10/min") Rate wrongCodesPerDevice,
		@DefaultValue("300+300/min") Rate wrongCodesPerAddress, @DefaultValue("50+20/min") Rate screenCodesPerAddress,
		@DefaultValue("20") int socketsPerSubject, @DefaultValue("3000") int socketsPerAddress,
		@DefaultValue("20000") int sockets, @DefaultValue("50") int streamsPerSubject,
		@DefaultValue("3000") int streamsPerAddress, @DefaultValue("20000") int streams) {

	Rate perSubject(Traffic kind) {
		return switch (kind) {
			case QUERIES -> this.queriesPerSubject;
			case MUTATIONS -> this.mutationsPerSubject;
			case CONNECTS -> this.connectsPerSubject;
			case CODES -> this.codesPerSubject;
			case WRONG_CODES -> this.wrongCodesPerDevice;
			case SCREEN_CODES -> this.screenCodesPerAddress;
		};
	}

	Rate perAddress(Traffic kind) {
		return switch (kind) {
			case QUERIES -> this.queriesPerAddress;
			case MUTATIONS -> this.mutationsPerAddress;
			case CONNECTS -> this.connectsPerAddress;
			case CODES -> this.codesPerAddress;
			case WRONG_CODES -> this.wrongCodesPerAddress;
			case SCREEN_CODES -> this.screenCodesPerAddress;
		};
	}

	int openPerSubject(LongLived kind) {
		return (kind == LongLived.SOCKETS) ? this.socketsPerSubject : this.streamsPerSubject;
	}

	int openPerAddress(LongLived kind) {
		return (kind == LongLived.SOCKETS) ? this.socketsPerAddress : this.streamsPerAddress;
	}

	int open(LongLived kind) {
		return (kind == LongLived.SOCKETS) ? this.sockets : this.streams;
	}

	Duration longestRefill() {
		return Stream.of(Traffic.values())
			.flatMap((kind) -> Stream.of(perSubject(kind), perAddress(kind)))
			.map(Rate::refill)
			.reduce(Duration.ofMinutes(1), (one, other) -> (one.compareTo(other) > 0) ? one : other);
	}

}
