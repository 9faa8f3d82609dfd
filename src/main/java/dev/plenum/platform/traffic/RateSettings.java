package dev.plenum.platform.traffic;

import java.time.Duration;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The rates. At a venue all phones share one address: those of an address are made for a
 * thousand phones that all start anew within a minute, and still keep one machine from
 * taking the whole server.
 *
 * @param enabled whether anything is limited; null for everywhere but in local mode
 * @param queriesPerSubject requests of one subject
 * @param queriesPerAddress requests from one address
 * @param mutationsPerSubject changes of one subject
 * @param mutationsPerAddress changes from one address
 * @param connectsPerSubject sockets that one subject opens
 * @param connectsPerAddress sockets that one address opens
 * @param codesPerSubject codes that one subject tries
 * @param codesPerAddress codes that are tried from one address
 * @param socketsPerSubject open sockets of one subject
 * @param socketsPerAddress open sockets from one address
 * @param sockets open sockets altogether
 * @param streamsPerSubject open event streams of one subject
 * @param streamsPerAddress open event streams from one address
 * @param streams open event streams altogether
 */
@ConfigurationProperties("plenum.rates")
record RateSettings(@Nullable Boolean enabled, @DefaultValue("300+600/min") Rate queriesPerSubject,
		@DefaultValue("10000+30000/min") Rate queriesPerAddress, @DefaultValue("200+300/min") Rate mutationsPerSubject,
		@DefaultValue("5000+12000/min") Rate mutationsPerAddress, @DefaultValue("20+30/min") Rate connectsPerSubject,
		@DefaultValue("3000+3000/min") Rate connectsPerAddress, @DefaultValue("60+120/min") Rate codesPerSubject,
		@DefaultValue("1000+1200/min") Rate codesPerAddress, @DefaultValue("20") int socketsPerSubject,
		@DefaultValue("3000") int socketsPerAddress, @DefaultValue("20000") int sockets,
		@DefaultValue("50") int streamsPerSubject, @DefaultValue("3000") int streamsPerAddress,
		@DefaultValue("20000") int streams) {

	Rate perSubject(Traffic kind) {
		return switch (kind) {
			case QUERIES -> this.queriesPerSubject;
			case MUTATIONS -> this.mutationsPerSubject;
			case CONNECTS -> this.connectsPerSubject;
			case CODES -> this.codesPerSubject;
		};
	}

	Rate perAddress(Traffic kind) {
		return switch (kind) {
			case QUERIES -> this.queriesPerAddress;
			case MUTATIONS -> this.mutationsPerAddress;
			case CONNECTS -> this.connectsPerAddress;
			case CODES -> this.codesPerAddress;
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
